"""How long a strength session takes, and what goes first when it is too long (E-04)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rules.exercises import EXERCISES
from rules.sessions import ExerciseSet, SetKind

WARMUP_MIN, RAMP_MIN, CHANGE_MIN = 6, 2, 1
WORK_S, CONTACTS_WORK_S, UNILATERAL = 40, 15, 1.5
MAIN_REST_S, ACCESSORY_REST_S, ISOLATION_REST_S, CONTACTS_REST_S, SUPERSET_REST_S = 150, 90, 60, 60, 30
STATION_WORK_S, STATION_CHANGE_S, ROUND_REST_S = 40, 20, 90
MAINS = frozenset({SetKind.MAIN, SetKind.TOP, SetKind.BACKOFF})
DROPPED_FIRST, DROPPED_LAST = (5, 4, 3), (2,)
KEPT_SETS = 2
NOISE_MIN = 1e-9
PAIR_LETTERS = "STUV"  # a template's own pairs begin with A
Exercises = tuple[ExerciseSet, ...]


def is_main(item: ExerciseSet) -> bool:
    """True for main lifts, a ramp test of one included."""
    return item.kind in MAINS or (item.kind is SetKind.RAMP and item.rest_s == MAIN_REST_S)


def estimate_minutes(items: Sequence[ExerciseSet], extra_min: float = 0) -> float:
    """Minutes of a strength session (E-04): warm-up, ramp sets, sets with their rests, changes between exercises.

    A hold counts its seconds, a set of jumps 15 s; a circuit's stations take 40 s and 20 s of change, with 90 s
    between rounds. `extra_min` is mobility work and the like.
    """
    stations = [item for item in items if item.kind is SetKind.STATION]
    if stations:
        rounds = max(item.sets for item in stations)
        circuit_s = sum(item.sets for item in stations) * (STATION_WORK_S + STATION_CHANGE_S)
        return WARMUP_MIN + (circuit_s + (rounds - 1) * ROUND_REST_S) / 60 + extra_min
    ids, mains, sets_s = set(), set(), 0.0
    for item in items:
        ids.add(item.exercise_id)
        if is_main(item):
            mains.add(item.exercise_id)
        sets_s += item.sets * (_work_s(item) + item.rest_s)
    changes = max(0, len(ids) - 1) * CHANGE_MIN
    return WARMUP_MIN + len(mains) * RAMP_MIN + changes + sets_s / 60 + extra_min


def fit(
    items: Exercises, minutes: int, keep: frozenset[str] = frozenset(), extra_min: float = 0
) -> Exercises:
    """The exercises cut until they fit the minutes (E-04). `keep` holds exercise ids that go last (coverage, E-01).

    Isolation is supersetted, slots of priority 5, 4 and 3 go, each accessory and then each main loses a set (2 stay),
    then slots of priority 2 go; in a session too short for that, more sets and at last exercises from the end.
    """
    for shorter in _steps(items, keep):
        if estimate_minutes(shorter, extra_min) <= minutes + NOISE_MIN:
            return shorter
    return items[:1]


def superset(items: Exercises) -> Exercises:
    """Isolation in turns with 30 s of rest; pairs get a letter (E-04)."""
    loose = [item.exercise_id for item in items if item.kind is SetKind.ISOLATION and item.superset is None]
    paired = loose[: len(loose) // 2 * 2]
    letters = {id_: PAIR_LETTERS[place // 2] for place, id_ in enumerate(paired)}
    return tuple(
        replace(item, rest_s=SUPERSET_REST_S, superset=item.superset or letters.get(item.exercise_id))
        if item.kind is SetKind.ISOLATION
        else item
        for item in items
    )


def _steps(items: Exercises, keep: frozenset[str]) -> Iterator[Exercises]:
    yield items
    items = superset(items)
    yield items
    shorter = _without_slots(items, DROPPED_FIRST, keep)
    yield from shorter
    items = shorter[-1]
    for mains in (False, True):
        items = _one_set_less(items, mains, KEPT_SETS)
        yield items
    shorter = _without_slots(items, DROPPED_LAST, keep)
    yield from shorter
    items = shorter[-1]
    for minimum in (KEPT_SETS, 1):
        for mains in (False, True):
            while any(is_main(item) is mains and item.sets > minimum for item in items):
                items = _one_set_less(items, mains, minimum)
                yield items
    items = tuple(item for item in items if item.kind is not SetKind.BACKOFF)
    yield items
    while len(items) > 1:
        last = next((item for item in reversed(items[1:]) if item.exercise_id not in keep), items[-1])
        items = tuple(item for item in items if item is not last)
        yield items


def _without_slots(items: Exercises, priorities: tuple[int, ...], keep: frozenset[str]) -> list[Exercises]:
    """The exercises as given, then with one slot less each time."""
    left = [items]
    for priority in priorities:
        for item in reversed(items):
            if item.priority == priority and item.exercise_id not in keep:
                left.append(tuple(other for other in left[-1] if other.exercise_id != item.exercise_id))
    return left


def _one_set_less(items: Exercises, mains: bool, minimum: int) -> Exercises:
    return tuple(
        replace(item, sets=item.sets - 1) if is_main(item) is mains and item.sets > minimum else item
        for item in items
    )


def _work_s(item: ExerciseSet) -> float:
    if item.kind is SetKind.CONTACTS:
        return CONTACTS_WORK_S
    work = item.reps_high if item.seconds else WORK_S
    return work * UNILATERAL if EXERCISES[item.exercise_id].unilateral else work
