"""One slot of a session as sets: kind, range, reserve, rest (E-03, E-04, E-11)."""

from __future__ import annotations

import math
from dataclasses import replace

from rules.constants import P
from rules.exercises import Exercise, Pattern
from rules.prescription_context import PrescriptionContext
from rules.sessions import ExerciseSet, Session, SessionType, SetKind
from rules.state import Lift
from rules.strength.dose import dosed, has_load
from rules.strength.scheme import NO_LOAD, Cell, Scheme
from rules.strength.templates import Slot
from rules.strength.timing import (
    ACCESSORY_REST_S,
    ISOLATION_REST_S,
    MAIN_REST_S,
    STATION_CHANGE_S,
    STATION_WORK_S,
    SUPERSET_REST_S,
)

RESTS = {SetKind.MAIN: MAIN_REST_S, SetKind.ACCESSORY: ACCESSORY_REST_S, SetKind.ISOLATION: ISOLATION_REST_S}
CORE = frozenset({Pattern.CORE_BRACE, Pattern.CORE_FLEXION, Pattern.CARRY})
CORE_ONLY = Cell(
    1, 10, 12, 3
)  # where a row has no isolation, core keeps one set for the week's coverage (E-01)
CIRCUIT_ROUNDS, CIRCUIT_RIR = 3, 3
HOLD_S = 30
MICRO_ROUND_REST_S = 45
NOVICE_MICRO_RIR = 3


def slot_sets(
    slot: Slot,
    exercise: Exercise,
    session: Session,
    scheme: Scheme,
    ctx: PrescriptionContext,
    lift: Lift | None = None,
) -> tuple[ExerciseSet, ...]:
    """The sets of a slot: one entry, or a top set and its back-off; none where the row has no such work."""
    cell = scheme.cell(slot.kind)
    if cell is None:
        if not CORE & set(slot.patterns):
            return ()
        cell = CORE_ONLY
    loadable = has_load(exercise, ctx.profile.equipment)
    if slot.kind is SetKind.MAIN and scheme.backoff is not None and loadable and not ctx.is_senior:
        return _top_and_backoff(slot, exercise, session, scheme, ctx, lift)
    if slot.kind is SetKind.MAIN and scheme.backoff is not None:
        cell = replace(scheme.backoff, sets=cell.sets + scheme.backoff.sets)
    cell = dosed(cell, slot.kind, exercise, session, ctx, lift)
    return (_entry(slot, exercise, slot.kind, cell),)


def station(slot: Slot, exercise: Exercise, ctx: PrescriptionContext, rounds: int) -> ExerciseSet:
    """One station of a circuit: 40 s of work, 20 s to change (E-03)."""
    return ExerciseSet(
        exercise_id=exercise.id,
        kind=SetKind.STATION,
        sets=rounds,
        reps_low=STATION_WORK_S,
        reps_high=STATION_WORK_S,
        rir=max(CIRCUIT_RIR, ctx.restrictions.min_rir or 0, P.deload.rir_min if ctx.is_deload else 0),
        rest_s=STATION_CHANGE_S,
        seconds=True,
        priority=slot.priority,
    )


def in_rounds(items: tuple[ExerciseSet, ...]) -> tuple[ExerciseSet, ...]:
    """A micro session's exercises in turn, 45 s between rounds (E-03)."""
    return tuple(
        replace(item, rest_s=MICRO_ROUND_REST_S if place == len(items) - 1 else 0)
        for place, item in enumerate(items)
    )


def primed(item: ExerciseSet, slot: Slot) -> ExerciseSet:
    """A primer's entry: done in turns with 30 s of rest, core for 30 s (E-03)."""
    if CORE & set(slot.patterns):
        return replace(item, rest_s=SUPERSET_REST_S, reps_low=HOLD_S, reps_high=HOLD_S, seconds=True)
    return replace(item, rest_s=SUPERSET_REST_S)


def rounds_for(ctx: PrescriptionContext) -> int:
    """Rounds of a circuit or micro session: 3, in a deload 2 (E-40)."""
    return math.ceil(CIRCUIT_ROUNDS * P.deload.sets) if ctx.is_deload else CIRCUIT_ROUNDS


def micro_rir(session: Session, rir: int, novice: bool) -> int:
    """Reserve of a micro session: 2, novices 3 (D-10)."""
    return max(rir, NOVICE_MICRO_RIR) if novice and session.type is SessionType.MICRO else rir


def _top_and_backoff(
    slot: Slot,
    exercise: Exercise,
    session: Session,
    scheme: Scheme,
    ctx: PrescriptionContext,
    lift: Lift | None,
) -> tuple[ExerciseSet, ...]:
    backoff = scheme.backoff or NO_LOAD.main
    top = replace(dosed(scheme.main, slot.kind, exercise, session, ctx), sets=1)
    rest = dosed(backoff, slot.kind, exercise, session, ctx, lift)
    return (_entry(slot, exercise, SetKind.TOP, top), _entry(slot, exercise, SetKind.BACKOFF, rest))


def _entry(slot: Slot, exercise: Exercise, kind: SetKind, cell: Cell) -> ExerciseSet:
    rest_s = SUPERSET_REST_S if slot.superset else RESTS.get(kind, MAIN_REST_S)
    return ExerciseSet(
        exercise_id=exercise.id,
        kind=kind,
        sets=cell.sets,
        reps_low=cell.low,
        reps_high=cell.high,
        rir=cell.rir,
        rest_s=rest_s,
        seconds=exercise.timed,
        superset=slot.superset,
        priority=slot.priority,
    )
