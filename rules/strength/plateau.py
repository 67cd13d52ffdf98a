"""Sets that a block adds, and lifts that stand still (E-32, E-34).

Codes of a plateau (values exercise, percent): plateau.deload, plateau.range (low, high), plateau.variation (to),
plateau.maintained.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from rules.exercises import EXERCISES
from rules.plan import PhaseName
from rules.sessions import ExerciseSet, Note, note
from rules.state import Lift
from rules.strength.pool import Pool, usable
from rules.strength.timing import Exercises, is_main
from rules.strength.volume import LIMITED, MUSCLES, SESSION_MAX, Volume, hard_sets

GROWING_WEEKS = (2, 3)
EXTRA_A_WEEK = 2
MIN_EXPOSURES, MIN_SPAN = 4, timedelta(weeks=4)
STILL, MAINTAINED, MIN_ADHERENCE = 0.01, -0.05, 0.80
PLATEAU_PHASES = frozenset({PhaseName.B1, PhaseName.B2, PhaseName.UNDULATING, PhaseName.GENERAL})
RECENT_DELOAD_WEEKS = 4
RANGES = {(6, 8): (8, 10), (8, 10): (6, 8), (4, 6): (6, 8), (5, 6): (6, 8), (8, 12): (6, 8)}


def extra_sets(
    week: Sequence[Exercises], phase: PhaseName, next_week_in_phase: int, volume: Volume
) -> tuple[str, ...]:
    """Up to two exercises that get one set more next week: in B1's second and third, mains first (E-32, E-10).

    `week` holds this week's exercises by session. None that would pass 10 sets a session or the weekly limit.
    """
    if phase is not PhaseName.B1 or next_week_in_phase not in GROWING_WEEKS:
        return ()
    candidates = sorted(
        (
            (not is_main(item), item.priority, s, i)
            for s, items in enumerate(week)
            for i, item in enumerate(items)
        ),
    )
    chosen: list[str] = []
    for *_, s, i in candidates:
        item = week[s][i]
        new = item.exercise_id not in chosen and len(chosen) < EXTRA_A_WEEK
        if new and _has_room(item, week[s], week, volume):
            chosen.append(item.exercise_id)
    return tuple(chosen)


def trend(lift: Lift) -> float | None:
    """Change of the e1RM over at least 4 exposures and 4 weeks as a share; None with too little data (E-34)."""
    days = lift.exposures
    reach = next((k for k in range(MIN_EXPOSURES, len(days) + 1) if days[-1] - days[-k] >= MIN_SPAN), None)
    if reach is None or len(lift.e1rm_kg) < reach:
        return None
    window = lift.e1rm_kg[-reach:]
    before, now = sum(window[:2]) / 2, sum(window[-2:]) / 2
    return now / before - 1


def plateau(
    lift: Lift,
    main: ExerciseSet,
    phase: PhaseName,
    adherence: float,
    weeks_since_deload: int,
    pool: Pool,
) -> Note | None:
    """What to do about a main lift that stands still (E-34); None where it moves or too little is known.

    First an exercise-level deload if there was none for 4 weeks, then another range, then another variation; in B3
    a flat line within -5 % is success.
    """
    change = trend(lift)
    if change is None:
        return None
    percent = round(100 * change, 1)
    if phase is PhaseName.B3:
        held = MAINTAINED <= change < STILL
        return note("plateau.maintained", exercise=lift.exercise_id, percent=percent) if held else None
    if phase not in PLATEAU_PHASES or change >= STILL or adherence < MIN_ADHERENCE:
        return None
    if weeks_since_deload > RECENT_DELOAD_WEEKS and lift.deload_week is None:
        return note("plateau.deload", exercise=lift.exercise_id, percent=percent)
    if lift.rep_range is None:
        low, high = RANGES.get((main.reps_low, main.reps_high), (6, 8))
        return note("plateau.range", exercise=lift.exercise_id, percent=percent, low=low, high=high)
    return _variation(lift, percent, pool)


def _variation(lift: Lift, percent: float, pool: Pool) -> Note | None:
    others = EXERCISES[lift.exercise_id].substitutes
    to = next((id_ for id_ in others if usable(EXERCISES[id_], pool)), None)
    return (
        None if to is None else note("plateau.variation", exercise=lift.exercise_id, percent=percent, to=to)
    )


def _has_room(item: ExerciseSet, session: Exercises, week: Sequence[Exercises], volume: Volume) -> bool:
    groups = [muscle for muscle in LIMITED if EXERCISES[item.exercise_id].primary in MUSCLES[muscle]]
    return bool(groups) and all(
        hard_sets(session, muscle) + 1 <= SESSION_MAX
        and sum(hard_sets(items, muscle) for items in week) + 1 <= volume.high
        for muscle in groups
    )
