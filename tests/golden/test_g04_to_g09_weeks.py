"""G04 to G09 and G14: the coach's example weeks, one day, two windows a day, twenty minutes."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from rules.athlete import Level, Mode, Profile
from rules.exercises import EXERCISES
from rules.interference import score_week
from rules.plan import Model, Plan, Week
from rules.sessions import Band, Row, Session, SessionType, SetKind, note
from tests.golden.athletes import (
    HEALTHY_BEGINNER,
    KEEN_BEGINNER,
    ONE_DAY,
    TWENTY_MINUTES,
    TWO_A_DAY,
    deloads_of,
    lines,
    phases_of,
    plan_of,
)
from tests.golden.universal import is_long
from tests.rules.athletes import ADVANCED, BEGINNER, INTERMEDIATE

MAIN = frozenset({SetKind.MAIN, SetKind.TOP, SetKind.BACKOFF, SetKind.RAMP})


def with_long_run(week: Week, minutes: int) -> tuple[Session, ...]:
    """The week's sessions with the long one as a run of so many minutes."""
    return tuple(
        replace(s, type=SessionType.LONG, mode=Mode.RUN, minutes=minutes) if is_long(s) else s
        for s in week.sessions
    )


@pytest.fixture(scope="module")
def beginner() -> Plan:
    return plan_of(HEALTHY_BEGINNER)


@pytest.fixture(scope="module")
def advanced() -> Plan:
    return plan_of(ADVANCED)


@pytest.fixture(scope="module")
def undulating() -> Plan:
    return plan_of(INTERMEDIATE)


@pytest.mark.parametrize("profile", [HEALTHY_BEGINNER, BEGINNER])
def test_g04_the_coachs_beginner_week_day_for_day(profile: Profile) -> None:
    plan = plan_of(profile, 1)
    assert plan.model is Model.BEGINNER
    assert lines(plan.weeks[0]) == [
        "Mon S_UPPER 50",
        "Mon C_FINISH 20 bike",
        "Tue C_HIIT 20 n6 bike",
        "Wed S_LOWER 60",
        "Wed C_FINISH 15 bike",
        "Fri S_FULL 55",
        "Fri C_FINISH 20 bike",
        "Sat C_EASY 30 walk",
    ]


def test_g04_counts_and_score(beginner: Plan) -> None:
    week = beginner.weeks[0]
    assert (week.counts.strength, week.counts.cardio) == (3.0, 3.5)
    assert (week.cardio_minutes, week.score.total) == (105, 11)


def test_g04_intervals_are_gentle_and_without_impact(beginner: Plan) -> None:
    hiit = next(s for s in beginner.weeks[0].sessions if s.type is SessionType.HIIT)
    assert "onramp" in hiit.flags
    assert hiit.mode is not Mode.RUN
    assert hiit.effort == Band(7, 8)


def test_g04_nothing_is_heavy_and_everything_is_for_beginners(beginner: Plan) -> None:
    for week in beginner.weeks:
        for s in (s for s in week.sessions if s.is_strength):
            assert not s.heavy
            assert s.rir is None or s.rir >= 3
            assert all(e.rir >= 3 for e in s.exercises if e.kind in MAIN)
            assert all(EXERCISES[e.exercise_id].min_level is Level.NOVICE for e in s.exercises)


def test_g05_the_cycle_of_an_advanced_athlete(advanced: Plan) -> None:
    assert advanced.model is Model.BLOCK
    assert phases_of(advanced) == "B1 4, B2 4, B3 4"


def test_g05_the_coachs_advanced_week_day_for_day(advanced: Plan) -> None:
    week = advanced.weeks[4]
    assert lines(week) == [
        "Mon S_LOWER* 60",
        "Mon C_FINISH 15 bike",
        "Tue C_HIIT 24 n8 run",
        "Wed S_UPPER 50",
        "Wed C_FINISH 20 row",
        "Thu S_POWER 40",
        "Thu C_FINISH 15 run",
        "Fri S_CIRCUIT 40",
        "Sat C_LONG 50 bike",
        "Sun R_ACTIVE 30",
    ]
    monday, tuesday = week.sessions[0], week.sessions[2]
    assert tuesday.start_minute - monday.start_minute >= 24 * 60
    assert "optional" in week.sessions[-1].flags


def test_g05_counts_and_score_with_a_long_run(advanced: Plan) -> None:
    week = advanced.weeks[4]
    assert (week.counts.strength, week.counts.cardio) == (4.0, 3.5)
    assert score_week(with_long_run(week, 60), advanced.s_level).total == 22


def test_g06_the_coachs_undulating_week_day_for_day(undulating: Plan) -> None:
    assert undulating.model is Model.UNDULATING
    week = undulating.weeks[0]
    assert lines(week) == [
        "Mon S_LOWER* 60",
        "Mon C_FINISH 15 bike",
        "Tue S_UPPER 50",
        "Tue C_FINISH 20 bike",
        "Wed S_PRIMER 20",
        "Wed C_HIIT 24 n8 bike",
        "Thu S_UPPER 50",
        "Thu C_FINISH 15 bike",
        "Fri S_LOWER 60",
        "Fri C_FINISH 20 bike",
        "Sat S_PRIMER 20",
        "Sat C_LONG 50 run",
    ]
    rows = {(s.day, s.row) for s in week.sessions if s.is_strength}
    assert {(1, Row.MODERATE), (3, Row.HEAVY), (4, Row.MODERATE), (2, Row.LIGHT)} <= rows


def test_g06_counts_score_and_deloads(undulating: Plan) -> None:
    week = undulating.weeks[0]
    assert (week.counts.strength, week.counts.cardio, week.score.total) == (5.0, 4.0, 24)
    assert deloads_of(undulating) == [5, 10]
    assert all(s.day == 0 for w in undulating.weeks for s in w.sessions if s.heavy)


def test_g06_a_deload_carries_half_to_two_thirds_of_the_load(undulating: Plan) -> None:
    fourth, fifth = (sum(s.minutes * s.rpe for s in undulating.weeks[i].sessions) for i in (3, 4))
    assert 0.45 <= fifth / fourth <= 0.70
    assert undulating.weeks[4].cardio_minutes < undulating.weeks[3].cardio_minutes


def test_g07_one_day_holds_one_session() -> None:
    week = plan_of(ONE_DAY).weeks[0]
    assert lines(week) == ["Sat S_FULL 45", "Sat C_FINISH 15 bike"]
    assert (week.counts.strength, week.counts.cardio, week.score.total) == (1.0, 0.5, 1)
    assert note("because.one_day") in week.notes


def test_g07_no_intervals_are_forced_into_the_slot() -> None:
    for week in plan_of(ONE_DAY).weeks:
        assert week.counts.hiit == 0
        assert {s.day for s in week.sessions} == {5}
        assert sum(s.minutes for s in week.sessions) <= 60


def test_g08_seven_days_and_two_windows_invent_nothing() -> None:
    plan = plan_of(TWO_A_DAY)
    assert note("warn.max_days", asked=7, most=6) in plan.warnings
    week = plan.weeks[4]
    assert len({s.day for s in week.sessions if s.is_strength or s.is_cardio}) == 6
    assert week.sessions[-1].day == 6
    assert "optional" in week.sessions[-1].flags
    assert (week.counts.strength, week.counts.cardio) == (4.0, 3.5)
    assert score_week(with_long_run(week, 60), plan.s_level).total == 22
    assert all(s.start.hour < 12 for s in week.sessions if s.is_strength)


def test_g09_twenty_minutes_a_day() -> None:
    plan = plan_of(TWENTY_MINUTES)
    week = plan.weeks[0]
    kinds = ["S_MICRO", "C_HIIT", "S_MICRO", "C_EASY", "S_MICRO", "C_EASY"]
    assert [s.type.value for s in week.sessions] == kinds
    assert [s.day for s in week.sessions] == list(range(6))
    assert {s.minutes for w in plan.weeks if not w.deload for s in w.sessions} == {20}
    hiit = week.sessions[1]
    assert hiit.intervals == 8
    assert hiit.work is not None
    assert (hiit.work.warmup_min, hiit.work.cooldown_min) == (3, 1)
    assert (week.counts.strength, week.counts.cardio, week.score.total) == (1.5, 3.0, 4)
    assert note("degrade.micro", minutes=20) in [d.reason for d in week.degradations]
    assert note("tip.micro") in week.notes


def test_g14_a_keen_beginner_gets_one_hiit_a_week_and_is_told_why() -> None:
    plan = plan_of(KEEN_BEGINNER)
    assert {w.counts.hiit for w in plan.weeks} == {1}
    assert note("because.hiit_ceiling", most=1) in plan.weeks[0].notes


def test_sessions_start_at_the_window(undulating: Plan) -> None:
    assert {s.start for s in undulating.weeks[0].sessions if s.is_strength} == {time(18)}
