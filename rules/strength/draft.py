"""The draft of a strength session: exercises and sets, before minutes, coverage and loads (E-03 to E-11, E-50)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rules.athlete import Level
from rules.exercises import EXERCISES, Exercise, LoadType, load_kind
from rules.prescription_context import PrescriptionContext
from rules.sessions import ExerciseSet, Session, SessionType, SetKind
from rules.strength import power, sets
from rules.strength.block import exercise_for
from rules.strength.dose import load_factor
from rules.strength.loads import anchor_kg, below_the_bar, known_e1rm, lighter_substitutes, working_load
from rules.strength.pool import Pool, usable
from rules.strength.scheme import Scheme, scheme_for
from rules.strength.templates import TEMPLATES, Slot
from rules.strength.timing import Exercises

MOBILITY_MIN = 4


@dataclass(frozen=True, slots=True)
class Draft:
    """A session with its template and exercises. `keep` are the ids that coverage needs (E-01)."""

    session: Session
    template: str
    items: Exercises
    keep: frozenset[str] = frozenset()
    mobility_min: int = 0
    rir: int | None = None  # reserve of the main lifts


def drafted(session: Session, template: str, ctx: PrescriptionContext, pool: Pool) -> Draft:
    """The session's exercises and sets by its template (E-03, E-05, E-11)."""
    scheme = scheme_for(session, ctx)
    chosen = _chosen(template, scheme, ctx, pool)
    if session.type is SessionType.CIRCUIT:
        items = tuple(sets.station(slot, e, ctx, sets.rounds_for(ctx)) for slot, e in chosen)
    elif session.type is SessionType.POWER:
        items = _power_items(chosen, session, scheme, ctx)
    else:
        items = _slot_items(chosen, session, scheme, ctx)
    if session.type is SessionType.PRIMER:
        slots = {e.id: slot for slot, e in chosen}
        items = tuple(sets.primed(item, slots[item.exercise_id]) for item in items)
        return Draft(session, template, items, mobility_min=MOBILITY_MIN)
    if session.type is SessionType.MICRO:
        novice = ctx.s_level is Level.NOVICE
        items = sets.in_rounds(
            tuple(
                replace(i, sets=sets.rounds_for(ctx), rir=sets.micro_rir(session, i.rir, novice))
                for i in items
            )
        )
    return Draft(session, template, items)


def added(draft: Draft, slot: Slot, ctx: PrescriptionContext, pool: Pool) -> Draft:
    """The draft with one slot more, kept for the week's coverage; unchanged where nothing can fill it (E-01)."""
    taken = frozenset(item.exercise_id for item in draft.items)
    exercise = exercise_for(draft.template, slot, {}, {}, pool, taken)
    if exercise is None or exercise.pattern not in slot.patterns:
        return draft
    items = sets.slot_sets(slot, exercise, draft.session, scheme_for(draft.session, ctx), ctx)
    return replace(draft, items=(*draft.items, *items), keep=draft.keep | {exercise.id})


def _chosen(
    template: str, scheme: Scheme, ctx: PrescriptionContext, pool: Pool
) -> list[tuple[Slot, Exercise]]:
    mapping, swaps = dict(ctx.block_exercises), dict(ctx.adjustments.swapped_exercises)
    taken: set[str] = set()
    chosen: list[tuple[Slot, Exercise]] = []
    for slot in TEMPLATES[template]:
        exercise = exercise_for(template, slot, mapping, swaps, pool, frozenset(taken))
        if exercise is None:
            continue
        exercise = _light_enough(exercise, slot, scheme, ctx, pool, taken)
        taken.add(exercise.id)
        chosen.append((slot, exercise))
    return chosen


def _light_enough(
    exercise: Exercise, slot: Slot, scheme: Scheme, ctx: PrescriptionContext, pool: Pool, taken: set[str]
) -> Exercise:
    if load_kind(exercise, ctx.profile.equipment) is not LoadType.BARBELL:
        return exercise
    cell = scheme.cell(slot.kind) or scheme.accessory
    lifts = {lift.exercise_id: lift for lift in ctx.lifts}
    logged = lifts[exercise.id].load_kg if exercise.id in lifts else None
    value = known_e1rm(exercise.id, lifts, ctx.profile, ctx.week_start)
    expected = (
        anchor_kg(exercise, ctx.profile)
        if value is None
        else working_load(value, cell.low, cell.high, cell.rir)
    )
    expected = expected if logged is None else logged
    if expected is None or not below_the_bar(exercise, expected * load_factor(ctx, exercise), ctx.profile):
        return exercise
    lighter = lighter_substitutes(exercise, ctx.profile.equipment)
    barred = taken | ctx.profile.dislikes
    return next((e for e in lighter if e.id not in barred and usable(e, pool)), exercise)


def _slot_items(
    chosen: list[tuple[Slot, Exercise]], session: Session, scheme: Scheme, ctx: PrescriptionContext
) -> Exercises:
    lifts = {lift.exercise_id: lift for lift in ctx.lifts}
    groups = (sets.slot_sets(slot, e, session, scheme, ctx, lifts.get(e.id)) for slot, e in chosen)
    return tuple(item for group in groups for item in group)


def _power_items(
    chosen: list[tuple[Slot, Exercise]], session: Session, scheme: Scheme, ctx: PrescriptionContext
) -> Exercises:
    jumps = [(e, slot.priority) for slot, e in chosen if slot.kind is SetKind.CONTACTS]
    items: list[ExerciseSet] = list(power.contact_sets(jumps, ctx))
    for slot, exercise in chosen:
        if slot.kind is SetKind.MAIN:
            items.append(power.fast_set(exercise, slot.priority, ctx))
        elif slot.kind is not SetKind.CONTACTS:
            items.extend(sets.slot_sets(slot, exercise, session, scheme, ctx))
    return tuple(items)


def patterns(items: Exercises) -> frozenset[str]:
    """The movement patterns of the exercises."""
    return frozenset(EXERCISES[item.exercise_id].pattern for item in items)
