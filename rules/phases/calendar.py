"""Which weeks are deload or cut-back weeks (D-06)."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

from rules.constants import P
from rules.plan import Phase, PhaseName

BLOCKS = frozenset({PhaseName.B1, PhaseName.B2, PhaseName.B3})
RESTING = frozenset({PhaseName.TAPER, PhaseName.RECOVERY})
CUTBACK_WEEK = 3
GENERAL_MIN_WEEKS = 3
NEAR_WEEKS = 2


class Kind(StrEnum):
    """What a past week was to the calendar: loading, a deload or cut-back, or another rest (taper, recovery)."""

    LOADING = "loading"
    DELOAD = "deload"
    REST = "rest"


def is_deload_week(
    phases: Sequence[Phase], index: int, week_in_phase: int, age_years: int, past: Sequence[Kind]
) -> bool:
    """Whether week `week_in_phase` (from 1) of phase `index` is a deload or cut-back week (D-06, G-35).

    `past` are the kinds of the weeks before it, oldest first. A scheduled deload is cancelled if one of the two
    weeks before was one; and no more than 5 loading weeks (3 from 60 years) stand in a row.
    """
    phase = phases[index]
    if phase.name in RESTING:
        return False
    if loading_streak(past) >= _loading_limit(age_years):
        return True
    following = phases[index + 1].name if index + 1 < len(phases) else None
    is_due = is_scheduled(phase, week_in_phase, following, age_years)
    return is_due and Kind.DELOAD not in past[-NEAR_WEEKS:]


def is_scheduled(phase: Phase, week: int, following: PhaseName | None, age_years: int) -> bool:
    """Points 1 and 2 of D-06: the last week of a block, the third before a taper, every nth of a rolling phase."""
    if phase.name in BLOCKS:
        return week == (CUTBACK_WEEK if following is PhaseName.TAPER else phase.weeks)
    if phase.name is PhaseName.BEGINNER:
        return week % P.deload_every.beginner == 0
    if phase.name not in (PhaseName.GENERAL, PhaseName.UNDULATING):
        return False
    is_last = phase.name is PhaseName.GENERAL and phase.weeks >= GENERAL_MIN_WEEKS and week == phase.weeks
    senior = age_years >= P.age.senior
    return is_last or week % (P.deload_every.general_age60 if senior else P.deload_every.general) == 0


def loading_streak(past: Sequence[Kind]) -> int:
    """Loading weeks in a row up to now; deload, cut-back, taper and recovery reset the count."""
    streak = 0
    for kind in reversed(past):
        if kind is not Kind.LOADING:
            break
        streak += 1
    return streak


@lru_cache(maxsize=64)  # every week of a plan looks at the whole calendar
def kinds_of(phases: tuple[Phase, ...], age_years: int) -> tuple[Kind, ...]:
    """The kind of every week of these phases, as planned."""
    kinds: list[Kind] = []
    for index, phase in enumerate(phases):
        for week in range(1, phase.weeks + 1):
            if is_deload_week(phases, index, week, age_years, kinds):
                kinds.append(Kind.DELOAD)
            else:
                kinds.append(Kind.REST if phase.name in RESTING else Kind.LOADING)
    return tuple(kinds)


def deload_calendar(phases: tuple[Phase, ...], age_years: int) -> tuple[int, ...]:
    """The numbers (from 1) of the deload and cut-back weeks of these phases (D-06)."""
    return tuple(n for n, kind in enumerate(kinds_of(phases, age_years), start=1) if kind is Kind.DELOAD)


def _loading_limit(age_years: int) -> int:
    limits = P.loading_weeks_max
    return limits.age60 if age_years >= P.age.senior else limits.default
