"""Estimated maxima, working loads, start loads, ramp tests and warm-up sets (E-13, E-20, E-21)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from rules.athlete import Age, RecentLift, Sex
from rules.checkin import LoggedSet
from rules.exercises import EXERCISES, PRESETS, LoadType
from rules.sessions import ExerciseSet, SetKind
from rules.state import Lift
from rules.strength import e1rm
from rules.strength.loading import loaded
from rules.strength.loads import (
    Load,
    anchor_kg,
    below_the_bar,
    floor_load,
    known_e1rm,
    lighter_substitutes,
    ramp_reps,
    start_load,
    step_kg,
    working_load,
)
from rules.strength.warmup import warmup_notes
from rules.vocabulary import Level
from tests.rules.athletes import INTERMEDIATE, athlete
from tests.rules.strength.weeks import MODERATE, F, context, sessions_of

TODAY = date(2026, 3, 2)
SQUAT, BENCH = EXERCISES["back_squat"], EXERCISES["bench_press"]


def rounded(e1rm_kg: float, low: int, high: int, rir: int) -> float:
    return floor_load(working_load(e1rm_kg, low, high, rir), LoadType.BARBELL, INTERMEDIATE)


@pytest.mark.parametrize(
    ("load", "reps", "rir", "expected"),
    [(100, 5, 2, 123.3), (60, 8, 2, 80.0), (80, 12, 0, 112.0), (100, 1, 0, 100.0), (50, 12, 2, None)],
)
def test_estimated_maximum(load: float, reps: int, rir: int, expected: float | None) -> None:
    found = e1rm.estimate(load, reps, rir)
    assert found == (None if expected is None else pytest.approx(expected, abs=0.05))


@pytest.mark.parametrize(
    ("set_", "low", "high", "rir", "load"),
    [((100, 5, 2), 6, 8, 2, 92.5), ((60, 8, 2), 6, 8, 2, 60.0), ((60, 8, 2), 8, 12, 3, 55.0)],
)
def test_working_load_is_rounded_down_to_the_step(
    set_: tuple[float, int, int], low: int, high: int, rir: int, load: float
) -> None:
    maximum = e1rm.estimate(*set_)
    assert maximum is not None
    assert rounded(maximum, low, high, rir) == load


def test_percentages_of_the_maximum() -> None:
    shares = [round(100 / (1 + n / 30), 1) for n in (5, 6, 7, 9, 10, 13)]
    assert shares == [85.7, 83.3, 81.1, 76.9, 75.0, 69.8]
    assert [round(working_load(100, n - 2, n - 2, 2), 1) for n in (5, 6, 7, 9, 10, 13)] == shares


@pytest.mark.parametrize(
    ("days", "factor"), [(0, 1.0), (28, 1.0), (29, 0.95), (84, 0.95), (85, 0.90), (90, 0.90)]
)
def test_old_results_count_less(days: int, factor: float) -> None:
    entry = RecentLift("back_squat", 100, 5, 2, TODAY - timedelta(days=days))
    assert e1rm.from_recent(entry, TODAY) == pytest.approx(factor * 100 * (1 + 7 / 30))


def test_session_best_ignores_sets_far_from_failure_and_unknown_reserve() -> None:
    sets = (
        LoggedSet("back_squat", 5, 100, 2),
        LoggedSet("back_squat", 5, 100, None),
        LoggedSet("back_squat", 5, 140, 5),
        LoggedSet("back_squat", 15, 100, 0),
    )
    assert e1rm.session_best(sets) == pytest.approx(123.33, abs=0.01)
    assert e1rm.session_best(sets[1:]) is None


def test_tracked_maximum_is_the_mean_of_the_last_two_sessions() -> None:
    lift = Lift("back_squat", 80.0, e1rm_kg=(90.0, 100.0, 110.0))
    assert e1rm.tracked(lift) == 105.0
    assert e1rm.tracked(replace(lift, e1rm_kg=())) is None
    after = e1rm.with_session(lift, (LoggedSet("back_squat", 5, 100, 2),), TODAY)
    assert after.exposures == (TODAY,)
    assert e1rm.tracked(after) == pytest.approx((110 + 123.33) / 2, abs=0.01)


@pytest.mark.parametrize(
    ("kind", "step"),
    [
        ("barbell", 2.5),
        ("dumbbell", 2.0),
        ("kettlebell", 4.0),
        ("machine", 5.0),
        ("cable", 2.5),
        ("band", None),
    ],
)
def test_default_steps(kind: str, step: float | None) -> None:
    assert step_kg(LoadType(kind), INTERMEDIATE) == step


def test_own_steps_replace_the_defaults() -> None:
    profile = athlete(load_steps_kg=(("dumbbell", 2.5),))
    assert floor_load(9.9, LoadType.DUMBBELL, profile) == 7.5
    assert floor_load(1.0, LoadType.DUMBBELL, profile) == 2.5


@pytest.mark.parametrize(
    ("sex", "weight", "age", "expected"),
    [
        (Sex.MALE, 80.0, 35, 40.0),
        (Sex.FEMALE, 60.0, 35, 21.0),
        (Sex.UNSPECIFIED, None, 35, 21.0),
        (Sex.MALE, 80.0, 60, 32.0),
    ],
)
def test_anchor_of_the_squat(sex: Sex, weight: float | None, age: int, expected: float) -> None:
    assert anchor_kg(SQUAT, athlete(sex=sex, weight_kg=weight, age=Age(age))) == pytest.approx(expected)


def test_barbell_exercise_with_dumbbells_halves_its_anchor() -> None:
    profile = athlete(sex=Sex.MALE, weight_kg=80.0, equipment=PRESETS["home_basic"])
    assert anchor_kg(EXERCISES["romanian_deadlift"], profile) == pytest.approx(16.0)


def test_without_data_the_first_session_is_a_ramp_test_from_sixty_percent() -> None:
    profile = athlete(sex=Sex.MALE, weight_kg=100.0)
    assert start_load(SQUAT, 6, 8, 2, profile, TODAY) == Load(30.0, ramp=True)
    assert start_load(EXERCISES["push_up"], 8, 20, 2, profile, TODAY) == Load(None)
    assert start_load(EXERCISES["band_row"], 8, 20, 2, profile, TODAY) == Load(None)
    assert [ramp_reps(high) for high in (5, 6, 8, 12)] == [5, 5, 8, 8]


def test_recent_lift_gives_the_load_and_too_many_reps_only_the_first_try() -> None:
    entry = RecentLift("back_squat", 100, 5, 2, TODAY)
    assert start_load(SQUAT, 6, 8, 2, athlete(recent_lifts=(entry,)), TODAY) == Load(92.5)
    vague = RecentLift("back_squat", 52, 12, 2, TODAY)
    assert start_load(SQUAT, 6, 8, 2, athlete(recent_lifts=(vague,)), TODAY) == Load(50.0, ramp=True)
    older = RecentLift("back_squat", 200, 5, 2, TODAY - timedelta(days=9))
    assert start_load(SQUAT, 6, 8, 2, athlete(recent_lifts=(older, entry)), TODAY) == Load(92.5)


def test_below_the_empty_bar_dumbbells_and_machines_take_over() -> None:
    assert below_the_bar(BENCH, 19.9, INTERMEDIATE)
    assert not below_the_bar(BENCH, 20.0, INTERMEDIATE)
    assert not below_the_bar(EXERCISES["db_bench_press"], 6.0, INTERMEDIATE)
    names = [e.id for e in lighter_substitutes(BENCH, PRESETS["full_gym"])]
    assert names == ["db_bench_press", "machine_chest_press"]


def test_known_maximum_prefers_the_log_to_the_profile() -> None:
    profile = athlete(recent_lifts=(RecentLift("back_squat", 100, 5, 2, TODAY),))
    logged = {"back_squat": Lift("back_squat", 60.0, 8)}
    assert known_e1rm("back_squat", {}, profile, TODAY) == pytest.approx(123.33, abs=0.01)
    assert known_e1rm("back_squat", logged, profile, TODAY) == pytest.approx(80.0)
    assert known_e1rm("bench_press", logged, profile, TODAY) is None


def entry(exercise_id: str, kind: SetKind, load: float | None) -> ExerciseSet:
    return ExerciseSet(exercise_id, kind, 4, 6, 8, 2, 150, load_kg=load)


def test_first_main_lift_gets_three_rising_sets_and_later_ones_a_single() -> None:
    items = (entry("back_squat", SetKind.MAIN, 100.0), entry("deadlift", SetKind.MAIN, 130.0))
    notes = warmup_notes(items, INTERMEDIATE)
    assert [n.code for n in notes] == ["do.warmup", "do.ramp_sets", "do.ramp_set"]
    first, later = dict(notes[1].values), dict(notes[2].values)
    assert [first[f"load_{k}"] for k in (1, 2, 3)] == [40.0, 60.0, 80.0]
    assert [first[f"reps_{k}"] for k in (1, 2, 3)] == [8, 5, 3]
    assert (later["exercise"], later["load"], later["reps"]) == ("deadlift", 77.5, 5)


def test_a_hold_finds_its_load_in_its_own_seconds() -> None:
    carry = ExerciseSet("farmer_carry", SetKind.ACCESSORY, 3, 20, 40, 2, 60, seconds=True)
    [found] = loaded((carry,), sessions_of(((F, MODERATE),))[0], context())
    assert (found.kind, found.reps_low, found.reps_high, found.seconds) == (SetKind.RAMP, 20, 20, True)


def test_ramp_test_takes_the_place_of_the_rising_sets() -> None:
    notes = warmup_notes((entry("back_squat", SetKind.RAMP, 30.0),), INTERMEDIATE)
    assert [n.code for n in notes] == ["do.warmup", "do.ramp_test"]
    assert dict(notes[1].values)["load"] == 30.0
    known = warmup_notes((entry("back_squat", SetKind.RAMP, 30.0),), INTERMEDIATE, Level.INTERMEDIATE)
    assert [n.code for n in known] == ["do.warmup", "do.ramp_test", "do.ramp_known"]
    bodyweight = warmup_notes((entry("push_up", SetKind.MAIN, None),), INTERMEDIATE)
    assert [n.code for n in bodyweight] == ["do.warmup"]
