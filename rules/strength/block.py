"""The exercises of a block: chosen once, kept to its end, accessories changed with the block (E-05, E-33, D-07)."""

from __future__ import annotations

from collections.abc import Mapping

from rules.exercises import EXERCISES, Exercise, LoadType, load_kind
from rules.prescription_context import PrescriptionContext
from rules.remembering import remembered
from rules.sessions import SetKind
from rules.strength.pool import Pool, pool_of, usable
from rules.strength.selection import choose, rank_of, ranked
from rules.strength.templates import TEMPLATES, Slot, family, slot_key


def choose_block_exercises(ctx: PrescriptionContext, new_block: bool = True) -> tuple[tuple[str, str], ...]:
    """Slot key -> exercise id for every template, kept in `state.block_exercises` (E-05).

    Mains of `ctx.block_exercises` stay while they can be done; at a block change (`new_block`) accessories move on
    to the next candidate of the same kind of load. Templates that take turns get different mains where there are.
    """
    pool, before = pool_of(ctx), dict(ctx.block_exercises)
    chosen: dict[str, str] = {}
    mains: dict[str, set[str]] = {}
    for template, slots in TEMPLATES.items():
        taken: set[str] = set()
        siblings = mains.setdefault(family(template), set())
        for slot in slots:
            kept = _kept(before.get(slot_key(template, slot)), slot, pool, frozenset(taken), new_block)
            exercise = kept or _fresh(slot, pool, frozenset(taken), frozenset(siblings))
            if exercise is None:
                continue
            chosen[slot_key(template, slot)] = exercise.id
            taken.add(exercise.id)
            if slot.kind is SetKind.MAIN:
                siblings.add(exercise.id)
    return tuple(sorted(chosen.items()))


def exercise_for(
    template: str,
    slot: Slot,
    mapping: Mapping[str, str],
    swaps: Mapping[str, str],
    pool: Pool,
    taken: frozenset[str],
) -> Exercise | None:
    """This week's exercise of a slot: the block's, swapped where a review said so, if it can be done; else a new one.

    E-05, E-33, C-60. None where the slot is left out.
    """
    id_ = _follow(mapping.get(slot_key(template, slot), ""), swaps)
    if id_ in EXERCISES and id_ not in taken | pool.dislikes and usable(EXERCISES[id_], pool):
        return EXERCISES[id_]
    return choose(slot, pool, taken)


def _follow(id_: str, swaps: Mapping[str, str]) -> str:
    seen: set[str] = set()
    while id_ in swaps and id_ not in seen:
        seen.add(id_)
        id_ = swaps[id_]
    return id_


def _fresh(slot: Slot, pool: Pool, taken: frozenset[str], siblings: frozenset[str]) -> Exercise | None:
    first = choose(slot, pool, taken)
    if first is None or slot.kind is not SetKind.MAIN or first.id not in siblings:
        return first
    others = (
        e for e in ranked(first.pattern, slot.kind, pool) if e.id not in taken | siblings | pool.dislikes
    )
    return next((e for e in others if _has_load(e, pool) or not _has_load(first, pool)), first)


def _has_load(exercise: Exercise, pool: Pool) -> bool:
    return load_kind(exercise, pool.equipment) not in (LoadType.BAND, LoadType.BODYWEIGHT)


def _kept(id_: str | None, slot: Slot, pool: Pool, taken: frozenset[str], new_block: bool) -> Exercise | None:
    if (
        id_ is None
        or id_ not in EXERCISES
        or id_ in taken | pool.dislikes
        or not usable(EXERCISES[id_], pool)
    ):
        return None
    if slot.kind is SetKind.MAIN or not new_block:
        return EXERCISES[id_]
    return _next_alike(EXERCISES[id_], slot, pool, taken)


def _next_alike(before: Exercise, slot: Slot, pool: Pool, taken: frozenset[str]) -> Exercise:
    return next((e for e in _turned(before.id, slot.kind, pool) if e.id not in taken), before)


@remembered(256)  # templates share their slots' exercises, and each block asks for them again
def _turned(id_: str, kind: SetKind, pool: Pool) -> tuple[Exercise, ...]:
    """The exercises of the same kind of load in the order of their turns, this one last."""
    before = EXERCISES[id_]
    rank = rank_of(before, kind, pool)
    candidates = ranked(before.pattern, kind, pool)
    alike = [e for e in candidates if rank_of(e, kind, pool) == rank and e.id not in pool.dislikes]
    place = alike.index(before)
    return (*alike[place + 1 :], *alike[: place + 1])
