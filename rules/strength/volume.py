"""Weekly hard sets a muscle: counted in fractions, kept inside the limits of the phase (E-10)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from rules.athlete import Level
from rules.exercises import EXERCISES
from rules.packaged import read_table
from rules.plan import PhaseName
from rules.sessions import ExerciseSet, SetKind
from rules.strength.timing import Exercises, estimate_minutes, is_main

MUSCLES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "quads": frozenset({"quads"}),
        "hamstrings": frozenset({"hamstrings"}),
        "glutes": frozenset({"glutes"}),
        "chest": frozenset({"chest"}),
        "back": frozenset({"lats", "upper_back"}),
        "shoulders": frozenset({"front_delts", "side_delts", "rear_delts"}),
        "arms": frozenset({"biceps", "triceps"}),
    }
)
SECONDARY = 0.5


def _shares(group: frozenset[str]) -> Mapping[str, float]:
    """How much one set of each exercise counts for a muscle group, of those that count at all (E-10)."""
    primary = {e.id: 1.0 for e in EXERCISES.values() if e.primary in group}
    secondary = {e.id: SECONDARY for e in EXERCISES.values() if group & set(e.secondary)}
    return MappingProxyType(secondary | primary)


SHARES: Mapping[str, Mapping[str, float]] = MappingProxyType({m: _shares(g) for m, g in MUSCLES.items()})
LIMITED = ("quads", "hamstrings", "glutes", "chest", "back")
HARD_RIR, SESSION_MAX = 4, 10
MAIN_MIN_SETS = ROUNDS_KEPT = 2
UNCOUNTED = SetKind.CONTACTS
Week = tuple[Exercises, ...]


@dataclass(frozen=True, slots=True)
class Volume:
    """Target and limits of hard sets a muscle and week for a phase and level (E-10)."""

    target: int
    low: int
    high: int


def volume_for(phase: PhaseName, s_level: Level) -> Volume:
    """The numbers of E-10; a target below the lower limit (novices in B1) lowers it."""
    row = read_table("strength")["volume"][phase]
    low, high = row["limits"]
    target = row["targets"][s_level.rank]
    return Volume(target, min(low, target), high)


def share(item: ExerciseSet, muscle: str) -> float:
    """How much one set of the exercise counts for a muscle group: 1 primary, 0.5 secondary, 0 if not hard (E-10)."""
    if item.rir > HARD_RIR or item.kind is UNCOUNTED:
        return 0.0
    return SHARES[muscle].get(item.exercise_id, 0.0)


def hard_sets(items: Iterable[ExerciseSet], muscle: str) -> float:
    """Fractional hard sets of a muscle group (E-10)."""
    shares = SHARES[muscle]
    return sum(
        [
            item.sets * shares.get(item.exercise_id, 0.0)
            for item in items
            if item.rir <= HARD_RIR and item.kind is not UNCOUNTED
        ]
    )


def weekly_sets(week: Iterable[Iterable[ExerciseSet]]) -> dict[str, float]:
    """Hard sets by muscle group over a week's sessions."""
    sessions = [tuple(items) for items in week]
    return {muscle: sum(hard_sets(items, muscle) for items in sessions) for muscle in MUSCLES}


def trimmed(week: Week, volume: Volume) -> Week:
    """The week with sets taken off until no session has over 10 hard sets a muscle and no week over the limit.

    Sets go where priority is lowest first, the later session first, mains never below 2 (E-10).
    """
    for muscle in LIMITED:
        sets = [hard_sets(items, muscle) for items in week]
        for place in range(len(week)):
            while sets[place] > SESSION_MAX:
                lighter = _take_one((week[place],), muscle)
                if lighter is None:
                    break
                week = (*week[:place], *lighter, *week[place + 1 :])
                sets[place] = hard_sets(week[place], muscle)
        while sum(sets) > volume.high:
            fewer = _take_one(week, muscle)
            if fewer is None:
                break
            week = fewer
            sets = [hard_sets(items, muscle) for items in week]
    return week


def filled(week: Week, minutes: tuple[int, ...], fixed: frozenset[int], volume: Volume) -> Week:
    """The week with one set more per exercise where a muscle lies below the limit and the minutes allow it (E-10).

    `fixed` are the places of sessions that take no further set (primers, circuits).
    """
    grown: set[tuple[int, int]] = set()
    for muscle in LIMITED:
        while 0 < sum(hard_sets(items, muscle) for items in week) < volume.low:
            place = _room_for_one(week, minutes, fixed, muscle, grown, volume)
            if place is None:
                break
            grown.add(place)
            week = _changed(week, place, +1)
    return week


def bounded(week: Week, fixed: frozenset[int], rounds: frozenset[int], most: int) -> Week:
    """The week with sets taken off until it holds no more than so many (G-40).

    First the places in `rounds` (circuits, micro sessions) lose a round, the later first, two stay; then the others'
    sets go, least important first, mains last. The places in `fixed` keep theirs otherwise.
    """
    for place in sorted(rounds, reverse=True):
        if total_sets(week) > most and min(item.sets for item in week[place]) > ROUNDS_KEPT:
            fewer = tuple(replace(item, sets=item.sets - 1) for item in week[place])
            week = (*week[:place], fewer, *week[place + 1 :])
    while total_sets(week) > most:
        options = [
            (is_main(item), -item.priority, -item.sets, -s, -i)
            for s, items in enumerate(week)
            for i, item in enumerate(items)
            if s not in fixed and item.sets > (MAIN_MIN_SETS if is_main(item) else 1)
        ]
        if not options:
            break
        *_, session, index = min(options)
        week = _changed(week, (-session, -index), -1)
    return week


def total_sets(week: Week) -> int:
    """All sets of a week's strength sessions."""
    return sum(item.sets for items in week for item in items)


def _take_one(week: Week, muscle: str) -> Week | None:
    options = [
        (share(item, muscle) == SECONDARY, is_main(item), -item.priority, -s, -i)
        for s, items in enumerate(week)
        for i, item in enumerate(items)
        if share(item, muscle) and item.sets > (MAIN_MIN_SETS if is_main(item) else 1)
    ]
    if not options:
        return None
    *_, session, index = min(options)
    return _changed(week, (-session, -index), -1)


def _room_for_one(
    week: Week,
    minutes: tuple[int, ...],
    fixed: frozenset[int],
    muscle: str,
    grown: set[tuple[int, int]],
    volume: Volume,
) -> tuple[int, int] | None:
    for s, items in enumerate(week):
        for i, item in enumerate(items):
            barred = s in fixed or (s, i) in grown or item.kind in (SetKind.TOP, SetKind.STATION)
            if barred or share(item, muscle) != 1.0:
                continue
            tried = _changed(week, (s, i), +1)
            fits = estimate_minutes(tried[s]) <= minutes[s]
            if fits and _within_session(tried[s]) and _within(tried, volume):
                return (s, i)
    return None


def _within(week: Week, volume: Volume) -> bool:
    return all(sum(hard_sets(items, m) for items in week) <= volume.high for m in LIMITED)


def _within_session(items: Exercises) -> bool:
    """A set for one muscle counts half for others: none of them may pass the session's limit either (E-10)."""
    return all(hard_sets(items, m) <= SESSION_MAX for m in LIMITED)


def _changed(week: Week, place: tuple[int, int], by: int) -> Week:
    s, i = place
    items = week[s]
    item = replace(items[i], sets=items[i].sets + by)
    return (*week[:s], (*items[:i], item, *items[i + 1 :]), *week[s + 1 :])
