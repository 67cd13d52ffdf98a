"""What counts as progress: sessions kept, lifts with a known effort, easy runs that were easy (G-11, E-21)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from rules.checkin import CheckIn, LoggedSet, Status, TalkTest
from rules.decisions import Decision
from rules.plan import Week
from rules.progress import Point, Progress, Trend, progress
from rules.state import WeekRecord
from tests.rules.adaptation import weeks
from tests.rules.adaptation.weeks import MONDAY

AFTER = MONDAY + timedelta(weeks=8)
RUNS = "Tue 18:00 C_EASY 40 run\nSat 09:00 C_LONG 60 run"
LIFTS = "Mon 18:00 S_LOWER* 60\nThu 18:00 S_LOWER* 60"


def week_at(number: int, text: str, **changes: Any) -> Week:
    """The week that begins so many weeks after the first, its main lift a squat."""
    made = weeks.week(text, start=MONDAY + timedelta(weeks=number))
    lifted = tuple(replace(s, exercises=(weeks.main_lift(),)) if s.is_strength else s for s in made.sessions)
    return replace(made, sessions=lifted, **changes)


def of(*records: WeekRecord, today: date = AFTER) -> Progress:
    return progress(records, today)


def run(week: Week, index: int, **more: Any) -> CheckIn:
    """A run logged with its distance, at effort 3 unless told otherwise."""
    return weeks.done(
        week.sessions[index], week, **({"rpe": 3, "actual_minutes": 40, "distance_km": 6.0} | more)
    )


def test_a_week_is_counted_as_its_review_counts_it() -> None:
    week = weeks.week()
    found = of(weeks.record(week, weeks.first_done(week, 3))).weeks[0]
    assert (found.done, found.planned) == (2, 6)  # a finisher belongs to its lift
    assert (found.strength_min, found.cardio_min) == (110, 15)
    assert found.planned_min == sum(s.minutes for s in week.sessions)


def test_the_days_ahead_of_a_week_under_way_count_against_nobody() -> None:
    week = weeks.week()
    found = of(weeks.record(week, weeks.first_done(week, 2)[:2]), today=MONDAY + timedelta(days=1)).weeks[0]
    assert (found.done, found.planned, found.planned_min) == (1, 1, 75)


def test_weeks_of_silence_are_not_counted_as_missed() -> None:
    kept = weeks.week()
    silent = [WeekRecord(week_at(n, RUNS), (), (), Decision.REPEAT) for n in (1, 2)]
    found = of(weeks.record(kept, weeks.first_done(kept, 3)), *silent)
    assert [w.silent for w in found.weeks] == [False, True, True]
    assert (found.done, found.planned, found.silent) == (2, 6, 2)
    under_way = of(*silent[:1], today=MONDAY + timedelta(days=12))
    assert under_way.silent == 0


def test_training_outside_the_plan_adds_its_minutes() -> None:
    week = weeks.week()
    extra = CheckIn(MONDAY, Status.DONE, None, "C_EASY", "run", actual_minutes=90)
    found = of(weeks.record(week, (*weeks.first_done(week, 0), extra)))
    assert found.weeks[0].cardio_min == 90
    assert (found.logged, found.longest_min) == (1, 90)


def test_lifting_outside_the_plan_is_strength_and_anything_else_endurance() -> None:
    week = weeks.week()
    lifted = CheckIn(MONDAY, Status.DONE, None, "S_FULL", None, actual_minutes=40)
    unknown = CheckIn(MONDAY, Status.DONE, None, None, None, actual_minutes=25)
    found = of(weeks.record(week, (*weeks.first_done(week, 0), lifted, unknown)))
    assert (found.weeks[0].strength_min, found.weeks[0].cardio_min, found.longest_min) == (40, 25, 25)


@pytest.mark.parametrize(("count", "enough"), [(0, False), (1, False), (2, True)])
def test_two_logged_sessions_make_the_first_chart(count: int, enough: bool) -> None:
    week = weeks.week()
    assert of(weeks.record(week, weeks.first_done(week, count))).enough is enough


def test_a_lift_is_tracked_from_what_was_told() -> None:
    week = week_at(0, LIFTS)
    sets = [(LoggedSet("back_squat", 5, 92.5, 2),), (LoggedSet("back_squat", 5, 100, 2),)]
    logs = tuple(weeks.done(s, week, 8, sets=told) for s, told in zip(week.sessions, sets, strict=True))
    lift = of(weeks.record(week, logs)).lift
    assert lift is not None
    assert (lift.name, round(lift.first), round(lift.last)) == ("back_squat", 114, 123)


def test_a_set_without_its_effort_says_nothing_about_a_maximum() -> None:
    week = week_at(0, LIFTS)
    logs = tuple(weeks.done(s, week, 8, sets=(LoggedSet("back_squat", 5, 100),)) for s in week.sessions)
    assert of(weeks.record(week, logs)).lift is None


def test_done_with_an_effort_counts_as_lifted_as_planned() -> None:
    week = week_at(0, LIFTS)
    told, untold = (tuple(weeks.done(s, week, rpe) for s in week.sessions) for rpe in (8, None))
    lift = of(weeks.record(week, told)).lift
    assert lift is not None
    assert lift.points[0].value == pytest.approx(80 * (1 + (4 + 2) / 30))
    assert of(weeks.record(week, untold)).lift is None


def test_a_deload_is_no_loss_of_strength() -> None:
    week = week_at(0, LIFTS, deload=True)
    assert of(weeks.record(week, tuple(weeks.done(s, week, 6) for s in week.sessions))).lift is None


@pytest.mark.parametrize(
    "unknown",
    [
        {"rpe": None},
        {"rpe": 5},
        {"distance_km": None},
        {"actual_minutes": None},
        {"talk_test": TalkTest.NOT_COMFORTABLE},
    ],
)
def test_only_easy_runs_with_distance_and_minutes_make_a_pace(unknown: dict[str, Any]) -> None:
    week = week_at(0, RUNS)
    both = of(weeks.record(week, (run(week, 0), run(week, 1, actual_minutes=60, distance_km=9.5))))
    assert both.pace is not None
    assert [round(p.value) for p in both.pace.points] == [400, 379]
    assert of(weeks.record(week, (run(week, 0), run(week, 1, **unknown)))).pace is None


def test_a_trend_of_four_compares_means_of_two() -> None:
    points = tuple(
        Point(MONDAY + timedelta(days=n), value) for n, value in enumerate((10.0, 12.0, 50.0, 20.0, 24.0))
    )
    assert (Trend(points).first, Trend(points).last, Trend(points).change) == (11.0, 22.0, 11.0)
    assert Trend(points[:3]).change == 40.0


def test_the_lift_that_was_trained_most_comes_first() -> None:
    first, second = week_at(0, LIFTS), week_at(1, LIFTS)
    bench = replace(weeks.main_lift("bench_press"), load_kg=50.0)
    both = tuple(replace(s, exercises=(bench, *s.exercises)) for s in second.sessions)
    logs = [tuple(weeks.done(s, w, 8) for s in w.sessions) for w in (first, second)]
    found = of(weeks.record(first, logs[0]), weeks.record(replace(second, sessions=both), logs[1]))
    assert [trend.name for trend in found.lifts] == ["back_squat", "bench_press"]
