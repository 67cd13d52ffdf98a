"""The fatigue score at every border, and what missing data does (G-20, G-21, G-27)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from rules.checkin import LoggedSet, Wellness
from rules.decisions import Decision
from rules.review.decide import fatigue_decision
from rules.review.fatigue import Fatigue, MainSets, assess_fatigue, count_main_sets
from rules.review.metrics import WeekMetrics, measure
from rules.review.reading import read_week
from rules.review.wellbeing import everyday_walking, low_energy, short_sleep, tired_again
from rules.sessions import note
from tests.rules.adaptation import weeks
from tests.rules.adaptation.weeks import MONDAY, done, main_lift, record
from tests.rules.athletes import INTERMEDIATE, athlete

WEEK = weeks.week()
QUIET = replace(
    measure(WEEK, weeks.all_done(WEEK), ()),
    drpe=0.0,
    rpe_sessions=6,
    mean_sleep_h=7.5,
    sleep_reports=7,
    mean_soreness=2.0,
    soreness_reports=7,
    executed_load=1000.0,
    baseline_load=1000.0,
    baseline_weeks=3,
)


@pytest.mark.parametrize(
    ("changed", "points"),
    [
        ({"drpe": 0.99}, 0),
        ({"drpe": 1.0}, 1),
        ({"drpe": 2.0}, 2),
        ({"drpe": 2.5, "rpe_sessions": 2}, 0),
        ({"mean_sleep_h": 6.5}, 0),
        ({"mean_sleep_h": 6.49}, 1),
        ({"mean_sleep_h": 5.5}, 1),
        ({"mean_sleep_h": 5.49}, 2),
        ({"mean_sleep_h": 4.0, "sleep_reports": 2}, 0),
        ({"mean_soreness": 4.9}, 0),
        ({"mean_soreness": 5.0}, 1),
        ({"mean_soreness": 7.0}, 2),
        ({"mean_soreness": 9.0, "soreness_reports": 2}, 0),
        ({"executed_load": 1299.0}, 0),
        ({"executed_load": 1300.0}, 1),
        ({"executed_load": 1500.0}, 2),
        ({"executed_load": 1500.0, "baseline_weeks": 1}, 0),
        ({"drpe": None, "mean_sleep_h": None, "mean_soreness": None, "baseline_load": None}, 0),
    ],
)
def test_each_component_at_its_borders(changed: dict[str, float], points: int) -> None:
    metrics: WeekMetrics = replace(QUIET, **changed)  # type: ignore[arg-type]  # fields of WeekMetrics

    assert assess_fatigue(metrics, MainSets()).total == points


@pytest.mark.parametrize(
    ("sets", "points"),
    [
        (MainSets(8, 1), 0),
        (MainSets(8, 2), 1),
        (MainSets(8, 4), 2),
        (MainSets(3, 3), 0),
        (MainSets(8, 0, falling_lifts=1), 0),
        (MainSets(8, 0, falling_lifts=2), 2),
    ],
)
def test_strength_component_needs_four_main_sets(sets: MainSets, points: int) -> None:
    assert assess_fatigue(QUIET, sets).strength == points


def test_after_a_planned_deload_soreness_and_strength_are_left_out() -> None:
    sore = replace(QUIET, mean_soreness=8.0, drpe=2.0)

    assert assess_fatigue(sore, MainSets(8, 8), after_deload=True) == Fatigue(2, 0, 0, 0, 0)


def test_the_weeks_of_the_specification_come_to_4_and_5() -> None:
    """G22: dRPE +2.1 over 6 sessions, sleep 5.8 h, soreness 6, load 1.1 of the baseline; then soreness 7.2."""
    tired = replace(QUIET, drpe=2.1, mean_sleep_h=5.8, mean_soreness=6.0, executed_load=1100.0)

    assert assess_fatigue(tired, MainSets(12, 0)) == Fatigue(2, 1, 1, 0, 0)
    assert assess_fatigue(replace(tired, mean_soreness=7.2), MainSets(12, 0)).total == 5


@pytest.mark.parametrize(
    ("score", "decision"),
    [
        (2, Decision.HOLD),
        (3, Decision.REDUCE),
        (4, Decision.REDUCE),
        (5, Decision.DELOAD),
        (10, Decision.DELOAD),
    ],
)
def test_points_become_a_decision(score: int, decision: Decision) -> None:
    assert fatigue_decision(score) is decision


def test_sets_under_the_rep_floor_are_counted_by_exercise() -> None:
    session = replace(WEEK.sessions[0], exercises=(main_lift(sets=4, low=4),))
    week = replace(WEEK, sessions=(session,))
    sets = tuple(LoggedSet("back_squat", reps, 80.0) for reps in (5, 4, 3, 3))
    other = LoggedSet("leg_press", 1, 100.0)

    logged = read_week(week, (done(session, week, sets=(*sets, other)),), ())

    assert count_main_sets(logged) == MainSets(done=4, missed=2)


def test_short_sleep_starts_under_six_hours() -> None:
    assert short_sleep(replace(QUIET, mean_sleep_h=6.0)) is None
    assert short_sleep(replace(QUIET, mean_sleep_h=5.9)) is not None


def test_a_week_under_the_health_guideline_hears_once_a_month_that_walking_counts() -> None:
    """D-22: 30 min easy and 8 intervals come to 30 + 2 x 16 = 62 min."""
    week = weeks.week("Mon 18:00 C_EASY 30 run\nWed 18:00 C_HIIT 24 bike n=8")
    logged = read_week(week, weeks.all_done(week), ())

    assert everyday_walking(logged, 4) == note("because.health_minutes", minutes=62)
    assert [n for n in range(1, 13) if everyday_walking(logged, n)] == [4, 8, 12]
    assert everyday_walking([*logged, *logged, *logged], 4) is None
    assert everyday_walking((), 4) == note("because.health_minutes", minutes=0)


def test_two_exhausting_weeks_in_three_advise_a_doctor() -> None:
    history = (record(WEEK, fatigue=6), record(WEEK, fatigue=1))

    assert tired_again(history, 5) is not None
    assert tired_again(history[1:], 5) is None
    assert tired_again((record(WEEK, fatigue=6), *history[1:], record(WEEK, fatigue=0)), 5) is None


SUNDAY = MONDAY + timedelta(days=6)


def _weights(*kg: float) -> tuple[Wellness, ...]:
    first = SUNDAY - timedelta(weeks=len(kg) - 1)
    return tuple(Wellness(first + timedelta(weeks=k), weight_kg=value) for k, value in enumerate(kg))


@pytest.mark.parametrize(
    ("kg", "warned"),
    [
        ((80.0, 79.0, 78.0), True),
        ((80.0, 79.5, 78.6), False),
        ((80.0, 78.0, 78.0), False),
        ((80.0, 79.4, 78.9, 78.3, 75.9), True),
        ((80.0, 79.4, 78.9, 78.3, 77.7), False),
        ((80.0,), False),
    ],
)
def test_falling_weight_is_a_sign_of_low_energy(kg: tuple[float, ...], warned: bool) -> None:
    assert (low_energy(INTERMEDIATE, _weights(*kg), 0, SUNDAY) is not None) is warned


def test_missed_periods_and_fatigue_in_a_cut_are_signs_too() -> None:
    missed = (Wellness(date(2026, 11, 25), missed_periods=3),)

    assert low_energy(INTERMEDIATE, missed, 0, SUNDAY) is not None
    assert low_energy(athlete(cut_phase=True), (), 5, SUNDAY) is not None
    assert low_energy(athlete(cut_phase=True), (), 4, SUNDAY) is None
    assert low_energy(INTERMEDIATE, (), 5, SUNDAY) is None
