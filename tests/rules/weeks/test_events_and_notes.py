"""Tapers of every kind, the weeks after an event, and what a week says (C-50, D-07, D-09, D-80, F-60, F-70)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from rules.athlete import Event, EventType, Goal, Mode, Profile
from rules.decisions import Decision
from rules.plan import PhaseName, Score, Week
from rules.planning import build_plan
from rules.sessions import Note, SessionType, note
from rules.state import Screening
from rules.weeks.context import return_load
from rules.weeks.event_days import event_days
from rules.weeks.explain import largest_term, score_notes
from rules.weeks.situation import situation_of
from tests.golden.athletes import plan_of
from tests.golden.universal import is_heavy
from tests.rules.athletes import BEGINNER, INTERMEDIATE, athlete
from tests.rules.weeks.states import MONDAY, built, in_phase, intervals, state_of

SUNDAY = MONDAY + timedelta(weeks=10, days=-1)


def taper_of(kind: EventType, weekday: int = 6) -> Week:
    """The event's own week in a ten-week plan."""
    day = MONDAY + timedelta(weeks=9, days=weekday)
    return plan_of(athlete(events=(Event(kind, day),))).weeks[9]


@pytest.mark.parametrize(
    ("kind", "weekday", "blocked", "no_strength", "no_heavy"),
    [
        (EventType.MARATHON, 6, {5, 6}, {3, 4, 5, 6}, {0, 1, 2, 3, 4, 5, 6}),
        (EventType.HALF, 5, {4, 5, 6}, {2, 3, 4, 5}, {0, 1, 2, 3, 4, 5}),
        (EventType.K5, 5, {4, 5, 6}, {3, 4, 5}, {2, 3, 4, 5}),
        (EventType.K5, 2, {1, 2, 3}, {0, 1, 2}, {0, 1, 2}),
        (EventType.MEET, 6, {4, 5, 6}, {4, 5, 6}, {2, 3, 4, 5, 6}),
    ],
)
def test_the_days_around_an_event(
    kind: EventType, weekday: int, blocked: set[int], no_strength: set[int], no_heavy: set[int]
) -> None:
    profile = athlete(events=(Event(kind, MONDAY + timedelta(days=weekday)),))
    days = event_days(profile, MONDAY)
    assert [set(x) for x in (days.blocked, days.no_strength, days.no_heavy)] == [
        blocked,
        no_strength,
        no_heavy,
    ]


def test_heavy_legs_stop_ten_days_before_a_marathon_even_in_the_week_before() -> None:
    profile = athlete(events=(Event(EventType.MARATHON, MONDAY + timedelta(days=13)),))
    assert event_days(profile, MONDAY).no_heavy == {4, 5, 6}


def test_a_race_taper_keeps_short_intervals_and_little_strength() -> None:
    week = taper_of(EventType.K10)
    assert intervals(week) == [4]
    assert [s.type.value for s in week.sessions if s.is_strength] == ["S_FULL", "S_PRIMER"]
    assert week.sessions[-1].type is SessionType.EVENT
    assert week.cardio_minutes == sum(s.minutes for s in week.sessions if s.is_cardio)


def test_a_full_body_session_needs_five_days_before_the_race() -> None:
    assert all(s.type is not SessionType.FULL for s in taper_of(EventType.K10, weekday=4).sessions)


@pytest.mark.parametrize(
    ("kind", "most_cardio", "last_strength_day"),
    [(EventType.MEET, 20, 3), (EventType.PHYSIQUE, 30, 3), (EventType.SEASON, 30, 3)],
)
def test_shows_meets_and_seasons_have_their_own_week(
    kind: EventType, most_cardio: int, last_strength_day: int
) -> None:
    week = taper_of(kind)
    assert intervals(week) == [] or kind is EventType.SEASON
    assert all(s.minutes <= most_cardio for s in week.sessions if s.is_cardio)
    assert max(s.day for s in week.sessions if s.is_strength) <= last_strength_day
    legs = [s.day for s in week.sessions if s.type in (SessionType.LOWER, SessionType.FULL)]
    assert max(legs) <= 2
    heavy = [s.day for s in week.sessions if is_heavy(s)]
    assert all(6 - day >= 5 for day in heavy)


def test_a_meet_has_no_more_than_two_short_easy_sessions() -> None:
    assert sum(s.is_cardio for s in taper_of(EventType.MEET).sessions) == 2


def test_after_a_half_a_week_without_running() -> None:
    plan = plan_of(athlete(events=(Event(EventType.HALF, SUNDAY),)))
    week = plan.weeks[10]
    assert week.phase is PhaseName.RECOVERY
    assert all(s.mode is not Mode.RUN for s in week.sessions)
    assert {s.type.value for s in week.sessions} == {"C_EASY", "S_PRIMER"}


def test_after_a_marathon_loads_come_back_at_nine_tenths() -> None:
    later = Event(EventType.K5, SUNDAY + timedelta(weeks=20))
    marathon = athlete(events=(Event(EventType.MARATHON, SUNDAY), later))
    state = state_of(marathon, 12)
    assert state.phases[state.phase_index - 1].name is PhaseName.RECOVERY
    assert return_load(situation_of(state, Decision.PROGRESS)) == 0.90
    half = athlete(events=(Event(EventType.HALF, SUNDAY), later))
    assert return_load(situation_of(state_of(half, 11), Decision.PROGRESS)) == 1.0


def test_hyrox_takes_a_circuit_for_the_upper_body_every_second_week() -> None:
    race = Event(EventType.HYROX, SUNDAY)
    state = in_phase(athlete(events=(race,)), PhaseName.B3)
    state = replace(state, phases=(replace(state.phases[0], event_index=0),))
    kinds = [{s.type.value for s in built(replace(state, week_in_phase=week)).sessions} for week in (1, 2)]
    assert "S_CIRCUIT" not in kinds[0]
    assert "S_CIRCUIT" in kinds[1]
    assert "S_UPPER" not in kinds[1]


@pytest.mark.parametrize(
    ("profile", "number", "purpose", "milestone"),
    [
        (BEGINNER, 1, "purpose.beginner", note("milestone.deload", weeks=5)),
        (INTERMEDIATE, 5, "purpose.deload", note("milestone.deload", weeks=5)),
        (athlete(goal=Goal.STRENGTH), 5, "purpose.deload", note("milestone.phase", phase="B2", weeks=1)),
    ],
)
def test_a_week_says_what_it_is_for_and_what_comes_next(
    profile: Profile, number: int, purpose: str, milestone: Note
) -> None:
    week = build_plan(profile, Screening(), MONDAY, 6).weeks[number - 1]
    assert week.purpose is not None
    assert week.purpose.code == purpose
    assert week.milestone == milestone


def test_the_race_is_the_milestone_when_it_is_near() -> None:
    plan = build_plan(athlete(events=(Event(EventType.K5, SUNDAY),)), Screening(), MONDAY)
    assert plan.weeks[9].milestone == note("milestone.event", event="5k", date=SUNDAY.isoformat(), weeks=0)
    assert plan.weeks[9].purpose == note("purpose.taper", phase="TAPER", week=1, of=1, event="5k", weeks=0)


@pytest.mark.parametrize(
    ("score", "term"),
    [
        (Score(62, 40, 15, 5, 0, 0), "volume"),
        (Score(62, 39, 15, 5, 0, 0), "number"),
        (Score(25, 10, 0, 25, 0, 0), "pairing"),
        (Score(10, 0, 0, 0, 10, 0), "rest"),
        (Score(0, 0, 0, 0, 0, 0), "pairing"),
    ],
)
def test_the_largest_term_is_the_largest_share_of_its_maximum(score: Score, term: str) -> None:
    assert largest_term(score) == term


def test_a_missed_score_target_names_term_and_fix() -> None:
    told = score_notes(PhaseName.B1, Score(24, 20, 0, 4, 0, 0))
    assert told == [
        note("tip.score_term", band="moderate", term="volume", total=24),
        note("warn.score_target", term="volume", total=24, target=20, fix="drop_easy"),
    ]
    assert len(score_notes(PhaseName.B3, Score(30, 25, 4, 1, 0, 0))) == 1


def test_the_first_intervals_carry_a_line_of_the_notice_and_later_ones_none() -> None:
    """C-50: one line under the first HIIT."""
    profile = athlete(goal=Goal.HYBRID)
    first, later = (built(in_phase(profile, PhaseName.B2, hiit_weeks=weeks)) for weeks in (0, 1))

    noticed = [s.type for s in first.sessions if note("warn.notice") in s.notes]
    assert noticed == [SessionType.HIIT]
    assert not any(note("warn.notice") in s.notes for s in later.sessions)
