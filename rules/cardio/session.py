"""A cardio session with its work, effort, heart rate, pace, notes and rule ids (F, D-10).

Emits `do.easy_movement` for active recovery, `do.slower` (percent) after failed talk tests (G-41), and those of
`rules.cardio.talk` and `rules.cardio.tempo`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from rules.athlete import Mode
from rules.cardio.heart_rate import easy_zone
from rules.cardio.hiit import BRISK_RPE, interval_effort, intervals, is_compressed
from rules.cardio.mode_context import run_walk_level
from rules.cardio.pace import current_vdot, easy_band, tempo_pace
from rules.cardio.talk import run_walk
from rules.cardio.tempo import EFFORT, race_effort, tempo_work
from rules.constants import P
from rules.decisions import Decision
from rules.plan import PhaseName
from rules.prescription_context import PrescriptionContext
from rules.sessions import Band, Note, Session, SessionType, note

FINISH_EFFORT, ACTIVE_EFFORT = Band(2, 3), Band(1, 2)
RACE_FLAG = "race_effort"
RULES: Mapping[SessionType, tuple[str, ...]] = {
    SessionType.HIIT: ("F-10", "F-20", "F-21", "F-22"),
    SessionType.TEMPO: ("F-10", "F-50"),
    SessionType.FINISH: ("F-01", "F-02", "F-10"),
    SessionType.EASY: ("F-01", "F-02", "F-10", "F-30"),
    SessionType.LONG: ("F-01", "F-02", "F-10", "F-31", "D-25"),
}


def prescribed(session: Session, ctx: PrescriptionContext) -> Session:
    """The session with what it prescribes; day, start, minutes, type and mode stay as they were."""
    if session.type is SessionType.HIIT:
        return _hiit(session, ctx)
    if session.type is SessionType.TEMPO:
        return _tempo(session, ctx)
    if session.type is SessionType.ACTIVE:
        easy = (*session.notes, note("do.easy_movement"))
        return replace(session, rpe=P.expected_rpe["R_ACTIVE"], effort=ACTIVE_EFFORT, notes=easy)
    if session.type is SessionType.EVENT:
        return replace(session, rpe=P.expected_rpe["EVENT"])
    return _steady(session, ctx)


def is_brisk(session: Session, ctx: PrescriptionContext) -> bool:
    """True for the brisk intervals of the on-ramp's first two weeks (D-16)."""
    return session.type is SessionType.HIIT and ctx.onramp


def _hiit(session: Session, ctx: PrescriptionContext) -> Session:
    n, brisk = session.intervals or P.hiit.n_onramp, is_brisk(session, ctx)
    return replace(
        session,
        intervals=n,
        rpe=BRISK_RPE if brisk else P.expected_rpe["C_HIIT"],
        effort=interval_effort(ctx.e_level, brisk),
        work=intervals(n, is_compressed(n, session.minutes)),
        rule_ids=_rule_ids(session, ctx),
    )


def _tempo(session: Session, ctx: PrescriptionContext) -> Session:
    value = current_vdot(ctx.profile.recent_race, ctx.week_start) if session.mode is Mode.RUN else None
    pace = None if value is None else tempo_pace(value)
    return replace(
        session,
        rpe=P.expected_rpe["C_TEMPO"],
        effort=EFFORT,
        work=tempo_work(max(1, ctx.week_in_phase // 2), session.minutes),
        pace_s_per_km=None if pace is None else Band(pace, pace),
        rule_ids=_rule_ids(session, ctx, pace=pace is not None),
    )


def _steady(session: Session, ctx: PrescriptionContext) -> Session:
    notes, flags = list(session.notes), session.flags
    if session.mode is Mode.RUN and (rung := _rung(ctx)) is not None:
        notes.append(rung)
    if ctx.adjustments.pace_slow > 0:
        notes.append(note("do.slower", percent=round(100 * ctx.adjustments.pace_slow)))
    is_long = session.type is SessionType.LONG or "long" in flags
    effort = race_effort(session.minutes, ctx) if is_long and session.mode is Mode.RUN else None
    if effort is not None:
        notes.append(effort)
        flags |= {RACE_FLAG}
    zone, pace = easy_zone(ctx.profile, ctx.adjustments.hr_down_bpm), _easy_pace(session, ctx)
    return replace(
        session,
        rpe=min(P.expected_rpe[session.type.value], ctx.restrictions.max_cardio_rpe or 10),
        effort=_steady_effort(session, ctx),
        heart_rate_bpm=zone,
        pace_s_per_km=pace,
        notes=tuple(notes),
        rule_ids=_rule_ids(
            session, ctx, notes=notes, flags=flags, zone=zone is not None, pace=pace is not None
        ),
        flags=flags,
    )


def _steady_effort(session: Session, ctx: PrescriptionContext) -> Band:
    low, high = P.steady.rpe
    band = FINISH_EFFORT if session.type is SessionType.FINISH else Band(low, high)
    ceiling = ctx.restrictions.max_cardio_rpe or (3 if ctx.decision is Decision.ILLNESS else high)
    return Band(band.low, min(band.high, ceiling))


def _easy_pace(session: Session, ctx: PrescriptionContext) -> Band | None:
    value = current_vdot(ctx.profile.recent_race, ctx.week_start) if session.mode is Mode.RUN else None
    return None if value is None else easy_band(value, ctx.adjustments.pace_slow)


def _rung(ctx: PrescriptionContext) -> Note | None:
    level = run_walk_level(ctx.profile, ctx.e_level, ctx.adjustments.run_walk_level)
    return None if level is None else run_walk(level)


def _rule_ids(
    session: Session,
    ctx: PrescriptionContext,
    *,
    notes: Sequence[Note] = (),
    flags: frozenset[str] = frozenset(),
    zone: bool = False,
    pace: bool = False,
) -> tuple[str, ...]:
    conditions = {
        "F-03": any(x.code == "do.run_walk" for x in notes),
        "F-04": zone,
        "F-05": pace,
        "F-40": ctx.is_deload,
        "F-60": RACE_FLAG in flags,
        "F-70": session.type is SessionType.HIIT and ctx.phase is PhaseName.TAPER,
        "D-16": ctx.onramp,
        "C-32": ctx.restrictions.light,
        "G-41": ctx.adjustments.pace_slow > 0 or ctx.adjustments.hr_down_bpm > 0,
    }
    own = (*RULES[session.type], *(rule for rule, applies in conditions.items() if applies))
    return tuple(dict.fromkeys((*session.rule_ids, *own)))
