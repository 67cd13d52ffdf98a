"""Placed weeks and what surrounds them, for tests of moves, gaps and audits."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from typing import Any

from rules.athlete import Level, Window
from rules.hard import HardContext
from rules.interference import counts, score_week
from rules.missed import MoveContext
from rules.plan import PhaseName, Week
from rules.sessions import Session
from rules.soft import Athlete
from tests.rules.placement.units import MONDAY, windows
from tests.rules.week_builder import week as sessions_of

EVERY_EVENING = "Mon-Sun 18:00/120"
ANYONE = Athlete(Level.INTERMEDIATE, 35)


def week_of(
    *lines: str, phase: PhaseName = PhaseName.UNDULATING, deload: bool = False, **changes: Any
) -> Week:
    """A week from lines such as '0 18:00 L* 60'."""
    sessions = sessions_of(*lines)
    found = Week(
        start=MONDAY,
        number=1,
        phase=phase,
        week_in_phase=1,
        deload=deload,
        sessions=sessions,
        counts=counts(sessions),
        cardio_minutes=sum(s.minutes for s in sessions if s.is_cardio),
        score=score_week(sessions, Level.INTERMEDIATE),
    )
    return replace(found, **changes)


def hard_context(days: str = EVERY_EVENING, **changes: Any) -> HardContext:
    """An intermediate athlete's surroundings."""
    availability: tuple[tuple[Window, ...], ...] = windows(days)
    return replace(HardContext(Level.INTERMEDIATE, availability), **changes)


def at(day: int, clock: str) -> int:
    """Minutes since Monday 00:00."""
    t = time.fromisoformat(clock)
    return day * 1440 + t.hour * 60 + t.minute


def moves_at(
    day: int, clock: str, *, days: str = EVERY_EVENING, gone: frozenset[str] = frozenset(), **hard: Any
) -> MoveContext:
    """The week's surroundings seen at a local time."""
    return MoveContext(hard_context(days, **hard), ANYONE, at(day, clock), gone)


def spot(session: Session) -> str:
    """'Sat 18:00 S_LOWER'-like short form for comparisons: day, start, type."""
    return f"{session.day} {session.start:%H:%M} {session.type.value}"
