"""The words of the checks: what is planned, heavy, intense, long, and what a week holds in numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from rules.athlete import Mode
from rules.plan import Week
from rules.sessions import Session, SessionType

FAST = frozenset({SessionType.HIIT, SessionType.TEMPO})
HEAVY_TYPES = frozenset({SessionType.LOWER, SessionType.FULL})
LIFT_TYPES = frozenset({SessionType.LOWER, SessionType.UPPER, SessionType.FULL})
HALF_TYPES = frozenset({SessionType.PRIMER, SessionType.MICRO})
LONG_RUN_MIN = 75
FINISHER_MIN = 20
COUNTED_FIXED_MIN = 20
IGNORED_WALK_MIN = 10


def ours(sessions: Iterable[Session]) -> list[Session]:
    """Strength and cardio that the plan placed: no fixed ones, events or active recovery."""
    return [s for s in sessions if (s.is_strength or s.is_cardio) and "fixed" not in s.flags]


def trained(sessions: Iterable[Session]) -> list[Session]:
    """What makes a training day: ours and what is fixed, if it counts (0.6, D-72)."""
    return [s for s in sessions if (s.is_strength or s.is_cardio) and not _is_ignored(s)]


def _is_ignored(s: Session) -> bool:
    return _is_stroll(s) or ("fixed" in s.flags and s.minutes < COUNTED_FIXED_MIN)


def _is_stroll(s: Session) -> bool:
    return s.mode is Mode.WALK and s.minutes <= IGNORED_WALK_MIN


def is_intense(s: Session) -> bool:
    """HIIT, tempo, or a long run of more than 75 min (D-10)."""
    return s.type in FAST or (s.type is SessionType.LONG and s.mode is Mode.RUN and s.minutes > LONG_RUN_MIN)


def is_heavy(s: Session) -> bool:
    """Heavy lower-loading strength (D-10)."""
    return s.heavy and s.type in HEAVY_TYPES


def is_long(s: Session) -> bool:
    """The week's long session, whatever its type (D-25)."""
    return s.type is SessionType.LONG or "long" in s.flags


def without(week: Week, gone: frozenset[str]) -> Week:
    """The week less the sessions that nobody trained."""
    return replace(week, sessions=tuple(s for s in week.sessions if s.id not in gone))


def cardio_count(sessions: Iterable[Session]) -> float:
    """C of 0.6: a walk of ten minutes counts nothing."""
    return sum(
        0.5 if s.type is SessionType.FINISH and s.minutes <= FINISHER_MIN else 1.0
        for s in sessions
        if s.is_cardio and not _is_stroll(s)
    )


def strength_count(sessions: Iterable[Session]) -> float:
    """S of 0.6."""
    return sum(0.5 if s.type in HALF_TYPES else 1.0 for s in sessions if s.is_strength)


def cardio_minutes(sessions: Iterable[Session]) -> int:
    """Minutes of cardio."""
    return sum(s.minutes for s in sessions if s.is_cardio)


def minutes(sessions: Iterable[Session]) -> int:
    """Minutes in all."""
    return sum(s.minutes for s in sessions)


def hard_minutes(sessions: Iterable[Session]) -> int:
    """Minutes of heavy and intense sessions."""
    return sum(s.minutes for s in sessions if is_heavy(s) or is_intense(s))


def hard_days(sessions: Iterable[Session]) -> int:
    """Days with a heavy or intense session."""
    return len({s.day for s in sessions if is_heavy(s) or is_intense(s)})


def planned_au(sessions: Iterable[Session]) -> int:
    """Planned load in minutes x expected RPE (G-11)."""
    return sum(s.minutes * s.rpe for s in sessions)


def sets_total(sessions: Iterable[Session]) -> int:
    """All sets of a week."""
    return sum(e.sets for s in sessions for e in s.exercises)


def longest_streak(days: Iterable[int]) -> int:
    """Longest run of consecutive numbers."""
    ordered = sorted(set(days))
    runs = groupby(enumerate(ordered), key=lambda pair: pair[1] - pair[0])
    return max((len(list(run)) for _, run in runs), default=0)


def where(week: Week, s: Session) -> str:
    """A session as a finding names it."""
    return f"week {week.number} {week.phase} day {s.day} {s.start:%H:%M} {s.type} {s.minutes} min"
