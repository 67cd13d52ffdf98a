"""The loads of a session's exercises: from the lift's own log, else a start load or a ramp test (E-20, E-30, E-31)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from rules.athlete import EventType
from rules.exercises import EXERCISES, Exercise, load_kind
from rules.plan import PhaseName
from rules.prescription_context import PrescriptionContext
from rules.sessions import ExerciseSet, Session, SessionType, SetKind
from rules.state import Lift
from rules.strength.dose import EASY_TYPES, load_factor
from rules.strength.loads import (
    RAMP_FROM,
    RAMP_RIR,
    Load,
    anchor_kg,
    floor_load,
    known_e1rm,
    ramp_reps,
    start_load,
    step_kg,
    working_load,
)
from rules.strength.power import FAST_SHARE

BACKOFF_SHARE, MEET_CAP, RAMP_SETS = 0.90, 0.90, 4
STATION_REPS = (15, 20)


def loaded(
    items: tuple[ExerciseSet, ...], session: Session, ctx: PrescriptionContext
) -> tuple[ExerciseSet, ...]:
    """The exercises with loads rounded down to steps; a back-off takes 90 % of today's top set (E-20, E-31)."""
    lifts = {lift.exercise_id: lift for lift in ctx.lifts}
    done: list[ExerciseSet] = []
    tops: dict[str, float | None] = {}
    ramped: set[str] = set()
    for item in items:
        if item.kind is SetKind.BACKOFF and item.exercise_id in ramped:
            continue
        if item.kind is SetKind.BACKOFF:
            done.append(replace(item, load_kg=_backoff_kg(tops[item.exercise_id], item, ctx)))
            continue
        finished = _loaded(item, lifts, session, ctx)
        if finished.kind is SetKind.RAMP and item.kind is SetKind.TOP:
            backoff = sum(x.sets for x in items if x.exercise_id == item.exercise_id)
            finished = replace(finished, sets=min(RAMP_SETS, backoff))
            ramped.add(item.exercise_id)
        tops[item.exercise_id] = finished.load_kg
        done.append(finished)
    return tuple(done)


def _loaded(
    item: ExerciseSet, lifts: Mapping[str, Lift], session: Session, ctx: PrescriptionContext
) -> ExerciseSet:
    exercise = EXERCISES[item.exercise_id]
    lift = lifts.get(item.exercise_id)
    if item.kind is SetKind.CONTACTS:
        return item
    if lift is not None and not _is_easy(item, session):
        item = _with_goal(item, lift)
    load = _load(item, exercise, lifts, session, ctx)
    if not load.ramp:
        return item if load.kg == item.load_kg else replace(item, load_kg=load.kg)
    reps = (
        item.reps_low if item.seconds else ramp_reps(item.reps_high)
    )  # a hold is tested for its own seconds
    return replace(
        item,
        kind=SetKind.RAMP,
        sets=min(RAMP_SETS, item.sets),
        reps_low=reps,
        reps_high=reps,
        rir=max(RAMP_RIR, item.rir),
        load_kg=load.kg,
    )


def _load(
    item: ExerciseSet,
    exercise: Exercise,
    lifts: Mapping[str, Lift],
    session: Session,
    ctx: PrescriptionContext,
) -> Load:
    profile, kind = ctx.profile, load_kind(exercise, ctx.profile.equipment)
    if step_kg(kind, profile) is None:
        return Load(None)
    base = _known_kg(item, exercise, lifts, session, ctx)
    if base is None:
        if _is_easy(item, session):
            anchor = anchor_kg(exercise, profile)
            return Load(None if anchor is None else floor_load(RAMP_FROM * anchor, kind, profile))
        start = start_load(exercise, item.reps_low, item.reps_high, item.rir, profile, ctx.week_start)
        if start.ramp or start.kg is None:
            return start
        base = start.kg
    return Load(floor_load(base * load_factor(ctx, exercise), kind, profile))


def _known_kg(
    item: ExerciseSet,
    exercise: Exercise,
    lifts: Mapping[str, Lift],
    session: Session,
    ctx: PrescriptionContext,
) -> float | None:
    lift = lifts.get(exercise.id)
    e1rm_kg = known_e1rm(exercise.id, lifts, ctx.profile, ctx.week_start)
    if is_fast(item, session) and e1rm_kg is not None:
        return FAST_SHARE * e1rm_kg
    logged = lift.load_kg if lift is not None else None
    goal = lift.reps_target if lift is not None else None
    fits = goal is None or item.reps_low <= goal <= item.reps_high
    if logged is not None and (e1rm_kg is None or (fits and not _is_easy(item, session))):
        return _capped(logged, e1rm_kg, ctx)
    return None if e1rm_kg is None else _capped(working_load(e1rm_kg, *_range(item), item.rir), e1rm_kg, ctx)


def _capped(load_kg: float, e1rm_kg: float | None, ctx: PrescriptionContext) -> float:
    meet = ctx.phase is PhaseName.TAPER and ctx.event is not None and ctx.event.type is EventType.MEET
    return min(load_kg, MEET_CAP * e1rm_kg) if meet and e1rm_kg is not None else load_kg


def _range(item: ExerciseSet) -> tuple[int, int]:
    return STATION_REPS if item.kind is SetKind.STATION else (item.reps_low, item.reps_high)


def _is_easy(item: ExerciseSet, session: Session) -> bool:
    return session.type in EASY_TYPES or is_fast(item, session)


def is_fast(item: ExerciseSet, session: Session) -> bool:
    """True for the fast lift of a power session (E-03)."""
    return session.type is SessionType.POWER and item.kind is SetKind.MAIN


def _with_goal(item: ExerciseSet, lift: Lift) -> ExerciseSet:
    high = item.reps_high if item.seconds else item.reps_high + lift.rep_ceiling_plus
    target = lift.reps_target
    aimed = target if target is not None and item.reps_low <= target <= high else None
    return replace(item, reps_high=high, reps_target=aimed)


def _backoff_kg(top_kg: float | None, item: ExerciseSet, ctx: PrescriptionContext) -> float | None:
    if top_kg is None:
        return None
    kind = load_kind(EXERCISES[item.exercise_id], ctx.profile.equipment)
    return floor_load(BACKOFF_SHARE * top_kg, kind, ctx.profile)
