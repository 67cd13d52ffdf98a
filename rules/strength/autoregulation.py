"""The advanced athlete's top set: its reserve decides the next load (E-31). Codes: see `rules.strength.progression`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rules.athlete import Profile
from rules.checkin import LoggedSet
from rules.exercises import EXERCISES, load_kind
from rules.sessions import ExerciseSet, note
from rules.state import Lift
from rules.strength.loads import floor_load, step_kg
from rules.strength.progression import LiftStep, used_load
from rules.strength.steps import lowered

LARGE, SMALL = 0.05, 0.025


def next_top_set(
    lift: Lift, planned: ExerciseSet, sets: Sequence[LoggedSet], profile: Profile, may_raise: bool = True
) -> LiftStep:
    """The top set's next load (E-31): two or more reps above the target +5 %, one above +2.5 %, below it -2.5 %.

    On target it goes up one step from the top of the range, else it stays. A rise is one step at least, as far as
    that keeps to max(one step, 5 %). Without a logged reserve it stays.
    """
    if not sets or sets[0].rir is None:
        return LiftStep(lift, note("step.top_hold"), "E-31")
    top = sets[0]
    load = used_load(sets[:1], planned, lift)
    exercise = EXERCISES[planned.exercise_id]
    kind = load_kind(exercise, profile.equipment)
    step = step_kg(kind, profile)
    if load is None or step is None:
        return LiftStep(lift, note("step.top_hold"), "E-31")
    spare = (top.rir or 0) - planned.rir
    if spare < 0 or top.reps < planned.reps_low:
        less = lowered(load, SMALL, exercise, profile)
        return LiftStep(replace(lift, load_kg=less), note("step.top_down", load=less), "E-31")
    rises = spare > 0 or top.reps >= planned.reps_high
    if not (rises and may_raise):
        return LiftStep(replace(lift, load_kg=load), note("step.top_hold"), "E-31")
    share = LARGE if spare >= 2 else SMALL if spare == 1 else 0.0
    more = max(load + step, floor_load(load * (1 + share), kind, profile))
    return LiftStep(replace(lift, load_kg=more), note("step.top_up", load=more), "E-31")
