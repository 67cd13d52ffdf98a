"""The order line and the pacing line of each session (H-10, H-11).

Order: `order.lift_then_easy` (minutes), `order.lift_then_intervals` (rest_low, rest_high in min),
`order.full_gap` (first, second as hh:mm, gap_min), `order.partial_gap` (first, second, gap_min, later_min),
`order.cardio_first` (first, second, gap_min), `order.own_day`, `order.heavy_legs_yesterday`.
Pacing: `pace.easy` (effort_low, effort_high, where known hr_low, hr_high in bpm and pace_fast, pace_slow in s/km),
`pace.intervals` (effort_low, effort_high, n, rest_s, work_s), `pace.brisk` (the same), `pace.tempo` (effort_low,
effort_high, minutes, n, where known pace in s/km), `pace.strength` (rir), `pace.power`, `pace.deload` (rir where
known), `pace.taper` (rir or n where known), `pace.active` (effort_low, effort_high), `pace.event`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rules.cardio.hiit import BRISK_RPE
from rules.constants import P
from rules.plan import PhaseName
from rules.prescription_context import PrescriptionContext
from rules.sessions import Note, Session, SessionType, Value, note

REST_BEFORE_INTERVALS_MIN = (5, 10)
LONG_RUN_MIN = 75
HARD_CARDIO = frozenset({SessionType.HIIT, SessionType.TEMPO})
HOUR = 60
ONE_SESSION = frozenset({"order.lift_then_easy", "order.lift_then_intervals"})


def briefed(sessions: Sequence[Session], ctx: PrescriptionContext) -> tuple[Session, ...]:
    """The week's sessions with their order and pacing lines (H-10, H-11)."""
    by_day: dict[int, list[Session]] = {}
    for session in sessions:
        by_day.setdefault(session.day, []).append(session)
    near = {day: [s for d in (day - 1, day, day + 1) for s in by_day.get(d, ())] for day in by_day}
    return tuple(
        replace(
            session,
            order_note=order_line(session, near[session.day]),
            pace_note=pacing_line(session, ctx),
            rule_ids=tuple(dict.fromkeys((*session.rule_ids, "H-10", "H-11"))),
        )
        for session in sessions
    )


def reordered(sessions: Sequence[Session]) -> tuple[Session, ...]:
    """The sessions of a changed week with the order lines that hold for it now (H-10)."""
    return tuple(replace(s, order_note=order_line(s, sessions)) for s in sessions)


def order_line(session: Session, week: Sequence[Session]) -> Note | None:
    """The order line of a session among its week, first match of H-10; None where there is nothing to say.

    Of the week its own day and the days beside it are enough.
    """
    today = [other for other in week if other.day == session.day and other.id != session.id]
    if session.is_strength:
        partners = [other for other in today if other.is_cardio]
        if partners:
            return _pair(session, min(partners, key=lambda c: abs(c.start_minute - session.start_minute)))
        beside = [other for other in week if abs(other.day - session.day) == 1 and _is_intense(other)]
        return note("order.own_day") if beside else None
    if not session.is_cardio:
        return None
    lifts = [other for other in today if other.is_strength]
    if lifts:
        pair = _pair(min(lifts, key=lambda s: abs(s.start_minute - session.start_minute)), session)
        return pair if pair is not None and pair.code not in ONE_SESSION else None
    heavy = any(other.heavy and other.is_strength and other.day == session.day - 1 for other in week)
    return note("order.heavy_legs_yesterday") if heavy else None


def pacing_line(session: Session, ctx: PrescriptionContext) -> Note:
    """The pacing or effort line of a session (H-11)."""
    if session.is_strength:
        return _strength_pace(session, ctx)
    if session.type is SessionType.EVENT:
        return note("pace.event")
    effort = _effort(session)
    if session.type is SessionType.ACTIVE:
        return note("pace.active", **effort)
    if session.type is SessionType.TEMPO and session.work is not None:
        pace = {} if session.pace_s_per_km is None else {"pace": session.pace_s_per_km.low}
        return note("pace.tempo", **effort, n=session.work.n, minutes=session.work.work_s // 60, **pace)
    if session.type is SessionType.HIIT and session.work is not None:
        return _interval_pace(session, ctx, effort)
    return note("pace.easy", **effort, **_heart(session), **_pace(session))


def _pair(strength: Session, cardio: Session) -> Note | None:
    first, second = sorted((strength, cardio), key=lambda s: (s.start_minute, not s.is_strength))
    gap_min = second.start_minute - first.end_minute
    if gap_min < P.gap_hours.partial * HOUR and first is strength:
        return _one_session(cardio)
    times: dict[str, Value] = {
        "first": first.start.strftime("%H:%M"),
        "second": second.start.strftime("%H:%M"),
        "gap_min": gap_min,
    }
    if first is cardio:
        return note("order.cardio_first", **times)
    if gap_min >= P.gap_hours.full * HOUR:
        return note("order.full_gap", **times)
    return note("order.partial_gap", **times, later_min=P.gap_hours.full * HOUR - gap_min)


def _one_session(cardio: Session) -> Note:
    """What follows the lifting at once, or nearly so."""
    if cardio.type in HARD_CARDIO:
        low, high = REST_BEFORE_INTERVALS_MIN
        return note("order.lift_then_intervals", rest_low=low, rest_high=high)
    return note("order.lift_then_easy", minutes=cardio.minutes)


def _is_intense(session: Session) -> bool:
    long_run = session.type is SessionType.LONG and session.mode == "run" and session.minutes > LONG_RUN_MIN
    return session.type in HARD_CARDIO or long_run


def _strength_pace(session: Session, ctx: PrescriptionContext) -> Note:
    reserve: dict[str, Value] = {} if session.rir is None else {"rir": session.rir}
    if ctx.is_deload:
        return note("pace.deload", **reserve)
    if ctx.phase is PhaseName.TAPER:
        return note("pace.taper", **reserve)
    if session.type is SessionType.POWER or session.rir is None:
        return note("pace.power")
    return note("pace.strength", **reserve)


def _interval_pace(session: Session, ctx: PrescriptionContext, effort: dict[str, Value]) -> Note:
    assert session.work is not None
    work = session.work
    shape: dict[str, Value] = {"n": work.n, "work_s": work.work_s, "rest_s": work.rest_s}
    if session.effort is not None and session.effort.high <= BRISK_RPE:
        return note("pace.brisk", **effort, **shape)
    code = "pace.taper" if ctx.phase is PhaseName.TAPER else "pace.intervals"
    return note(code, **effort, **shape)


def _effort(session: Session) -> dict[str, Value]:
    if session.effort is None:
        return {}
    return {"effort_low": int(session.effort.low), "effort_high": int(session.effort.high)}


def _heart(session: Session) -> dict[str, Value]:
    band = session.heart_rate_bpm
    return {} if band is None else {"hr_low": int(band.low), "hr_high": int(band.high)}


def _pace(session: Session) -> dict[str, Value]:
    band = session.pace_s_per_km
    return {} if band is None else {"pace_fast": int(band.low), "pace_slow": int(band.high)}
