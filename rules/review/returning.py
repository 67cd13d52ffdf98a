"""What a break does to the state: position in the plan, intervals, loads (G-30, D-05)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from rules.constants import P
from rules.exercises import EXERCISES, load_kind
from rules.levels import assess
from rules.phases import lay_out
from rules.plan import PhaseName
from rules.review.breaks import MIDDLE, NEW_START, RETURN, hiit_after_break
from rules.state import Lift, Recovery, TrainingState
from rules.strength.e1rm import KEPT_VALUES, tracked
from rules.strength.loads import floor_load

OVER = frozenset({PhaseName.TAPER, PhaseName.RECOVERY})  # an event's own weeks don't come again


def reposition(
    before: TrainingState, after: TrainingState, recovery: Recovery, monday: date, *, event_ahead: bool
) -> TrainingState:
    """Where the plan goes on in the first week back (G-30): `before` is the state that the break began in.

    A week or two: the same week of the block. Two to four weeks: the block from its week 1. Longer: the first block
    again. With an event the calendar goes on, and after four weeks it is counted back anew from this Monday; a plan
    towards an event that is over ends there.
    """
    if recovery.step or recovery.row >= NEW_START:
        return after
    if recovery.row > MIDDLE:
        if event_ahead or after.phases[0].event_index is not None:
            layout = lay_out(after.profile, assess(after.profile), monday, len(after.history))
            after = replace(after, model=layout.model, phases=layout.phases)
        after = replace(after, phase_index=0, week_in_phase=1)
    elif not event_ahead and before.phases[before.phase_index].name not in OVER:
        week = before.week_in_phase if recovery.row < MIDDLE else 1
        after = replace(after, phase_index=before.phase_index, week_in_phase=week)
    if recovery.row >= MIDDLE:
        after = replace(after, hiit_n=hiit_after_break(recovery, after.hiit_n))
    return after


def loads_after_return(state: TrainingState, before: TrainingState) -> TrainingState:
    """After the first week back its lower loads are the working loads; from there they rise again (G-30, E-30).

    `before` is the state that the first week back was built from.
    """
    recovery = before.recovery
    if recovery is None or recovery.kind != RETURN or recovery.step or recovery.row not in P.return_load:
        return state
    if state.recovery is not None and state.recovery.step == 0:
        return state
    share, known = P.return_load[recovery.row], {lift.exercise_id: lift for lift in before.lifts}
    lifts = tuple(_lowered(lift, known.get(lift.exercise_id, lift), share, state) for lift in state.lifts)
    return replace(state, lifts=lifts)


def _lowered(lift: Lift, before: Lift, share: float, state: TrainingState) -> Lift:
    """The load and the tracked maximum at the share of what they were before the break."""
    exercise = EXERCISES.get(lift.exercise_id)
    if exercise is None:
        return lift
    kind = load_kind(exercise, state.profile.equipment)
    load = lift.load_kg if before.load_kg is None else before.load_kg
    lower = None if load is None else floor_load(share * load, kind, state.profile)
    old, now = tracked(before), tracked(lift)
    values = lift.e1rm_kg
    if old is not None and now is not None and now > share * old:
        values = (*values, share * old, share * old)[-KEPT_VALUES:]
    return replace(lift, load_kg=lower, e1rm_kg=values, misses=0, extra_sets=0)
