"""A strength session set by set: what comes after what, with which rest, and what counts for the log."""

from __future__ import annotations

from datetime import time

import pytest

from rules.sessions import ExerciseSet, Session, SessionType, SetKind, note
from rules.strength.walkthrough import Step, StepKind, heavier, walkthrough

SQUAT = ExerciseSet("back_squat", SetKind.MAIN, 3, 5, 6, 2, 150, 100.0, reps_target=6)
BENCH = ExerciseSet("bench_press", SetKind.MAIN, 2, 5, 6, 2, 150, 60.0)
CURL = ExerciseSet("biceps_curl", SetKind.ISOLATION, 2, 10, 12, 2, 30, 10.0, superset="A")
PRESS = ExerciseSet("triceps_pressdown", SetKind.ISOLATION, 3, 10, 12, 2, 30, 20.0, superset="A")
WARM = (
    note("do.warmup", minutes=6),
    note(
        "do.ramp_sets",
        exercise="back_squat",
        reps_1=8,
        load_1=40.0,
        reps_2=5,
        load_2=60.0,
        reps_3=3,
        load_3=80.0,
    ),
    note("do.ramp_set", exercise="bench_press", reps=5, load=35.0),
)


def session(*items: ExerciseSet, warm: bool = False) -> Session:
    return Session(
        "20270308-1", 0, time(18), 60, SessionType.FULL, exercises=items, notes=WARM if warm else ()
    )


def told(steps: tuple[Step, ...]) -> list[tuple[str, int, int, int]]:
    return [(s.kind.value, s.item, s.number, s.reps) for s in steps]


def test_warm_up_sets_come_before_each_main_lift() -> None:
    steps = walkthrough(session(SQUAT, BENCH, warm=True))
    assert told(steps) == [
        ("move", -1, 1, 0),
        ("rising", 0, 1, 8),
        ("rising", 0, 2, 5),
        ("rising", 0, 3, 3),
        ("work", 0, 1, 6),
        ("work", 0, 2, 6),
        ("work", 0, 3, 6),
        ("rising", 1, 1, 5),
        ("work", 1, 1, 5),
        ("work", 1, 2, 5),
    ]
    assert [s.load_kg for s in steps[1:4]] == [40, 60, 80]
    assert steps[0].minutes == 6
    assert [s.counts for s in steps] == [False] * 4 + [True] * 3 + [False] + [True] * 2


def test_rest_is_what_the_prescription_says_and_none_after_the_last() -> None:
    assert [s.rest_s for s in walkthrough(session(SQUAT, BENCH))] == [150, 150, 150, 150, 0]


def test_supersets_are_done_in_turns() -> None:
    steps = walkthrough(session(CURL, SQUAT, PRESS))
    assert [(s.item, s.number) for s in steps] == [
        (0, 1),
        (2, 1),
        (0, 2),
        (2, 2),
        (2, 3),
        (1, 1),
        (1, 2),
        (1, 3),
    ]


def test_a_circuit_goes_in_rounds_with_a_longer_rest_between() -> None:
    stations = [
        ExerciseSet(name, SetKind.STATION, 2, 40, 40, 3, 20, seconds=True)
        for name in ("goblet_squat", "push_up", "plank")
    ]
    steps = walkthrough(session(*stations))
    assert [(s.item, s.number) for s in steps] == [(0, 1), (1, 1), (2, 1), (0, 2), (1, 2), (2, 2)]
    assert [s.rest_s for s in steps] == [20, 20, 90, 20, 20, 0]


def test_top_and_lighter_sets_of_one_lift_share_one_warm_up() -> None:
    top = ExerciseSet("back_squat", SetKind.TOP, 1, 3, 3, 1, 150, 110.0)
    lighter = ExerciseSet("back_squat", SetKind.BACKOFF, 2, 5, 5, 2, 150, 95.0)
    kinds = [s.kind for s in walkthrough(session(top, lighter, warm=True))]
    assert kinds == [StepKind.MOVE] + [StepKind.RISING] * 3 + [StepKind.WORK] * 3


@pytest.mark.parametrize(
    ("load", "step", "following"),
    [(40.0, 2.5, 45.0), (20.0, 2.5, 22.5), (8.0, 2.0, 10.0), (100.0, 5.0, 115.0)],
)
def test_a_ramp_test_rises_by_ten_to_fifteen_percent(load: float, step: float, following: float) -> None:
    assert heavier(load, step) == following


def test_a_session_without_exercises_has_no_steps() -> None:
    assert walkthrough(session()) == ()
