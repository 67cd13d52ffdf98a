"""Double progression, failure, top sets, extra sets and plateaus (E-30 to E-34)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from rules.athlete import Level, Profile
from rules.checkin import LoggedSet
from rules.exercises import EXERCISES, PRESETS
from rules.plan import PhaseName
from rules.sessions import ExerciseSet, SetKind
from rules.state import Lift
from rules.strength.autoregulation import next_top_set
from rules.strength.plateau import extra_sets, plateau, trend
from rules.strength.pool import pool_of
from rules.strength.progression import LiftStep, is_full, next_step
from rules.strength.steps import bounded, increment_kg, is_large_step
from rules.strength.volume import volume_for
from tests.rules.athletes import BEGINNER, INTERMEDIATE, athlete
from tests.rules.strength.weeks import context

TODAY = date(2026, 3, 2)
SQUAT = ExerciseSet("back_squat", SetKind.MAIN, 4, 4, 6, 2, 150, load_kg=80.0)


def done(
    reps: Sequence[int], load: float | None, rir: int | None = 2, id_: str = "back_squat"
) -> list[LoggedSet]:
    return [LoggedSet(id_, n, load, rir) for n in reps]


def step(
    planned: ExerciseSet, sets: Sequence[LoggedSet], lift: Lift | None = None,
    profile: Profile = INTERMEDIATE, **more: Any,
) -> LiftStep:  # fmt: skip
    lift = lift or Lift(planned.exercise_id, planned.load_kg, planned.reps_low)
    return next_step(lift, planned, sets, profile, pool_of(context(profile)), **more)


def told(found: LiftStep) -> tuple[str, dict[str, Any]]:
    return found.what.code, dict(found.what.values)


def test_top_of_the_range_with_reserve_adds_one_step_and_starts_at_the_bottom() -> None:
    found = step(SQUAT, done([6, 6, 6, 6], 80.0))
    assert told(found) == ("step.load_up", {"load": 82.5})
    assert (found.lift.load_kg, found.lift.reps_target, found.rule_id) == (82.5, 4, "E-30")


@pytest.mark.parametrize(
    ("reps", "rir", "rpe", "full"),
    [
        ([6, 6, 6, 6], 2, None, True),
        ([6, 6, 6, 6], 1, None, False),
        ([6, 6, 6, 5], 2, None, False),
        ([6, 6, 6], 2, None, False),
        ([6, 6, 6, 6], None, 8, True),
        ([6, 6, 6, 6], None, 9, False),
        ([6, 6, 6, 6], None, None, False),
    ],
)
def test_condition_for_more_load(reps: list[int], rir: int | None, rpe: int | None, full: bool) -> None:
    assert is_full(SQUAT, done(reps, 80.0, rir), rpe) is full


def test_within_the_range_the_load_stays_and_one_more_rep_is_the_aim() -> None:
    found = step(SQUAT, done([6, 5, 5, 5], 80.0, 1))
    assert told(found) == ("step.reps_up", {"reps": 6})
    assert (found.lift.load_kg, found.lift.reps_target) == (80.0, 6)


def test_nothing_rises_where_it_may_not() -> None:
    found = step(SQUAT, done([6, 6, 6, 6], 80.0), may_raise=False)
    assert (found.what.code, found.lift.load_kg) == ("step.hold", 80.0)


def test_the_load_really_used_is_the_base() -> None:
    assert step(SQUAT, done([6, 6, 6, 6], 70.0)).lift.load_kg == 72.5


@pytest.mark.parametrize(
    ("exercise", "main", "profile", "expected"),
    [
        ("back_squat", True, BEGINNER, 5.0),
        ("back_squat", True, INTERMEDIATE, 2.5),
        ("leg_press", True, INTERMEDIATE, 5.0),
        ("bench_press", True, BEGINNER, 2.5),
        ("db_bench_press", True, BEGINNER, 2.0),
        ("kb_swing", False, INTERMEDIATE, 4.0),
        ("lat_pulldown", False, INTERMEDIATE, 2.5),
        ("push_up", True, INTERMEDIATE, None),
    ],
)
def test_one_step_up(exercise: str, main: bool, profile: Profile, expected: float | None) -> None:
    level = Level.NOVICE if profile is BEGINNER else Level.INTERMEDIATE
    assert increment_kg(EXERCISES[exercise], main, profile, level) == expected


def test_a_large_step_waits_for_two_more_reps() -> None:
    press = ExerciseSet("db_shoulder_press", SetKind.ACCESSORY, 3, 8, 12, 2, 90, load_kg=12.0)
    first = step(press, done([12, 12, 12], 12.0, 2, press.exercise_id))
    assert told(first) == ("step.ceiling_up", {"reps": 14})
    assert (first.lift.load_kg, first.lift.rep_ceiling_plus) == (12.0, 2)
    longer = replace(press, reps_high=14)
    second = step(longer, done([14, 14, 14], 12.0, 2, press.exercise_id), first.lift)
    assert told(second) == ("step.load_up", {"load": 14.0})
    assert (second.lift.rep_ceiling_plus, second.lift.reps_target) == (0, 8)


def test_what_counts_as_a_large_step_depends_on_the_level() -> None:
    assert is_large_step(2.5, 40.0, Level.INTERMEDIATE)
    assert not is_large_step(2.5, 50.0, Level.INTERMEDIATE)
    assert not is_large_step(2.5, 40.0, Level.NOVICE)


@pytest.mark.parametrize(("proposed", "allowed"), [(105.0, 105.0), (107.5, 105.0), (95.0, 95.0)])
def test_a_week_moves_a_load_by_one_step_or_five_percent(proposed: float, allowed: float) -> None:
    assert bounded(proposed, 100.0, 2.5, Level.INTERMEDIATE) == allowed


def test_three_misses_repeat_lower_and_swap() -> None:
    short = done([4, 4, 3, 3], 80.0, 0)
    first = step(SQUAT, short)
    assert told(first) == ("step.repeat", {})
    second = step(SQUAT, short, first.lift)
    assert told(second) == ("step.load_down", {"load": 75.0, "percent": 5})
    third = step(replace(SQUAT, load_kg=75.0), done([4, 3, 3, 3], 75.0, 0), second.lift)
    assert told(third) == ("step.swap", {"to": "front_squat"})
    assert (third.swap_to, third.lift.load_kg, third.rule_id) == ("front_squat", 67.5, "E-33")


def test_a_good_session_forgets_the_misses() -> None:
    missed = step(SQUAT, done([4, 4, 3, 3], 80.0, 0)).lift
    assert step(SQUAT, done([5, 5, 5, 5], 80.0), missed).lift.misses == 0


def test_bodyweight_goes_from_reps_to_harder_to_slow_to_pause() -> None:
    home = athlete(BEGINNER, equipment=PRESETS["none"])
    up = ExerciseSet("incline_push_up", SetKind.MAIN, 3, 8, 20, 2, 150)
    assert told(step(up, done([10] * 3, None, 2, up.exercise_id), profile=home)) == (
        "step.reps_up",
        {"reps": 11},
    )
    assert told(step(up, done([10] * 3, None, 4, up.exercise_id), profile=home)) == (
        "step.reps_up",
        {"reps": 12},
    )
    top = step(up, done([20] * 3, None, 2, up.exercise_id), profile=home)
    assert (told(top), top.swap_to) == (("step.harder", {"to": "push_up"}), "push_up")
    full = ExerciseSet("push_up", SetKind.MAIN, 3, 8, 20, 2, 150)
    slow = step(full, done([20] * 3, None, 2, full.exercise_id), profile=home)
    assert (told(slow), slow.lift.tempo) == (("step.slow", {"seconds": 3}), "slow")
    pause = step(full, done([20] * 3, None, 2, full.exercise_id), slow.lift, profile=home)
    assert (told(pause), pause.lift.tempo) == (("step.pause", {"seconds": 2}), "pause")
    assert step(full, done([20] * 3, None, 2, "push_up"), pause.lift, profile=home).what.code == "step.hold"


def test_holds_grow_by_five_seconds() -> None:
    plank = ExerciseSet("plank", SetKind.ISOLATION, 2, 20, 40, 2, 60, seconds=True)
    assert told(step(plank, done([20, 20], None, None, "plank"))) == ("step.reps_up", {"reps": 25})


CARRY = ExerciseSet("farmer_carry", SetKind.ISOLATION, 3, 20, 40, 2, 60, load_kg=20.0, seconds=True)


def test_a_hold_at_the_top_of_its_seconds_takes_a_step_of_load_and_begins_anew() -> None:
    up = step(CARRY, done([40, 40, 40], 20.0, 2, "farmer_carry"), Lift("farmer_carry", 20.0, 40))
    assert told(up) == ("step.load_up", {"load": 22.0})
    assert (up.lift.load_kg, up.lift.reps_target, up.lift.rep_ceiling_plus) == (22.0, 20, 0)


def test_a_hold_without_load_turns_harder_else_stays_at_the_top() -> None:
    plank = replace(CARRY, exercise_id="plank", load_kg=None)
    assert step(plank, done([40] * 3, None, 2, "plank")).swap_to == "side_plank"
    side = replace(plank, exercise_id="side_plank")
    stays = step(side, done([40] * 3, None, 2, "side_plank"))
    assert (told(stays), stays.lift.reps_target, stays.lift.tempo) == (("step.hold", {}), 40, "")


@pytest.mark.parametrize(
    ("sets", "found"),
    [
        ([(20, 12.0, None), (20, 14.0, None), (20, 16.0, None)], 16.0),
        ([(30, 12.0, 5), (25, 16.0, 3)], 16.0),
        ([(20, 12.0, 4), (15, 16.0, None)], 12.0),  # not held to its end
        ([(20, 12.0, 4), (20, 16.0, 0)], 12.0),  # to failure
        ([(10, 12.0, 0)], 12.0),
        ([(20, None, 4)], None),
    ],
)
def test_a_load_test_of_a_hold_finds_the_heaviest_that_was_held(
    sets: list[tuple[int, float | None, int | None]], found: float | None
) -> None:
    ramp = replace(CARRY, kind=SetKind.RAMP, reps_high=20, rir=3)
    logged = [LoggedSet("farmer_carry", seconds, load, rir) for seconds, load, rir in sets]
    made = step(ramp, logged, Lift("farmer_carry", None))
    assert (made.what.code, made.lift.load_kg, made.rule_id) == ("step.first_load", found, "E-20")


def test_ramp_test_leaves_the_load_to_the_estimate() -> None:
    ramp = replace(SQUAT, kind=SetKind.RAMP, reps_low=5, reps_high=5)
    found = step(ramp, done([5, 5], 60.0, 3), Lift("back_squat", None))
    assert (found.what.code, found.lift.load_kg, found.rule_id) == ("step.first_load", None, "E-20")


def test_a_ramp_test_told_without_reserve_ends_at_its_heaviest_set() -> None:
    ramp = replace(SQUAT, kind=SetKind.RAMP, reps_low=8, reps_high=8)
    sets = [LoggedSet("back_squat", 8, load) for load in (40.0, 47.5, 52.5)]
    found = step(ramp, sets, Lift("back_squat", None))
    assert found.lift.e1rm_kg == (52.5 * (1 + 11 / 30),)


def test_nothing_logged_changes_nothing() -> None:
    lift = Lift("back_squat", 80.0, 5, misses=1)
    assert step(SQUAT, [], lift).lift == lift


@pytest.mark.parametrize(
    ("reps", "rir", "load", "code"),
    [
        (5, 3, 105.0, "step.top_up"),
        (5, 2, 102.5, "step.top_up"),
        (6, 1, 102.5, "step.top_up"),
        (5, 1, 100.0, "step.top_hold"),
        (5, 0, 97.5, "step.top_down"),
        (3, 1, 97.5, "step.top_down"),
        (6, None, 100.0, "step.top_hold"),
    ],
)
def test_top_set_follows_its_reserve(reps: int, rir: int | None, load: float, code: str) -> None:
    top = ExerciseSet("back_squat", SetKind.TOP, 1, 4, 6, 1, 150, load_kg=100.0)
    found = next_top_set(Lift("back_squat", 100.0), top, done([reps], 100.0, rir), INTERMEDIATE)
    assert (found.lift.load_kg, found.what.code, found.rule_id) == (load, code, "E-31")


def test_extra_sets_come_in_weeks_two_and_three_of_b1_mains_first() -> None:
    week = (
        (SQUAT, ExerciseSet("lying_leg_curl", SetKind.ACCESSORY, 3, 8, 12, 2, 90, priority=3)),
        (ExerciseSet("bench_press", SetKind.MAIN, 4, 6, 8, 2, 150),),
    )
    volume = volume_for(PhaseName.B1, Level.INTERMEDIATE)
    assert extra_sets(week, PhaseName.B1, 2, volume) == ("back_squat", "bench_press")
    assert extra_sets(week, PhaseName.B1, 4, volume) == ()
    assert extra_sets(week, PhaseName.B2, 2, volume) == ()


def test_no_extra_set_beyond_ten_a_session() -> None:
    week = ((replace(SQUAT, sets=10),),)
    assert extra_sets(week, PhaseName.B1, 2, volume_for(PhaseName.B1, Level.INTERMEDIATE)) == ()


def tracked(values: Sequence[float], gap_days: int = 10) -> Lift:
    days = tuple(TODAY - timedelta(days=gap_days * k) for k in reversed(range(len(values))))
    return Lift("back_squat", 80.0, e1rm_kg=tuple(values), exposures=days)


def test_trend_needs_four_exposures_over_four_weeks() -> None:
    assert trend(tracked([100, 100, 104, 104])) == pytest.approx(0.04)
    assert trend(tracked([100, 100, 104])) is None
    assert trend(tracked([100, 100, 104, 104], gap_days=7)) is None


def test_standing_still_is_answered_by_deload_then_range_then_variation() -> None:
    still, pool = tracked([100, 100, 100, 100]), pool_of(context())
    args = (SQUAT, PhaseName.B1, 0.9)
    first = plateau(still, *args, weeks_since_deload=5, pool=pool)
    second = plateau(still, *args, weeks_since_deload=3, pool=pool)
    third = plateau(replace(still, rep_range=(6, 8)), *args, weeks_since_deload=3, pool=pool)
    assert [n.code for n in (first, second, third) if n] == [
        "plateau.deload",
        "plateau.range",
        "plateau.variation",
    ]
    assert second is not None
    assert (dict(second.values)["low"], dict(second.values)["high"]) == (6, 8)


def test_progress_low_adherence_and_maintenance_are_no_plateau() -> None:
    pool = pool_of(context())
    moving, still = tracked([100, 100, 103, 103]), tracked([100, 100, 98, 98])
    assert plateau(moving, SQUAT, PhaseName.B1, 0.9, 5, pool) is None
    assert plateau(still, SQUAT, PhaseName.B1, 0.7, 5, pool) is None
    held = plateau(still, SQUAT, PhaseName.B3, 0.9, 5, pool)
    assert held is not None
    assert held.code == "plateau.maintained"
