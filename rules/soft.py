"""The soft constraints D-50: what a week costs, term by term.

W12, W13 and W15 need the units that were placed and belong to the search; all other terms are here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rules.athlete import Level, Mode
from rules.constants import P
from rules.days import (
    FULL_GAP_MIN,
    LOWER_TYPES,
    REGIONAL_TYPES,
    SEPARATE_GAP_MIN,
    UPPER_TYPES,
    DayFacts,
    all_days_fixed,
    clock,
    clock_end,
    is_long,
    training_flags,
    week_facts,
)
from rules.fixed import is_fixed
from rules.interference import HARD_TYPES
from rules.sessions import Session, SessionType

Terms = list[tuple[str, int]]
FREE_BEFORE_CARDIO = frozenset({SessionType.PRIMER, SessionType.MICRO})
MILD_BEFORE_CARDIO = frozenset({SessionType.UPPER, SessionType.CIRCUIT})
LATE_HIIT_FROM_MIN = 20 * 60 + 30
LONGEST_HARD_RUN = 2
TERM_ORDER = tuple(f"W{number}" for number in range(1, 16))


@dataclass(frozen=True, slots=True)
class Athlete:
    """What the soft costs ask of the athlete: lifting level, age in years, days for the long session."""

    s_level: Level
    age_years: int
    long_session_days: frozenset[int] = frozenset({5, 6})


def most_days_in_row(athlete: Athlete) -> int:
    """M of W10: training days in a row before they cost."""
    if athlete.s_level is Level.NOVICE:
        return P.consecutive.novice
    if athlete.age_years >= P.age.senior:
        return P.consecutive.age60
    return P.consecutive.intermediate if athlete.s_level is Level.INTERMEDIATE else P.consecutive.advanced


def day_terms(day: DayFacts) -> Terms:
    """W1 to W5 and W14 of one day."""
    terms: Terms = []
    for s in day.strength:
        for c in day.cardio:
            terms += _same_day(s, c)
    late = sum(
        c.type is SessionType.HIIT and clock(c) > LATE_HIIT_FROM_MIN and not is_fixed(c) for c in day.fast
    )
    if late:
        terms.append(("W14", late * P.costs.w14))
    return terms


def _same_day(s: Session, c: Session) -> Terms:
    terms: Terms = []
    is_cardio_first = clock(c) < clock(s)
    gap = clock(s) - clock_end(c) if is_cardio_first else clock(c) - clock_end(s)
    step = 0 if gap >= FULL_GAP_MIN else 1
    if is_cardio_first:
        terms += [("W3", P.costs.w3[step]), ("W4", P.costs.w4[step])]
    elif gap >= SEPARATE_GAP_MIN:
        terms.append(("W3", P.costs.w3[step]))
    else:
        terms.append(one_session_term(s, c))
    if c.mode is Mode.RUN and s.type in LOWER_TYPES:
        terms.append(("W5", P.costs.w5))
    return terms


def one_session_term(s: Session, c: Session) -> tuple[str, int]:
    """W1 or W2: strength directly followed by cardio."""
    if c.type not in HARD_TYPES and c.minutes <= P.counts.finisher_max_min:
        return "W1", P.costs.w1
    if s.type in FREE_BEFORE_CARDIO:
        return "W2", P.costs.w2[0]
    return "W2", P.costs.w2[1] if s.type in MILD_BEFORE_CARDIO else P.costs.w2[2]


def border_terms(yesterday: DayFacts, today: DayFacts) -> Terms:
    """W6, W7 and W8 between two consecutive days."""
    terms: Terms = []
    if not (yesterday.trains and today.trains):
        return terms
    for a in yesterday.strength:
        terms += [("W6", cost) for b in today.strength if (cost := _shared_region(a, b))]
    terms += [
        ("W7", P.costs.w7[0] if c.mode is Mode.RUN else P.costs.w7[1])
        for _ in yesterday.heavy
        for c in today.intense
    ]
    if yesterday.long and today.hard:
        terms.append(("W8", P.costs.w8 * today.hard))
    return terms


def _shared_region(a: Session, b: Session) -> int:
    if a.type not in REGIONAL_TYPES or b.type not in REGIONAL_TYPES:
        return 0
    if a.type in LOWER_TYPES and b.type in LOWER_TYPES:
        return P.costs.w6[0]
    return P.costs.w6[1] if a.type in UPPER_TYPES and b.type in UPPER_TYPES else 0


def long_term(sessions: Iterable[Session], day: int, long_session_days: frozenset[int]) -> int:
    """W11: cost of a long session on a day that is not one of the athlete's long days."""
    return P.costs.w11 if day not in long_session_days and any(is_long(s) for s in sessions) else 0


def run_terms(hard: Sequence[bool], trains: Sequence[bool], most_in_row: int) -> Terms:
    """W9 and W10: third and further hard days in a row, training days in a row beyond M."""
    beyond_hard = sum(_beyond(hard, LONGEST_HARD_RUN))
    beyond_training = sum(_beyond(trains, most_in_row))
    return [("W9", P.costs.w9 * beyond_hard), ("W10", P.costs.w10 * beyond_training)]


def _beyond(flags: Sequence[bool], limit: int) -> list[bool]:
    run = 0
    found: list[bool] = []
    for flag in flags:
        run = run + 1 if flag else 0
        found.append(run > limit)
    return found


def total_by_term(terms: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """Terms summed by id in the order W1 to W15, without those that are zero."""
    sums = dict.fromkeys(TERM_ORDER, 0)
    for name, cost in terms:
        sums[name] += cost
    return tuple((name, cost) for name, cost in sums.items() if cost)


def week_terms(sessions: Iterable[Session], athlete: Athlete) -> tuple[tuple[str, int], ...]:
    """W1 to W11 and W14 of any week, summed by term (D-50)."""
    days = week_facts(sessions)
    terms: Terms = []
    for number, day in enumerate(days):
        terms += day_terms(day)
        planned = [s for s in day.sessions if not is_fixed(s)]
        terms.append(("W11", long_term(planned, number, athlete.long_session_days)))
    for yesterday, today in pairwise(days):
        terms += border_terms(yesterday, today)
    trains = training_flags(days, planned_only=all_days_fixed(days))
    terms += run_terms([d.hard > 0 for d in days], trains, most_days_in_row(athlete))
    return total_by_term(terms)


def cost(sessions: Iterable[Session], athlete: Athlete) -> int:
    """Cost points of any week: the sum of `week_terms` (D-50)."""
    return sum(points for _, points in week_terms(sessions, athlete))
