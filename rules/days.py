"""One training day as the placement rules see it: what is heavy, intense, fast or long, and which regions work.

All clock times are minutes of the day, so that the facts of one day serve every day of a week.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rules.calendar import minute_of
from rules.constants import P
from rules.fixed import is_fixed
from rules.interference import HARD_TYPES, cardio_count, intense, is_hard, is_heavy
from rules.sessions import Session, SessionType

HOUR = 60
DAY_MINUTES = 24 * HOUR
FULL_GAP_MIN = P.gap_hours.full * HOUR
SEPARATE_GAP_MIN = P.doubles_min_gap_h * HOUR
LOWER_TYPES = frozenset({SessionType.LOWER, SessionType.POWER, SessionType.FULL})
UPPER_TYPES = frozenset({SessionType.UPPER, SessionType.FULL})
REGIONAL_TYPES = LOWER_TYPES | UPPER_TYPES


@dataclass(frozen=True, slots=True, eq=False)
class DayFacts:
    """A day's sessions in order of time, and the groups of them that the rules ask for.

    It equals itself alone: comparing two takes as long as making one.
    """

    sessions: tuple[Session, ...]
    strength: tuple[Session, ...]
    cardio: tuple[Session, ...]  # only what counts (0.6)
    heavy: tuple[Session, ...]
    intense: tuple[Session, ...]
    fast: tuple[Session, ...]  # HIIT and tempo
    hard: int  # number of hard sessions (D-10)
    trains: bool  # strength or counted cardio
    trains_planned: bool  # the same without what is fixed (D-72)
    long: bool  # holds a C_LONG


def clock(session: Session) -> int:
    """Start in minutes of its day."""
    return minute_of(session.start)


def clock_end(session: Session) -> int:
    """End in minutes of its day; past 1440 after midnight."""
    return minute_of(session.start) + session.minutes


def is_long(session: Session) -> bool:
    """Whether it is the week's long session, whatever its type (D-25, D-30)."""
    return session.type is SessionType.LONG or "long" in session.flags


def in_order(sessions: Iterable[Session]) -> tuple[Session, ...]:
    """Sessions in order of time; strength first where two start together (section Q)."""
    return tuple(sorted(sessions, key=lambda s: (s.day, minute_of(s.start), not s.is_strength, s.id)))


def facts_of(sessions: Iterable[Session]) -> DayFacts:
    """The facts of one day; the sessions' `day` is not looked at."""
    ordered = tuple(sorted(sessions, key=lambda s: (minute_of(s.start), not s.is_strength, s.id)))
    strength = tuple(s for s in ordered if s.is_strength)
    cardio = tuple(s for s in ordered if s.is_cardio and cardio_count(s))
    return DayFacts(
        sessions=ordered,
        strength=strength,
        cardio=cardio,
        heavy=tuple(s for s in strength if is_heavy(s)),
        intense=tuple(c for c in cardio if intense(c)),
        fast=tuple(c for c in cardio if c.type in HARD_TYPES),
        hard=sum(is_hard(s) for s in strength + cardio),
        trains=bool(strength or cardio),
        trains_planned=bool(strength) or any(not is_fixed(c) for c in cardio),
        long=any(c.type is SessionType.LONG for c in cardio),
    )


EMPTY_DAY = facts_of(())


def week_facts(sessions: Iterable[Session]) -> tuple[DayFacts, ...]:
    """The facts of the seven days of a week, Monday first."""
    by_day: list[list[Session]] = [[] for _ in range(7)]
    for session in sessions:
        by_day[session.day].append(session)
    return tuple(facts_of(day) if day else EMPTY_DAY for day in by_day)


def training_flags(days: Iterable[DayFacts], *, planned_only: bool) -> list[bool]:
    """Which days train; with `planned_only` what is fixed does not count (D-72)."""
    return [d.trains_planned if planned_only else d.trains for d in days]


def trained_days(sessions: Iterable[Session], *, planned_only: bool) -> list[bool]:
    """Which of the seven days of a week train (`training_flags`), without the rest of their facts."""
    days = {
        s.day
        for s in sessions
        if s.is_strength or (s.is_cardio and cardio_count(s) and not (planned_only and is_fixed(s)))
    }
    return [day in days for day in range(7)]


def all_days_fixed(days: Iterable[DayFacts]) -> bool:
    """Whether something fixed fills every day, so that D-40 binds the planned sessions only (D-72)."""
    return all(any(is_fixed(c) for c in day.cardio) for day in days)


def run_at_start(flags: Iterable[bool]) -> int:
    """Length of the run of training days that opens the list."""
    length = 0
    for flag in flags:
        if not flag:
            break
        length += 1
    return length
