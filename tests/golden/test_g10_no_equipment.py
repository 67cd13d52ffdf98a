"""G10: a beginner with four days and nothing but a floor: bodyweight, whole, and on its way by reps."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rules.athlete import Mode
from rules.checkin import CheckIn, LoggedSet
from rules.exercises import EXERCISES, Pattern
from rules.plan import Model, Plan
from rules.sessions import Session, SessionType
from rules.state import TrainingState
from rules.weeks import build_week
from tests.golden.athletes import NO_EQUIPMENT, lines, plan_of
from tests.rules.adaptation import lives

COVERAGE = (
    {Pattern.SQUAT, Pattern.LUNGE},
    {Pattern.HINGE, Pattern.HIP_EXTENSION},
    {Pattern.H_PUSH, Pattern.V_PUSH},
    {Pattern.H_PULL, Pattern.V_PULL},
    {Pattern.CORE_BRACE, Pattern.CORE_FLEXION},
)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return plan_of(NO_EQUIPMENT)


def test_the_beginners_skeleton_of_four_days(plan: Plan) -> None:
    assert plan.model is Model.BEGINNER
    assert lines(plan.weeks[0]) == [
        "Mon S_UPPER 50",
        "Mon C_FINISH 20 walk",
        "Tue C_HIIT 20 n6 stairs",
        "Wed S_LOWER 60",
        "Wed C_FINISH 15 walk",
        "Fri S_FULL 55",
        "Fri C_FINISH 20 walk",
    ]


def test_every_exercise_is_bodyweight_or_a_towel(plan: Plan) -> None:
    used = {e.exercise_id for w in plan.weeks for s in w.sessions for e in s.exercises}

    assert used
    assert all(("bodyweight",) in EXERCISES[i].equipment for i in used)
    assert all(e.load_kg is None for w in plan.weeks for s in w.sessions for e in s.exercises)


def test_every_week_covers_the_body(plan: Plan) -> None:
    for week in plan.weeks:
        trained = {EXERCISES[e.exercise_id].pattern for s in week.sessions for e in s.exercises}
        assert all(trained & group for group in COVERAGE)


def test_intervals_are_uphill_stairs_or_a_march(plan: Plan) -> None:
    fast = [s for w in plan.weeks for s in w.sessions if s.type is SessionType.HIIT]

    assert fast
    assert {s.mode for s in fast} <= {Mode.STAIRS, Mode.WALK}


def reps_of(state: TrainingState, exercise_id: str) -> list[tuple[str, int | None, int | None]]:
    """What the plan asks of this movement week by week while every set reaches its goal."""
    asked: list[tuple[str, int | None, int | None]] = []
    for _ in range(24):
        week = build_week(state)
        made = lives.review(state, week, at_goal)
        found = [e for s in week.sessions for e in s.exercises if _same_movement(e.exercise_id, exercise_id)]
        asked += [(e.exercise_id, e.reps_target, e.reps_high) for e in found[:1]]
        state = made.state
    return asked


def _same_movement(one: str, other: str) -> bool:
    return EXERCISES[one].pattern is EXERCISES[other].pattern


def at_goal(session: Session, checkin: CheckIn) -> CheckIn:
    """Every set at the reps asked for, with the reserve asked for."""
    sets = tuple(
        LoggedSet(e.exercise_id, e.reps_target or e.reps_low, e.load_kg, e.rir)
        for e in session.exercises
        for _ in range(e.sets)
        if not e.seconds
    )
    return replace(checkin, sets=sets)


def test_progress_is_more_reps_then_a_harder_exercise() -> None:
    state, _ = lives.begin(NO_EQUIPMENT)

    asked = reps_of(state, "bodyweight_squat")

    first = [reps for name, reps, _ in asked if name == "bodyweight_squat" and reps]
    assert first == sorted(first)
    assert first[-1] > first[0], "reps rise first"
    assert len({name for name, _, _ in asked}) > 1, "then the next harder one comes"


def test_where_no_harder_exercise_is_left_the_tempo_slows() -> None:
    state, _ = lives.begin(NO_EQUIPMENT)
    tempos: list[str] = []
    for _ in range(40):
        week = build_week(state)
        state = lives.review(state, week, at_goal).state
        tempos += [lift.tempo for lift in state.lifts if lift.tempo]

    assert tempos[0] == "slow"
    assert "pause" in tempos
    assert tempos.index("slow") < tempos.index("pause")
    slow = build_week(state)
    assert {n.code for s in slow.sessions for n in s.notes} & {"do.slow_lowering", "do.pause"}
