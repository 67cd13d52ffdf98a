"""Which exercise fills a slot: candidates, their order, and what stands in where there is none (E-05, E-06, C-60)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain

from rules.athlete import Level
from rules.exercises import (
    EXERCISES,
    LOWER_BODY,
    ORDER,
    Exercise,
    LoadType,
    Pattern,
    load_kind,
)
from rules.remembering import remembered
from rules.sessions import SetKind
from rules.strength.pool import Pool, usable
from rules.strength.templates import Slot

T = LoadType
NOVICE_ORDER = (T.MACHINE, T.DUMBBELL, T.KETTLEBELL, T.CABLE, T.BARBELL, T.BAND, T.BODYWEIGHT)
MAIN_ORDER = (T.BARBELL, T.MACHINE, T.DUMBBELL, T.KETTLEBELL, T.CABLE, T.BAND, T.BODYWEIGHT)
CARRIERS = frozenset(LoadType) - {T.BODYWEIGHT}
ACCESSORY_FIRST = frozenset({T.MACHINE, T.CABLE, T.DUMBBELL})
BY_PATTERN = {p: tuple(e for e in EXERCISES.values() if e.pattern is p) for p in Pattern}
FALLBACK = {
    Pattern.KNEE_FLEXION: Pattern.HIP_EXTENSION,
    Pattern.V_PUSH: Pattern.H_PUSH,
    Pattern.V_PULL: Pattern.H_PULL,
    Pattern.CARRY: Pattern.CORE_BRACE,
    Pattern.PLYO: Pattern.POWER,
    Pattern.KNEE_EXTENSION: Pattern.LUNGE,
    Pattern.HINGE: Pattern.HIP_EXTENSION,  # where an injury leaves no hinge (C-60)
    Pattern.LUNGE: Pattern.SQUAT,
    Pattern.CORE_FLEXION: Pattern.CORE_BRACE,
}


@remembered(512)  # the same few orders serve every week of a plan
def ranked(pattern: Pattern, kind: SetKind, pool: Pool) -> tuple[Exercise, ...]:
    """The candidates of a pattern, first choice first (E-05)."""
    candidates = [e for e in BY_PATTERN[pattern] if usable(e, pool)]
    return tuple(sorted(candidates, key=lambda e: _order(e, kind, pool)))


def rank_of(exercise: Exercise, kind: SetKind, pool: Pool) -> int:
    """Place of an exercise in the order of load types: its best way at hand (E-05)."""
    return _best_rank(exercise.id, pool.equipment, kind, pool.s_level)


@lru_cache(maxsize=4096)
def _best_rank(exercise_id: str, equipment: frozenset[str], kind: SetKind, s_level: Level) -> int:
    return min(_rank(carrier, kind, s_level) for carrier in _carriers(exercise_id, equipment))


def _carriers(exercise_id: str, equipment: frozenset[str]) -> frozenset[LoadType]:
    exercise = EXERCISES[exercise_id]
    nominal = load_kind(exercise, equipment)
    if exercise.load_type is LoadType.BODYWEIGHT:
        return frozenset({nominal})
    ways = [way for way in exercise.equipment if equipment.issuperset(way)]
    return frozenset({nominal, *(LoadType(thing) for way in ways for thing in way if thing in CARRIERS)})


def _rank(carrier: LoadType, kind: SetKind, s_level: Level) -> int:
    if s_level is Level.NOVICE:
        return NOVICE_ORDER.index(carrier)
    if kind is SetKind.MAIN:
        return MAIN_ORDER.index(carrier)
    return 0 if carrier in ACCESSORY_FIRST else MAIN_ORDER.index(carrier) + 1


def choose(slot: Slot, pool: Pool, taken: frozenset[str]) -> Exercise | None:
    """The exercise for a slot; None where it is left out (E-05, C-60, C-10).

    First the slot's patterns in turn, then what the injury table prefers, the substitutes, the pattern fallback. A
    disliked exercise gives way to its first valid substitute, and is taken only where nothing else is left.
    """
    options = (e for e in _options(slot, pool) if e.id not in taken)
    first = next(options, None)
    if first is None or first.id not in pool.dislikes:
        return first
    wanted = (EXERCISES[id_] for id_ in first.substitutes if id_ not in taken)
    willing = (e for e in chain(wanted, options) if e.id not in pool.dislikes and usable(e, pool))
    return next(willing, first)


def _options(slot: Slot, pool: Pool) -> Iterator[Exercise]:
    for pattern in slot.patterns:
        yield from ranked(pattern, slot.kind, pool)
    if pool.injuries.sore:
        yield from _preferred(slot, pool) if slot.kind is not SetKind.CONTACTS else ()
    yield from _substitutes(slot, pool)
    for pattern in slot.patterns:
        yield from _fallback(pattern, slot.kind, pool)


def _preferred(slot: Slot, pool: Pool) -> list[Exercise]:
    lower = slot.patterns[0] in LOWER_BODY
    replacements = [
        e
        for e in EXERCISES.values()
        if (e.pattern in LOWER_BODY) is lower and pool.injuries.prefers(e) and usable(e, pool)
    ]
    return sorted(replacements, key=lambda e: _order(e, slot.kind, pool))


def _substitutes(slot: Slot, pool: Pool) -> Iterator[Exercise]:
    if slot.kind is SetKind.CONTACTS:
        return
    lower = slot.patterns[0] in LOWER_BODY
    for missing in EXERCISES.values():
        if missing.pattern in slot.patterns:
            stand_ins = (EXERCISES[id_] for id_ in missing.substitutes)
            yield from (e for e in stand_ins if usable(e, pool) and (e.pattern in LOWER_BODY) is lower)


def _fallback(pattern: Pattern, kind: SetKind, pool: Pool) -> Sequence[Exercise]:
    other = FALLBACK.get(pattern)
    if other is None:
        return ()
    found = ranked(other, kind, pool)
    return sorted(found, key=lambda e: "incline" not in e.id) if pattern is Pattern.V_PUSH else found


def _order(exercise: Exercise, kind: SetKind, pool: Pool) -> tuple[bool, bool, bool, bool, int, int]:
    carrier = load_kind(exercise, pool.equipment)
    return (
        pool.injuries.unfriendly(exercise, carrier),
        bool(pool.injuries.sore) and not pool.injuries.prefers(exercise),
        exercise.id not in pool.likes,
        pool.senior and not exercise.supported,
        rank_of(exercise, kind, pool),
        ORDER[exercise.id],
    )
