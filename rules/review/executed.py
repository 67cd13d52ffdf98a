"""The week as it was really trained, scored like a planned one (D-60, G-42)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import time

from rules.athlete import Level, Mode
from rules.checkin import CheckIn
from rules.interference import score_week
from rules.plan import Score, Week
from rules.review.discipline import failed_easy_minutes
from rules.review.reading import UNKNOWN_MINUTES, Logged, minutes_done, unplanned
from rules.sessions import Session, SessionType

UNKNOWN_START = time(18)


def executed_score(
    week: Week, logged: tuple[Logged, ...], checkins: tuple[CheckIn, ...], s_level: Level
) -> Score:
    """The interference score of what was done, unplanned training and too fast easy minutes included (G-42)."""
    return score_week(executed_sessions(week, logged, checkins), s_level, failed_easy_minutes(logged))


def executed_sessions(
    week: Week, logged: tuple[Logged, ...], checkins: tuple[CheckIn, ...]
) -> tuple[Session, ...]:
    """The sessions done with their real minutes and intervals, then unplanned ones, in order of time."""
    done = [_as_done(x) for x in logged if x.done and (x.session.is_strength or x.session.is_cardio)]
    extra = _extra(week, unplanned(week, checkins))
    return tuple(sorted((*done, *extra), key=lambda s: (s.start_minute, not s.is_strength, s.id)))


def _as_done(logged: Logged) -> Session:
    session, checkin = logged.session, logged.checkin
    intervals = session.intervals
    if intervals is not None and checkin is not None and checkin.intervals_done is not None:
        intervals = checkin.intervals_done
    return replace(session, minutes=round(minutes_done(logged)), intervals=intervals)


def _extra(week: Week, extra: tuple[CheckIn, ...]) -> Iterator[Session]:
    """Unplanned training as sessions of the evening; of unknown kind: easy cardio."""
    for number, c in enumerate(extra, start=1):
        kind = SessionType.EASY
        if c.session_type in {t.value for t in SessionType}:
            kind = SessionType(c.session_type)
        if not (kind.is_strength or kind.is_cardio):
            continue
        mode = Mode(c.mode) if c.mode in {m.value for m in Mode} else Mode.MIXED
        yield Session(
            id=f"extra-{number}",
            day=(c.date - week.start).days,
            start=UNKNOWN_START,
            minutes=UNKNOWN_MINUTES if c.actual_minutes is None else c.actual_minutes,
            type=kind,
            mode=mode if kind.is_cardio else None,
            intervals=c.intervals_done or 0 if kind is SessionType.HIIT else None,
        )
