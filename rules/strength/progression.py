"""What a session means for the lift's next one: double progression, without load, failure (E-30, E-33, E-20).

Codes of `LiftStep.what` (values): step.load_up (load), step.ceiling_up (reps), step.reps_up (reps), step.hold,
step.repeat, step.load_down (load, percent), step.swap (to), step.harder (to), step.slow (seconds),
step.pause (seconds), step.first_load, step.top_up (load), step.top_hold, step.top_down (load).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rules.athlete import Level, Profile
from rules.checkin import LoggedSet
from rules.exercises import EXERCISES, Exercise, load_kind
from rules.packaged import read_table
from rules.sessions import ExerciseSet, Note, SetKind, note
from rules.state import Lift
from rules.strength import e1rm
from rules.strength.loads import RAMP_RIR, floor_load
from rules.strength.pool import Pool, usable
from rules.strength.steps import increment_kg, is_large_step, lowered
from rules.strength.timing import is_main

CEILING_STEP = 2
FULL_SESSION_RPE = 8
MISS_SHARES = {2: 0.05, 3: 0.10}
SLOW_S, PAUSE_S = 3, 2
HOLD_STEP_S = 5
EASY_RIR_ABOVE = 2


@dataclass(frozen=True, slots=True)
class LiftStep:
    """The lift as it stands for its next session, what was decided, by which rule, and a swap if there is one."""

    lift: Lift
    what: Note
    rule_id: str
    swap_to: str | None = None


def next_step(
    lift: Lift,
    planned: ExerciseSet,
    sets: Sequence[LoggedSet],
    profile: Profile,
    pool: Pool,
    session_rpe: int | None = None,
    may_raise: bool = True,
) -> LiftStep:
    """The step after one session of an exercise (E-30, E-33; a ramp test E-20).

    `sets` are the working sets really done, in order; their load, where logged, is the base. With `may_raise` false
    (REDUCE, pain, a decline) nothing goes up. Top sets are `rules.strength.autoregulation`'s.
    """
    exercise = EXERCISES[planned.exercise_id]
    if not sets:
        return LiftStep(lift, note("step.hold"), "E-30")
    if planned.kind is SetKind.RAMP:
        return LiftStep(_tested(replace(lift, misses=0), planned, sets), note("step.first_load"), "E-20")
    lift = replace(lift, load_kg=used_load(sets, planned, lift))
    if any(done.reps < planned.reps_low for done in sets):
        return _missed(lift, planned, exercise, profile, pool)
    lift = replace(lift, misses=0)
    if not is_full(planned, sets, session_rpe) or not may_raise:
        more_reps = _more(planned, sets, lift) if may_raise else 0
        goal = min(planned.reps_high, min(done.reps for done in sets) + more_reps)
        more = may_raise and goal != lift.reps_target
        code = note("step.reps_up", reps=goal) if more else note("step.hold")
        return LiftStep(replace(lift, reps_target=goal), code, "E-30")
    if lift.load_kg is None:
        return _without_load(lift, planned, pool)
    return _heavier(lift, planned, exercise, profile, pool.s_level)


def _tested(lift: Lift, planned: ExerciseSet, sets: Sequence[LoggedSet]) -> Lift:
    """The lift after a ramp test: where nobody said what was left, its heaviest set is taken as the one that ended it.

    A test ends at a reserve of 3 or less, and that set is the first maximum (E-20). A hold has none, it goes on with
    the load that was found.
    """
    if planned.seconds:
        return replace(lift, load_kg=_held_kg(planned, sets), reps_target=planned.reps_low)
    loaded = [(done.load_kg, done.reps) for done in sets if done.load_kg]
    if not loaded or any(done.rir is not None for done in sets):
        return lift
    first = e1rm.estimate(*max(loaded), RAMP_RIR)
    return lift if first is None else replace(lift, e1rm_kg=(*lift.e1rm_kg, first))


def _held_kg(planned: ExerciseSet, sets: Sequence[LoggedSet]) -> float | None:
    """The heaviest load that was held to its end and not to failure, else the lightest; None where none was told."""
    loads = [done.load_kg for done in sets if done.load_kg is not None]
    held = [done.load_kg for done in sets if done.load_kg and done.reps >= planned.reps_low and done.rir != 0]
    return max(held, default=min(loads, default=None))


def is_full(planned: ExerciseSet, sets: Sequence[LoggedSet], session_rpe: int | None = None) -> bool:
    """Condition P: all planned sets at the top of the range, the last with the reserve asked for (E-30).

    Without a logged reserve a session RPE of 8 or less stands in for it.
    """
    if len(sets) < planned.sets or any(done.reps < planned.reps_high for done in sets[: planned.sets]):
        return False
    last = sets[planned.sets - 1].rir
    if last is not None:
        return last >= planned.rir
    return session_rpe is not None and session_rpe <= FULL_SESSION_RPE


def used_load(sets: Sequence[LoggedSet], planned: ExerciseSet, lift: Lift) -> float | None:
    """The load in kg that most sets were done with (the lower on a tie), else the planned, else the lift's own."""
    logged = [done.load_kg for done in sets if done.load_kg is not None]
    if logged:
        return min(logged, key=lambda load: (-logged.count(load), load))
    return planned.load_kg if planned.load_kg is not None else lift.load_kg


def _more(planned: ExerciseSet, sets: Sequence[LoggedSet], lift: Lift) -> int:
    """How much longer to aim: 5 s for holds, 1 repetition, 2 without load where it was easy (E-30)."""
    if planned.seconds:
        return HOLD_STEP_S
    reserve = sets[-1].rir
    easy = reserve is not None and reserve >= planned.rir + EASY_RIR_ABOVE
    return 2 if lift.load_kg is None and easy else 1


def _heavier(
    lift: Lift, planned: ExerciseSet, exercise: Exercise, profile: Profile, s_level: Level
) -> LiftStep:
    step = increment_kg(exercise, is_main(planned), profile, s_level)
    load = lift.load_kg or 0.0
    if step is None:
        return LiftStep(replace(lift, reps_target=planned.reps_high), note("step.hold"), "E-30")
    is_large = (
        is_large_step(step, load, s_level) and not planned.seconds
    )  # 20 s less weigh more than a step of load
    if is_large and lift.rep_ceiling_plus == 0:
        goal = planned.reps_high + CEILING_STEP
        longer = replace(lift, rep_ceiling_plus=CEILING_STEP, reps_target=min(goal, planned.reps_high + 1))
        return LiftStep(longer, note("step.ceiling_up", reps=goal), "E-30")
    heavier = floor_load(load + step, load_kind(exercise, profile.equipment), profile)
    raised = replace(lift, load_kg=heavier, reps_target=planned.reps_low, rep_ceiling_plus=0)
    return LiftStep(raised, note("step.load_up", load=heavier), "E-30")


def _without_load(lift: Lift, planned: ExerciseSet, pool: Pool) -> LiftStep:
    harder = next((id_ for id_ in _harder(lift.exercise_id) if usable(EXERCISES[id_], pool)), None)
    if harder is not None:
        return LiftStep(replace(lift, reps_target=None), note("step.harder", to=harder), "E-30", harder)
    again = replace(lift, reps_target=planned.reps_low)
    if planned.seconds:  # a hold has nothing to lower
        return LiftStep(replace(lift, reps_target=planned.reps_high), note("step.hold"), "E-30")
    if lift.tempo == "":
        return LiftStep(replace(again, tempo="slow"), note("step.slow", seconds=SLOW_S), "E-30")
    if lift.tempo == "slow":
        return LiftStep(replace(again, tempo="pause"), note("step.pause", seconds=PAUSE_S), "E-30")
    return LiftStep(replace(lift, reps_target=planned.reps_high), note("step.hold"), "E-30")


def _harder(exercise_id: str) -> Sequence[str]:
    found: Sequence[str] = read_table("strength")["harder"].get(exercise_id, ())
    return found


def _missed(lift: Lift, planned: ExerciseSet, exercise: Exercise, profile: Profile, pool: Pool) -> LiftStep:
    misses = lift.misses + 1
    lift = replace(lift, misses=misses, reps_target=planned.reps_low)
    if misses == 1:
        return LiftStep(lift, note("step.repeat"), "E-33")
    share = MISS_SHARES[min(misses, max(MISS_SHARES))]
    if lift.load_kg is not None:
        lift = replace(lift, load_kg=lowered(lift.load_kg, share, exercise, profile))
    if misses > 2:
        instead = next((id_ for id_ in exercise.substitutes if usable(EXERCISES[id_], pool)), None)
        if instead is not None:
            return LiftStep(replace(lift, misses=0), note("step.swap", to=instead), "E-33", instead)
    percent = round(100 * share)
    return LiftStep(lift, note("step.load_down", load=lift.load_kg or 0.0, percent=percent), "E-33")
