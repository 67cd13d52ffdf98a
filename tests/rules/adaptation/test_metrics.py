"""Adherence, load, baseline, drift and monotony of hand-made weeks (G-11)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from rules.checkin import CheckIn, Illness, LoggedSet, SkipReason, Status, Wellness
from rules.decisions import Decision
from rules.plan import PhaseName, Week
from rules.review import reading
from rules.review.metrics import baseline_loads, measure, record_adherence
from tests.rules.adaptation import weeks
from tests.rules.adaptation.weeks import MONDAY, done, main_lift, partial, skipped

WEEK = weeks.week()  # weights 1, 0.5, 1, 0.5, 1, 1, 1, 1 = 7


def test_everything_done_is_full_adherence() -> None:
    metrics = measure(WEEK, weeks.all_done(WEEK), ())

    assert metrics.adherence == 1.0
    assert (metrics.strength.done, metrics.strength.planned) == (4, 4)
    assert (metrics.cardio.done, metrics.cardio.planned) == (2, 2)
    assert metrics.done_minutes == metrics.planned_minutes == 329
    assert metrics.executed_load == metrics.planned_load


def test_the_review_of_the_mock_up_counts_83_percent() -> None:
    """M10: four of five sessions, 250 of 274 minutes, 83 %: the intervals were skipped."""
    week = weeks.week("""
        Mon 18:00 S_LOWER* 60
        Mon 19:00 C_FINISH 15 bike
        Wed 06:30 S_UPPER 50
        Wed 18:00 C_HIIT 24 bike n=8
        Fri 18:00 S_FULL 55
        Fri 18:55 C_FINISH 20 row
        Sat 08:00 C_LONG 50 run
        """)
    logs = tuple(skipped(s, week) if s.intervals else done(s, week) for s in week.sessions)

    metrics = measure(week, logs, ())

    assert metrics.adherence == pytest.approx(5 / 6)
    assert metrics.strength.done + metrics.cardio.done == 4
    assert (metrics.done_minutes, metrics.planned_minutes) == (250, 274)
    assert (metrics.strength.done_minutes, metrics.cardio.done_minutes) == (165, 85)


@pytest.mark.parametrize(
    ("minutes", "credit"), [(60, 0.90), (54, 0.90), (30, 0.50), (10, 0.25), (0, 0.25), (None, 0.90)]
)
def test_partial_credit_stays_within_its_limits(minutes: int | None, credit: float) -> None:
    session = WEEK.sessions[0]
    (logged, *_) = reading.read_week(WEEK, (partial(session, WEEK, minutes),), ())

    assert reading.credit(logged) == pytest.approx(credit)


def test_partial_strength_without_minutes_counts_its_sets() -> None:
    session = replace(WEEK.sessions[0], exercises=(main_lift(sets=4),))
    week = replace(WEEK, sessions=(session,))
    log = partial(session, week, sets=(LoggedSet("back_squat", 5, 80.0),) * 2)

    (logged,) = reading.read_week(week, (log,), ())

    assert reading.credit(logged) == 0.5


def test_partial_intervals_without_minutes_count_intervals() -> None:
    hiit = WEEK.sessions[4]
    logged = reading.read_week(WEEK, (partial(hiit, WEEK, intervals_done=6),), ())[4]

    assert reading.credit(logged) == 0.75


def test_the_latest_record_of_a_session_counts() -> None:
    first = WEEK.sessions[0]
    logged = reading.read_week(WEEK, (skipped(first, WEEK), done(first, WEEK)), ())

    assert reading.credit(logged[0]) == 1.0


@pytest.mark.parametrize(
    "excuse",
    [
        CheckIn(MONDAY, Status.SKIPPED, "20261123-1", excused=True),
        CheckIn(MONDAY, Status.SKIPPED, "20261123-1", reason=SkipReason.ILL),
        CheckIn(MONDAY, Status.PARTIAL, "20261123-1", reason=SkipReason.PAIN),
        CheckIn(MONDAY, Status.SKIPPED, "20261123-1", red_flag="RED1"),
        CheckIn(MONDAY, Status.UNLOGGED, "20261123-1", excused=True),
    ],
    ids=["by the bot", "ill", "pain stop", "red flag", "still ahead"],
)
def test_excused_sessions_leave_the_denominator(excuse: CheckIn) -> None:
    others = tuple(done(s, WEEK) for s in WEEK.sessions[1:])

    assert measure(WEEK, (excuse, *others), ()).adherence == 1.0


def test_a_false_alarm_excuses_nothing() -> None:
    asked = CheckIn(MONDAY, Status.SKIPPED, "20261123-1", red_flag="", reason=SkipReason.TIME)
    others = tuple(done(s, WEEK) for s in WEEK.sessions[1:])

    assert measure(WEEK, (asked, *others), ()).adherence == pytest.approx(6 / 7)


def test_days_of_fever_excuse_what_was_not_logged() -> None:
    ill = tuple(Wellness(MONDAY + timedelta(days=k), illness=Illness.SYSTEMIC) for k in range(7))

    metrics = measure(WEEK, (), ill)

    assert metrics.adherence == 1.0
    assert metrics.logged_share == 1.0


def test_a_session_still_to_come_is_not_held_against_anyone() -> None:
    friday = MONDAY + timedelta(days=4)
    until_thursday = tuple(done(s, WEEK) for s in WEEK.sessions if s.day < 4)

    metrics = measure(WEEK, until_thursday, (), today=friday)

    assert metrics.adherence == 1.0
    assert metrics.logged_share == pytest.approx(6 / 8)


def test_unlogged_counts_as_skipped() -> None:
    metrics = measure(WEEK, weeks.all_done(WEEK)[:6], ())

    assert metrics.adherence == pytest.approx(5 / 7)
    assert metrics.logged_share == pytest.approx(6 / 8)


def test_fixed_and_optional_sessions_are_not_ours_to_count() -> None:
    week = weeks.week("""
        Mon 18:00 S_UPPER 50
        Tue 20:00 C_TEMPO 90 run fixed
        Wed 18:00 C_EASY 40 run optional
        """)

    metrics = measure(week, (done(week.sessions[0], week),), ())

    assert metrics.adherence == 1.0
    assert metrics.executed_load == 50 * 7 + 90 * 6


def test_load_is_minutes_times_effort() -> None:
    week = weeks.week("Mon 18:00 C_EASY 30 run\nWed 18:00 S_LOWER* 60")
    logs = (done(week.sessions[0], week, rpe=5, actual_minutes=40), done(week.sessions[1], week))
    extra = CheckIn(MONDAY, Status.DONE, None, "C_EASY", actual_minutes=20)

    metrics = measure(week, (*logs, extra), ())

    assert metrics.planned_load == 30 * 3 + 60 * 8
    assert metrics.executed_load == 40 * 5 + 60 * 8 + 20 * 3
    assert metrics.drpe == 2.0


def test_the_baseline_is_three_loading_weeks_without_this_one() -> None:
    def past(weeks_ago: int, **more: Any) -> Week:
        start = MONDAY - timedelta(weeks=weeks_ago)
        return weeks.week(f"Mon 18:00 C_EASY {10 * weeks_ago} run", start=start, **more)

    history = (
        weeks.record(past(6)),
        weeks.record(past(5), decision=Decision.REDUCE),
        weeks.record(past(4)),  # lowered by the decision before it
        weeks.record(past(3)),
        weeks.record(past(2, deload=True)),
        weeks.record(past(1, phase=PhaseName.TAPER)),
    )

    assert baseline_loads(history) == (90.0, 150.0, 180.0)


def test_monotony_is_undefined_when_every_day_is_the_same() -> None:
    week = weeks.week("\n".join(f"{d} 18:00 C_EASY 30 run" for d in weeks.DAYS))

    assert measure(week, weeks.all_done(week), ()).monotony is None
    assert measure(WEEK, weeks.all_done(WEEK), ()).monotony is not None


def test_soreness_takes_the_worse_half_and_only_this_week() -> None:
    wellness = (
        Wellness(MONDAY - timedelta(days=1), soreness_legs=10),
        Wellness(MONDAY, soreness_legs=2, soreness_upper=6),
        Wellness(date(2026, 11, 25), soreness_legs=4),
    )

    metrics = measure(WEEK, (), wellness)

    assert metrics.mean_soreness == 5.0
    assert metrics.soreness_reports == 2


def test_an_assumed_week_counts_as_done() -> None:
    assumed = replace(weeks.record(WEEK, checkins=()), assumed=True)

    assert record_adherence(assumed) == 1.0
