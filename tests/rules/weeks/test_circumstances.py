"""What circumstances make of a week: fixed sessions, limits, adjustments, windows (C-32, D-72, F-24, F-25, G-15)."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import pytest

from rules.athlete import Age, Event, EventType, FixedSession, Goal, Injury, Mode, Region
from rules.decisions import Decision
from rules.plan import Phase, PhaseName
from rules.screening import screen
from rules.sessions import SessionType, note
from rules.state import Adjustments, Screening, Standing
from rules.weeks.intervals import hiit_plan
from rules.weeks.situation import situation_of
from tests.golden.athletes import at, open_on
from tests.golden.universal import is_long
from tests.rules.athletes import ADVANCED, BEGINNER, INTERMEDIATE, athlete
from tests.rules.weeks.states import MONDAY, built, in_phase, intervals, minutes, state_of

FOOTBALL = FixedSession(1, time(19), 90, "team_sport", 7)
FIT = {"endurance_months": 60, "current_cardio_min_per_week": 300}  # advanced in endurance (C-50)
COMMUTE = tuple(FixedSession(day, time(8), 25, "commute_bike", 3) for day in range(5))


def test_a_hard_fixed_session_replaces_the_hiit_and_counts() -> None:
    week = built(state_of(athlete(fixed_sessions=(FOOTBALL,))))
    assert intervals(week) == []
    assert sum("fixed" in s.flags for s in week.sessions) == 1
    assert week.counts.cardio <= 4.0
    assert note("degrade.fixed", type="C_HIIT") in [d.reason for d in week.degradations]


def test_fixed_sessions_beyond_the_target_leave_no_planned_cardio() -> None:
    week = built(state_of(athlete(fixed_sessions=COMMUTE)))
    assert not any(s.is_cardio and "fixed" not in s.flags for s in week.sessions)
    assert week.counts.strength == 5.0


def test_a_race_plan_keeps_its_long_session_beside_fixed_ones() -> None:
    race = Event(EventType.HALF, MONDAY + timedelta(weeks=14))
    week = built(state_of(athlete(fixed_sessions=COMMUTE, events=(race,))))
    (only,) = [s for s in week.sessions if s.is_cardio and "fixed" not in s.flags]
    assert is_long(only)


def test_something_fixed_every_day_is_said() -> None:
    daily = tuple(FixedSession(day, time(8), 25, "commute_bike", 3) for day in range(7))
    assert note("warn.no_rest_day") in built(state_of(athlete(fixed_sessions=daily))).notes


def test_light_limits_keep_everything_easy_and_short() -> None:
    state = replace(state_of(INTERMEDIATE), screening=Screening(Standing.LIGHT))
    week = built(state)
    assert intervals(week) == []
    assert all(s.minutes <= 30 for s in week.sessions if s.is_cardio)
    assert not any(s.heavy for s in week.sessions)
    steady = sum(0.5 if s.type is SessionType.FINISH else 1.0 for s in week.sessions if s.is_cardio)
    assert steady <= 3.0
    assert any("instead_of_hiit" in s.flags for s in week.sessions)


def test_a_hurt_knee_takes_the_running_away() -> None:
    week = built(state_of(athlete(injuries=(Injury(Region.KNEE, 5),))))
    assert all(s.mode is not Mode.RUN for s in week.sessions)


def test_removed_windows_stay_empty() -> None:
    adjusted = Adjustments(removed_windows=frozenset({(0, 18 * 60), (5, 18 * 60)}))
    week = built(replace(state_of(INTERMEDIATE), adjustments=adjusted))
    assert {s.day for s in week.sessions} == {1, 2, 3, 4, 6}


def test_a_day_less_takes_the_smaller_skeleton() -> None:
    week = built(replace(state_of(INTERMEDIATE), adjustments=Adjustments(max_days=4)))
    assert len({s.day for s in week.sessions}) == 4


def test_a_simpler_week_drops_the_least_important_first() -> None:
    simple = replace(state_of(INTERMEDIATE), adjustments=Adjustments(drop_pieces_to_minutes=300))
    week = built(simple)
    assert sum(s.minutes for s in week.sessions) <= 300
    assert minutes(week, "C_FINISH") == []
    assert len(minutes(week, "S_LOWER")) == 2
    assert week.counts.hiit == 1
    assert {d.rule_id for d in week.degradations} >= {"G-15"}


def test_after_two_weeks_of_failed_talk_tests_one_easy_run_changes_its_mode() -> None:
    state = in_phase(athlete(goal=Goal.ENDURANCE), PhaseName.B3)
    modes = [s.mode for s in built(state).sessions if s.type is SessionType.EASY]
    gentle = replace(state, adjustments=Adjustments(easy_to_non_impact=True))
    changed = [s.mode for s in built(gentle).sessions if s.type is SessionType.EASY]
    assert modes.count(Mode.RUN) == changed.count(Mode.RUN) + 1


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (6, ["S_LOWER", "S_UPPER", "C_EASY", "S_LOWER", "S_UPPER", "C_LONG"]),
        (4, ["S_LOWER", "C_FINISH", "S_UPPER", "C_FINISH", "S_LOWER", "C_FINISH", "S_PRIMER", "C_LONG"]),
        (2, ["S_FULL", "C_FINISH", "S_MICRO", "C_LONG"]),
    ],
)
def test_a_race_plan_has_its_long_session_with_any_number_of_days(days: int, expected: list[str]) -> None:
    race = Event(EventType.HALF, MONDAY + timedelta(weeks=17))
    order = (0, 5, 2, 4, 1, 3)
    profile = athlete(events=(race,), availability=open_on(order[:days]))
    assert sorted(s.type.value for s in built(state_of(profile)).sessions) == sorted(expected)


def test_the_optional_intervals_of_the_strength_block() -> None:
    assert built(in_phase(athlete(goal=Goal.MUSCLE), PhaseName.B1)).counts.hiit == 0
    assert built(in_phase(INTERMEDIATE, PhaseName.B1)).counts.hiit == 1
    assert built(in_phase(ADVANCED, PhaseName.B1)).counts.hiit == 0
    assert built(in_phase(athlete(ADVANCED, prefers_cardio=True), PhaseName.B1)).counts.hiit == 1


def test_an_endurance_novice_gets_one_hiit_in_the_second_block() -> None:
    novice = athlete(endurance_months=0)
    week = built(in_phase(novice, PhaseName.B2))
    assert week.counts.hiit == 1
    assert any("instead_of_hiit" in s.flags for s in week.sessions)


@pytest.mark.parametrize(
    ("changes", "most"),
    [
        ({"endurance_months": 0}, 1),
        ({"endurance_months": 18}, 2),
        ({**FIT}, 2),
        ({**FIT, "wants_three_hiit": True}, 3),
        ({"endurance_months": 18, "wants_three_hiit": True}, 2),
        ({**FIT, "wants_three_hiit": True, "age": Age(60)}, 1),
        ({**FIT, "age": Age(59)}, 2),
    ],
)
def test_most_intervals_a_week_go_by_level_age_and_wish(changes: dict[str, Any], most: int) -> None:
    """D-20, F-25."""
    state = in_phase(athlete(ADVANCED, **changes), PhaseName.B2)
    assert hiit_plan(situation_of(state, Decision.PROGRESS)).most == most


def test_a_beginner_in_a_block_lifts_three_times() -> None:
    race = Event(EventType.K10, MONDAY + timedelta(weeks=27, days=5))
    state = state_of(athlete(BEGINNER, events=(race,)))
    block = replace(state, phase_index=2, week_in_phase=1, week_number=10)
    assert block.phases[2].name is PhaseName.B1
    assert built(block).counts.strength == 3.0


def test_two_days_allow_heavy_lifting_and_short_intervals_on_one() -> None:
    profile = athlete(goal=Goal.ENDURANCE, availability=open_on((2, 5)))
    week = built(in_phase(profile, PhaseName.B3, hiit_n=12))
    assert [(s.day, s.type.value) for s in week.sessions] == [
        (2, "S_FULL"),
        (2, "C_HIIT"),
        (5, "C_LONG"),
    ]
    assert intervals(week) == [8]


def test_a_week_in_which_nothing_fits_says_so() -> None:
    week = built(state_of(athlete(availability=open_on((1,), (at(18, 0, 15),)))))
    assert week.sessions == ()
    assert [d.step for d in week.degradations] == ["nothing_fits"]


def test_a_long_run_shortened_under_45_minutes_is_given_as_easy() -> None:
    week = built(state_of(athlete(longest_session_30d_min=30)))
    long = next(s for s in week.sessions if is_long(s))
    assert (long.type, long.minutes) == (SessionType.EASY, 35)


def test_light_limits_outlast_a_taper_of_someone_used_to_much() -> None:
    """C-32 and D-71: no cardio session over 30 min, whatever the taper's curve allows."""
    race = Event(EventType.CYCLE_LONG, MONDAY + timedelta(weeks=2, days=6))
    rider = athlete(events=(race,), current_cardio_min_per_week=420)
    light = replace(
        in_phase(rider, PhaseName.TAPER), screening=screen(frozenset({"Q5"}), rider.age, 3, 420, MONDAY)
    )
    state = replace(light, phases=(Phase(PhaseName.TAPER, 2, 0),))

    week = built(state)

    assert "light" in week.flags
    assert [s.minutes for s in week.sessions if s.is_cardio]
    assert all(s.minutes <= 30 for s in week.sessions if s.is_cardio)
