"""G32: estimated maxima, working loads and the deload of a lift, number by number."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from rules.athlete import RecentLift
from rules.exercises import LoadType
from rules.state import Lift
from rules.strength.e1rm import estimate, from_recent
from rules.strength.loads import floor_load, working_load
from rules.weeks import build_week
from tests.rules.adaptation import lives
from tests.rules.athletes import INTERMEDIATE

TODAY = date(2026, 3, 2)


def load_for(e1rm_kg: float, low: int, high: int, rir: int) -> float:
    return floor_load(working_load(e1rm_kg, low, high, rir), LoadType.BARBELL, INTERMEDIATE)


@pytest.mark.parametrize(
    ("load", "reps", "rir", "e1rm"), [(100, 5, 2, 123.3), (60, 8, 2, 80.0), (80, 12, 0, 112.0)]
)
def test_the_estimated_maximum(load: float, reps: int, rir: int, e1rm: float) -> None:
    assert estimate(load, reps, rir) == pytest.approx(e1rm, abs=0.05)


def test_fourteen_reps_to_failure_are_not_estimated() -> None:
    assert estimate(50, 12, 2) is None


@pytest.mark.parametrize(
    ("done", "low", "high", "rir", "exact", "load"),
    [
        ((100, 5, 2), 6, 8, 2, 94.9, 92.5),
        ((60, 8, 2), 6, 8, 2, 61.5, 60.0),
        ((60, 8, 2), 8, 12, 3, 55.8, 55.0),
    ],
)
def test_the_working_load_is_rounded_down_to_the_step(
    done: tuple[int, int, int], low: int, high: int, rir: int, exact: float, load: float
) -> None:
    e1rm = estimate(*done)
    assert e1rm is not None
    assert working_load(e1rm, low, high, rir) == pytest.approx(exact, abs=0.05)
    assert load_for(e1rm, low, high, rir) == load


def test_an_entry_of_ninety_days_counts_nine_tenths() -> None:
    fresh = RecentLift("back_squat", 100, 5, 2, TODAY)
    old = replace(fresh, date=TODAY - timedelta(days=90))
    now, then = from_recent(fresh, TODAY), from_recent(old, TODAY)

    assert now is not None
    assert then == pytest.approx(0.90 * now)


def test_four_sets_at_eighty_become_two_at_seventy_in_a_deload() -> None:
    state, week = lives.begin()
    state, _ = lives.assumed(state, week, 3)
    before = build_week(replace(state, lifts=(Lift("back_squat", 80.0, 6),)))
    state, _ = lives.assumed(state, before, 1)
    deload = build_week(replace(state, lifts=(Lift("back_squat", 80.0, 6),)))
    squats = [
        next(e for s in w.sessions for e in s.exercises if e.exercise_id == "back_squat")
        for w in (before, deload)
    ]

    assert deload.deload
    assert [(e.sets, e.load_kg) for e in squats] == [(4, 80.0), (2, 70.0)]
    assert squats[1].rir >= 4
