"""The universal asserts hold for every athlete of the golden scenarios and for many others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from itertools import pairwise

import pytest

from rules.athlete import Age, Event, EventType, FixedSession, Goal, Mode
from rules.exercises import PRESETS
from rules.plan import Week
from rules.planning import build_plan
from rules.state import Screening
from tests.golden.athletes import EVERYBODY, MONDAY, at, open_on, plan_of
from tests.golden.universal import is_heavy, is_intense, trained
from tests.rules.athletes import ADVANCED, BEGINNER, INACTIVE, INTERMEDIATE

DAYS = (0, 5, 2, 4, 1, 3, 6)
PEOPLE = {"beginner": BEGINNER, "inactive": INACTIVE, "intermediate": INTERMEDIATE, "advanced": ADVANCED}
TEAM_SPORT = (
    FixedSession(1, time(19), 90, "team_sport", 7),
    FixedSession(3, time(19), 90, "team_sport", 8),
    FixedSession(0, time(8), 25, "commute_bike", 3),
)


@pytest.mark.parametrize("name", EVERYBODY)
def test_golden_athletes(name: str) -> None:
    plan = plan_of(EVERYBODY[name])
    assert build_plan(EVERYBODY[name], Screening(), MONDAY) == plan, "U11"


@pytest.mark.parametrize("name", EVERYBODY)
def test_every_deload_is_really_lighter(name: str) -> None:
    """D-06: 45 to 70 % of the load of the week before, fewer minutes, fewer hard days."""
    weeks = plan_of(EVERYBODY[name]).weeks
    for before, deload in pairwise(weeks):
        if deload.deload:
            assert 0.45 <= load_of(deload) / load_of(before) <= 0.70, deload.number
            assert minutes_of(deload) < minutes_of(before)
            assert len(hard_days(deload)) <= max(1, len(hard_days(before)) - 1), "F-40 leaves one HIIT"


def load_of(week: Week) -> int:
    return sum(s.minutes * s.rpe for s in trained(week.sessions))


def minutes_of(week: Week) -> int:
    return sum(s.minutes for s in trained(week.sessions))


def hard_days(week: Week) -> set[int]:
    return {s.day for s in trained(week.sessions) if is_heavy(s) or is_intense(s)}


@pytest.mark.parametrize("goal", Goal)
@pytest.mark.parametrize("base", PEOPLE)
def test_every_goal_and_level(base: str, goal: Goal) -> None:
    days = 2 + list(Goal).index(goal) % 5
    plan_of(replace(PEOPLE[base], goal=goal, availability=open_on(DAYS[:days])))


@pytest.mark.parametrize("base", PEOPLE)
@pytest.mark.parametrize("days", range(1, 8))
def test_every_number_of_days(base: str, days: int) -> None:
    plan_of(replace(PEOPLE[base], goal=Goal.STRENGTH, availability=open_on(DAYS[:days])))
    plan_of(replace(PEOPLE[base], goal=Goal.ENDURANCE, availability=open_on(tuple(range(days)))))


@pytest.mark.parametrize("kind", EventType)
@pytest.mark.parametrize(("weeks", "weekday"), [(1, 5), (3, 6), (7, 2), (13, 5), (22, 6)])
def test_every_event_at_several_distances(kind: EventType, weeks: int, weekday: int) -> None:
    base = list(PEOPLE.values())[(weeks + list(EventType).index(kind)) % len(PEOPLE)]
    day = MONDAY + timedelta(weeks=weeks - 1, days=weekday)
    plan_of(replace(base, goal=Goal.RACE, events=(Event(kind, day),)))


@pytest.mark.parametrize("base", PEOPLE)
@pytest.mark.parametrize("minutes", [20, 34, 45, 60, 90])
def test_every_length_of_window(base: str, minutes: int) -> None:
    plan_of(replace(PEOPLE[base], availability=open_on((0, 2, 3, 5), (at(18, 0, minutes),))))


@pytest.mark.parametrize("mode", Mode)
def test_every_main_mode_with_and_without_equipment(mode: Mode) -> None:
    plan_of(replace(BEGINNER, main_cardio_mode=mode, equipment=PRESETS["none"]), 6)
    plan_of(replace(ADVANCED, main_cardio_mode=mode), 12)


@pytest.mark.parametrize("base", PEOPLE)
def test_team_sport_and_commutes(base: str) -> None:
    plan_of(replace(PEOPLE[base], fixed_sessions=TEAM_SPORT, goal=Goal.STRENGTH))
    plan_of(replace(PEOPLE[base], fixed_sessions=TEAM_SPORT, goal=Goal.ENDURANCE))


@pytest.mark.parametrize("age", [18, 45, 60, 90])
@pytest.mark.parametrize("base", PEOPLE)
def test_every_age(base: str, age: int) -> None:
    plan_of(replace(PEOPLE[base], age=Age(age)))


@pytest.mark.parametrize("weekday", range(7))
@pytest.mark.parametrize("base", PEOPLE)
def test_starting_on_any_day(base: str, weekday: int) -> None:
    today = MONDAY + timedelta(days=weekday)
    plan = plan_of(PEOPLE[base], 2, today=today)
    assert plan.start == (MONDAY if weekday < 3 else MONDAY + timedelta(weeks=1))
    first = plan.weeks[0]
    assert all(first.date_of(s) >= today for s in first.sessions)


@pytest.mark.parametrize("gap", range(8))
def test_two_events_at_any_distance(gap: int) -> None:
    first = Event(EventType.HALF, date(2026, 3, 29))
    second = Event(EventType.PHYSIQUE, first.date + timedelta(weeks=gap))
    plan_of(replace(INTERMEDIATE, events=(first, second)))
    plan_of(replace(BEGINNER, events=(second, replace(first, type=EventType.MARATHON))))


@pytest.mark.parametrize("base", PEOPLE)
def test_two_windows_a_day(base: str) -> None:
    both = (at(6, 30, 60), at(18, 0, 75))
    plan_of(replace(PEOPLE[base], availability=open_on(tuple(range(7)), both)), 16)
