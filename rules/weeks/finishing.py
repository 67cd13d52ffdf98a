"""What depends on the day a session came to stand on: illness steps, events (D-07, D-08, G-32)."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from rules.athlete import Mode
from rules.calendar import minute_of
from rules.cardio import easy_mode, non_impact_mode
from rules.cardio.modes import EVENT_MODE
from rules.constants import P
from rules.days import in_order
from rules.fixed import is_fixed
from rules.interference import counts, intense, is_heavy
from rules.phases import RACE_EVENTS
from rules.plan import PhaseName
from rules.review.illness import share_on
from rules.sessions import Row, Session, SessionType
from rules.units import round_to_five
from rules.weeks.limits import cardio_ceiling
from rules.weeks.situation import Situation
from rules.weeks.taper import most_after_last

ILLNESS, OPTIONAL = "illness", "optional"
EVENT_START = time(9)
ACTIVE_MIN = P.minutes[SessionType.ACTIVE][1]
LEAST_AFTER_ILLNESS_MIN = 10
LATE_FULL_DAYS = 5


def finish(s: Situation, sessions: tuple[Session, ...], active_day: int | None) -> tuple[Session, ...]:
    """The placed sessions with everything that depends on the day they stand on."""
    kept = tuple(x if is_fixed(x) else _softened(s, x) for x in sessions)
    if s.ill:
        kept = _after_illness(s, kept)
    extra = (*_events(s), *_active(s, kept, active_day))
    return in_order((*kept, *extra))


def _softened(s: Situation, session: Session) -> Session:
    """Nothing hard around an event that is only taken part in (D-08)."""
    near_event = session.day in s.around.easy_only
    if near_event and intense(session):
        return eased(s, session)
    if near_event and is_heavy(session):
        return replace(session, heavy=False, row=Row.MODERATE)
    return _light_before_event(s, session)


def _light_before_event(s: Situation, session: Session) -> Session:
    """A full-body session of the last taper week that came to stand too late becomes a primer (D-07)."""
    last_week = s.name is PhaseName.TAPER and s.week >= s.phase.weeks
    if not last_week or session.type is not SessionType.FULL or s.event is None or s.phase.weeks > 1:
        return session
    if (s.event.date - s.date_of(session.day)).days >= LATE_FULL_DAYS or s.event.type not in RACE_EVENTS:
        return session
    least = P.minutes[SessionType.PRIMER][0]
    return replace(session, type=SessionType.PRIMER, row=Row.LIGHT, heavy=False, minutes=least)


def eased(s: Situation, session: Session) -> Session:
    """An intense session as an easy one of 20 to 30 min without impact (D-30)."""
    least, usual, _ = P.minutes[SessionType.EASY]
    minutes = max(least, min(usual, session.minutes))
    return replace(
        session,
        type=SessionType.EASY,
        mode=non_impact_mode(s.modes),
        minutes=min(minutes, session.minutes),
        intervals=None,
        flags=session.flags - {"long"},
    )


def _after_illness(s: Situation, sessions: tuple[Session, ...]) -> tuple[Session, ...]:
    """Training days counted from the first one back: easy 20, then half, then 70 % (G-32)."""
    done = s.state.recovery.step if s.state.recovery is not None else 0
    days = sorted({x.day for x in sessions if not is_fixed(x) and (x.is_strength or x.is_cardio)})
    found: list[Session] = []
    for session in sessions:
        if is_fixed(session) or session.day not in days:
            found.append(session)
            continue
        share = share_on(done + days.index(session.day))
        if share is not None:
            found.append(_share_of(session, share))
        elif all(x.day != session.day for x in found):
            found.append(_first_easy(s, session))
    return _still_falling(s, _under_ceiling(s, found))


def _still_falling(s: Situation, sessions: tuple[Session, ...]) -> tuple[Session, ...]:
    """Easy sessions in the place of lifts would make a taper rise: the last ones go, one stays (D-07)."""
    kept = list(sessions)
    ours = [x for x in sessions if x.is_cardio and not is_fixed(x)]
    spare = sum(x.minutes for x in ours) - most_after_last(s) if s.name is PhaseName.TAPER else 0
    for last in reversed(ours[1:]):
        if spare > 0:
            kept.remove(last)
            spare -= last.minutes
    return tuple(kept)


def _under_ceiling(s: Situation, sessions: list[Session]) -> tuple[Session, ...]:
    """Easy sessions in the place of lifts count as cardio: the last finishers make room for them (D-20)."""
    kept = list(sessions)
    for finisher in [x for x in reversed(kept) if x.type is SessionType.FINISH and not is_fixed(x)]:
        if counts(kept).cardio > cardio_ceiling(s) and not s.high_volume:
            kept.remove(finisher)
    return tuple(kept)


def _share_of(session: Session, share: float) -> Session:
    minutes = session.minutes
    if session.type is not SessionType.HIIT:
        minutes = max(LEAST_AFTER_ILLNESS_MIN, round_to_five(minutes * share))
    kind = session.type
    if kind is SessionType.LONG and minutes < P.long_growth.easy_below_min:
        kind = SessionType.EASY
    return replace(session, type=kind, minutes=minutes, flags=session.flags | {ILLNESS})


def _first_easy(s: Situation, session: Session) -> Session:
    return replace(
        session,
        type=SessionType.EASY,
        mode=session.mode if session.is_cardio else easy_mode(s.modes),
        minutes=P.minutes[SessionType.EASY][0],
        row=None,
        heavy=False,
        intervals=None,
        flags=(session.flags - {"long"}) | {ILLNESS},
    )


def _events(s: Situation) -> tuple[Session, ...]:
    """The events of the week, on their days; their minutes aren't counted (D-07)."""
    return tuple(
        Session(
            id=f"event-{fixture.index + 1}",
            day=day,
            start=EVENT_START,
            minutes=0,
            type=SessionType.EVENT,
            mode=EVENT_MODE.get(fixture.type),
            rpe=P.expected_rpe[SessionType.EVENT.value],
            flags=frozenset({"race_effort"} if fixture.peak else {"take_part"}),
            rule_ids=("D-07",) if fixture.peak else ("D-08",),
        )
        for day, fixture in s.around.events
    )


def _active(s: Situation, sessions: tuple[Session, ...], day: int | None) -> tuple[Session, ...]:
    """Active recovery on its template day, if that stayed free and has a window (A-27, D-30)."""
    if day is None or any(x.day == day for x in sessions) or day in s.around.blocked:
        return ()
    window = next((w for w in s.windows[day] if w.max_minutes >= ACTIVE_MIN), None)
    if window is None:
        return ()
    return (
        Session(
            id="active",
            day=day,
            start=window.start,
            minutes=min(ACTIVE_MIN, 1440 - minute_of(window.start)),
            type=SessionType.ACTIVE,
            mode=Mode.WALK,
            flags=frozenset({OPTIONAL}),
            rule_ids=("D-30",),
        ),
    )
