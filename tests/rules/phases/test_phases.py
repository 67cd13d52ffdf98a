"""Phases come out as the specification's checks and golden scenarios say (D-02 to D-08)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from rules.athlete import Age, Event, EventType, Goal, Level, Overall, Priority, Profile
from rules.levels import assess
from rules.phases import blocks, count_back, deload_calendar, follow_on, kinds_of, lay_out, long_event_ahead
from rules.phases.calendar import Kind
from rules.phases.events import dual_peak, ordered_events, race_within, upcoming
from rules.phases.layout import Layout, choose_model, level_after
from rules.phases.preparation import preparation_warnings
from rules.plan import Model, Phase, PhaseName
from rules.sessions import note
from tests.rules.athletes import ADVANCED, BEGINNER, INTERMEDIATE, athlete

MONDAY = date(2026, 1, 5)
RACE = (PhaseName.B1, PhaseName.B2, PhaseName.B3)


def event_in_week(kind: EventType, week: int, rank: str = "A") -> Event:
    """An event on the Sunday of plan week `week`."""
    return Event(kind, MONDAY + timedelta(weeks=week, days=-1), rank)


def text_of(phases: tuple[Phase, ...]) -> str:
    """'B1 4, B2 4, TAPER 1'."""
    return ", ".join(f"{p.name.value} {p.weeks}" for p in phases)


def phases_of(profile: Profile) -> tuple[Phase, ...]:
    return lay_out(profile, assess(profile), MONDAY).phases


@pytest.mark.parametrize(
    ("weeks", "expected"),
    [
        (0, ""),
        (1, "SHARPEN 1"),
        (3, "SHARPEN 3"),
        (4, "B3 4"),
        (6, "B3 6"),
        (7, "GENERAL 1, B3 6"),
        (8, "B2 4, B3 4"),
        (9, "B2 4, B3 5"),
        (11, "B2 5, B3 6"),
        (12, "B1 4, B2 4, B3 4"),
        (13, "B1 4, B2 4, B3 5"),
        (14, "B1 4, B2 5, B3 5"),
        (15, "B1 5, B2 5, B3 5"),
        (18, "B1 6, B2 6, B3 6"),
        (19, "GENERAL 1, B1 6, B2 6, B3 6"),
        (37, "GENERAL 19, B1 6, B2 6, B3 6"),
    ],
)
def test_blocks_before_a_taper_follow_the_table(weeks: int, expected: str) -> None:
    runs = blocks(weeks, RACE)
    assert ", ".join(f"{name.value} {length}" for name, length in runs) == expected
    assert sum(length for _, length in runs) == weeks


@pytest.mark.parametrize(
    ("kind", "weeks", "priority", "expected"),
    [
        (EventType.MARATHON, 16, Priority.ENDURANCE, "B1 4, B2 4, B3 5, TAPER 3"),
        (EventType.MARATHON, 12, Priority.ENDURANCE, "B2 4, B3 5, TAPER 3"),
        (EventType.MARATHON, 40, Priority.BALANCED, "GENERAL 19, B1 6, B2 6, B3 6, TAPER 3"),
        (EventType.MARATHON, 2, Priority.ENDURANCE, "TAPER 2"),
        (EventType.HALF, 10, Priority.ENDURANCE, "B2 4, B3 4, TAPER 2"),
        (EventType.PHYSIQUE, 16, Priority.BALANCED, "B3 5, B2 5, B1 5, TAPER 1"),
        (EventType.PHYSIQUE, 16, Priority.STRENGTH, "B1 5, B2 5, B1 5, TAPER 1"),
        (EventType.HYROX, 16, Priority.STRENGTH, "B1 5, B2 5, B3 5, TAPER 1"),
        (EventType.K5, 1, Priority.BALANCED, "TAPER 1"),
        (EventType.K5, 3, Priority.BALANCED, "SHARPEN 2, TAPER 1"),
    ],
)
def test_counting_back_gives_the_phases_of_the_checks(
    kind: EventType, weeks: int, priority: Priority, expected: str
) -> None:
    phases = count_back(weeks, kind, Overall.INTERMEDIATE, priority)
    assert text_of(phases) == expected


@pytest.mark.parametrize(
    ("weeks", "expected"),
    [
        (7, "B3 6, TAPER 1"),
        (10, "BEGINNER 3, B3 6, TAPER 1"),
        (13, "BEGINNER 8, B3 4, TAPER 1"),
        (27, "BEGINNER 8, B1 6, B2 6, B3 6, TAPER 1"),
        (30, "BEGINNER 8, GENERAL 3, B1 6, B2 6, B3 6, TAPER 1"),
    ],
)
def test_a_beginner_starts_with_beginner_weeks(weeks: int, expected: str) -> None:
    assert text_of(count_back(weeks, EventType.K10, Overall.BEGINNER, Priority.ENDURANCE)) == expected


@pytest.mark.parametrize(
    ("profile", "model", "expected"),
    [
        (BEGINNER, Model.BEGINNER, "BEGINNER 12"),
        (INTERMEDIATE, Model.UNDULATING, "UNDULATING 12"),
        (ADVANCED, Model.BLOCK, "B1 4, B2 4, B3 4"),
        (athlete(ADVANCED, goal=Goal.HEALTH), Model.UNDULATING, "UNDULATING 12"),
        (athlete(goal=Goal.MUSCLE), Model.BLOCK, "B1 5, B2 5"),
        (athlete(goal=Goal.ENDURANCE), Model.BLOCK, "B2 5, B3 5"),
        (athlete(goal=Goal.STRENGTH, age=Age(60)), Model.BLOCK, "B1 4, B2 4"),
        (athlete(BEGINNER, goal=Goal.MUSCLE), Model.BEGINNER, "BEGINNER 12"),
    ],
)
def test_without_an_event_the_model_follows_level_and_priority(
    profile: Profile, model: Model, expected: str
) -> None:
    layout = lay_out(profile, assess(profile), MONDAY)
    assert (layout.model, text_of(layout.phases)) == (model, expected)


def test_the_athlete_may_choose_another_model_without_an_event() -> None:
    chosen = lay_out(INTERMEDIATE, assess(INTERMEDIATE), MONDAY, model=Model.BLOCK)
    assert text_of(chosen.phases) == "B1 5, B2 5, B3 5"


SARAH = athlete(
    events=(event_in_week(EventType.MARATHON, 42), event_in_week(EventType.PHYSIQUE, 16)),
)
JAMES = athlete(
    goal=Goal.MUSCLE,
    age=Age(42),
    strength_months=24,
    endurance_months=120,
    current_lifts_per_week=4,
    current_cardio_min_per_week=540,
    events=(event_in_week(EventType.SEASON, 20),),
)
MARATHON_40 = athlete(events=(event_in_week(EventType.MARATHON, 40),))


@pytest.mark.parametrize(
    ("profile", "expected", "deloads"),
    [
        pytest.param(
            SARAH,
            "B3 5, B2 5, B1 5, TAPER 1, RECOVERY 1, GENERAL 4, B1 6, B2 6, B3 6, TAPER 3",
            (5, 10, 13, 21, 27, 33, 36),
            id="G01",
        ),
        pytest.param(JAMES, "GENERAL 1, B1 6, B2 6, B1 6, TAPER 1", (6, 12, 16), id="G02"),
        pytest.param(
            MARATHON_40,
            "GENERAL 19, B1 6, B2 6, B3 6, TAPER 3",
            (5, 10, 15, 19, 25, 31, 34),
            id="G12",
        ),
    ],
)
def test_golden_plans_have_their_phases_and_deloads(
    profile: Profile, expected: str, deloads: tuple[int, ...]
) -> None:
    phases = phases_of(profile)
    assert text_of(phases) == expected
    assert deload_calendar(phases, profile.age.years) == deloads


@pytest.mark.parametrize(
    ("phases", "age", "deloads"),
    [
        ((Phase(PhaseName.UNDULATING, 12),), 35, (5, 10)),
        ((Phase(PhaseName.UNDULATING, 12),), 70, (4, 8, 12)),
        ((Phase(PhaseName.BEGINNER, 18),), 35, (6, 12, 18)),
        ((Phase(PhaseName.BEGINNER, 12),), 60, (4, 8, 12)),
        ((Phase(PhaseName.B1, 5), Phase(PhaseName.B2, 5)), 35, (5, 10)),
        ((Phase(PhaseName.GENERAL, 2), Phase(PhaseName.B3, 6), Phase(PhaseName.TAPER, 1)), 35, (5,)),
        ((Phase(PhaseName.SHARPEN, 3), Phase(PhaseName.TAPER, 2)), 35, ()),
    ],
)
def test_deloads_come_by_phase_age_and_loading_weeks_in_a_row(
    phases: tuple[Phase, ...], age: int, deloads: tuple[int, ...]
) -> None:
    assert deload_calendar(phases, age) == deloads


@pytest.mark.parametrize("age", [35, 60])
@pytest.mark.parametrize("kind", [EventType.K5, EventType.HALF, EventType.MARATHON, EventType.PHYSIQUE])
@pytest.mark.parametrize("weeks", range(1, 53))
def test_no_plan_has_too_many_loading_weeks_in_a_row(age: int, kind: EventType, weeks: int) -> None:
    phases = count_back(weeks, kind, Overall.INTERMEDIATE, Priority.BALANCED)
    kinds = kinds_of(phases, age)
    limit = 3 if age >= 60 else 5
    assert sum(p.weeks for p in phases) == weeks == len(kinds)
    assert all(set(kinds[i : i + limit + 1]) != {Kind.LOADING} for i in range(len(kinds) - limit))
    assert all(kinds[i : i + 2] != (Kind.DELOAD, Kind.DELOAD) for i in range(len(kinds)))


def test_two_close_a_events_leave_the_endurance_event_its_blocks() -> None:
    profile = athlete(
        events=(event_in_week(EventType.HALF, 12), event_in_week(EventType.PHYSIQUE, 14)),
    )
    pair = dual_peak(profile, MONDAY)
    assert text_of(phases_of(profile)) == "B2 5, B3 5, TAPER 2"
    assert pair is not None
    assert (pair[0].type, pair[1].type) == (EventType.HALF, EventType.PHYSIQUE)


@pytest.mark.parametrize(
    ("first", "second", "leads"),
    [
        ((EventType.PHYSIQUE, "A"), (EventType.HALF, "A"), EventType.HALF),
        ((EventType.PHYSIQUE, "A"), (EventType.HALF, "B"), EventType.PHYSIQUE),
        ((EventType.K10, "B"), (EventType.MEET, "A"), EventType.MEET),
        ((EventType.HALF, "A"), (EventType.MARATHON, "A"), EventType.MARATHON),
    ],
)
def test_rank_decides_a_dual_peak_before_demand(
    first: tuple[EventType, str], second: tuple[EventType, str], leads: EventType
) -> None:
    profile = athlete(
        events=(event_in_week(first[0], 12, first[1]), event_in_week(second[0], 14, second[1])),
    )
    assert [f.type for f in upcoming(profile, MONDAY) if f.peak] == [leads]


def test_events_four_weeks_apart_both_get_phases() -> None:
    profile = athlete(
        events=(event_in_week(EventType.HALF, 12), event_in_week(EventType.PHYSIQUE, 16)),
    )
    assert text_of(phases_of(profile)) == "B2 5, B3 5, TAPER 2, RECOVERY 1, SHARPEN 2, TAPER 1"


def test_a_beginner_counts_as_intermediate_in_the_second_part_of_a_plan() -> None:
    profile = athlete(
        BEGINNER,
        events=(event_in_week(EventType.K5, 16), event_in_week(EventType.K10, 30)),
    )
    assert text_of(phases_of(profile)) == "BEGINNER 8, GENERAL 1, B3 6, TAPER 1, B1 4, B2 4, B3 5, TAPER 1"
    assert level_after(assess(BEGINNER), 7) is Overall.BEGINNER
    assert level_after(assess(INTERMEDIATE), 8) is Overall.INTERMEDIATE


def test_phases_name_the_event_they_lead_to() -> None:
    assert {p.event_index for p in phases_of(SARAH)} == {0, 1}
    assert [e.type for e in ordered_events(SARAH)] == [EventType.PHYSIQUE, EventType.MARATHON]


@pytest.mark.parametrize(
    ("layout", "expected", "lengthens"),
    [
        (Layout(Model.BEGINNER, (Phase(PhaseName.BEGINNER, 12),)), "BEGINNER 12", True),
        (Layout(Model.UNDULATING, (Phase(PhaseName.UNDULATING, 12),)), "UNDULATING 12", True),
        (Layout(Model.BLOCK, (Phase(PhaseName.B1, 5), Phase(PhaseName.B3, 5))), "B1 5, B2 5, B3 5", False),
        (Layout(Model.BLOCK, (Phase(PhaseName.TAPER, 3, 1),)), "RECOVERY 2", False),
        (
            Layout(Model.BLOCK, (Phase(PhaseName.TAPER, 3, 1), Phase(PhaseName.RECOVERY, 2, 1))),
            "UNDULATING 12",
            False,
        ),
    ],
)
def test_when_the_last_phase_ends_the_plan_goes_on(layout: Layout, expected: str, lengthens: bool) -> None:
    after = MONDAY + timedelta(weeks=60)
    following, goes_on = follow_on(SARAH, assess(SARAH), layout, after, 60)
    assert (text_of(following.phases), goes_on) == (expected, lengthens)


@pytest.mark.parametrize(
    ("kind", "level", "weeks", "warned"),
    [
        (EventType.MARATHON, Level.INTERMEDIATE, 2, True),
        (EventType.MARATHON, Level.INTERMEDIATE, 12, False),
        (EventType.MARATHON, Level.NOVICE, 15, True),
        (EventType.MARATHON, Level.ADVANCED, 8, False),
        (EventType.HALF, Level.ADVANCED, 5, True),
        (EventType.K10, Level.NOVICE, 6, False),
        (EventType.K5, Level.INTERMEDIATE, 1, True),
        (EventType.PHYSIQUE, Level.NOVICE, 1, False),
    ],
)
def test_too_little_time_is_said(kind: EventType, level: Level, weeks: int, warned: bool) -> None:
    profile = athlete(events=(event_in_week(kind, weeks),))
    notes = preparation_warnings(profile, level, MONDAY, longest_min=60)
    assert ("warn.min_prep" in {n.code for n in notes}) is warned


def test_warnings_carry_their_numbers() -> None:
    profile = athlete(events=(event_in_week(EventType.MARATHON, 2),))
    notes = preparation_warnings(profile, Level.INTERMEDIATE, MONDAY, light=True, longest_min=45)
    assert notes == (
        note("warn.min_prep", event="marathon", weeks=2, needed=12, shorter="half"),
        note("warn.short_longest", event="marathon", minutes=45, needed=60),
        note("warn.finish_comfortably", event="marathon"),
    )


def test_long_sessions_are_needed_from_the_first_week_before_a_long_event() -> None:
    ahead = long_event_ahead(SARAH, MONDAY, beginner=False)
    assert ahead is not None
    assert ahead.type is EventType.MARATHON
    short = replace(SARAH, events=(event_in_week(EventType.K10, 10),))
    assert long_event_ahead(short, MONDAY, beginner=False) is None
    assert long_event_ahead(short, MONDAY, beginner=True) is not None
    assert race_within(short, MONDAY, 10)
    assert not race_within(short, MONDAY, 9)
    assert not race_within(JAMES, MONDAY, 20)


def test_rows_four_to_seven_of_the_model_table() -> None:
    assert choose_model(Goal.HYBRID, Priority.BALANCED, Overall.INTERMEDIATE) is Model.UNDULATING
    assert choose_model(Goal.HEALTH, Priority.BALANCED, Overall.ADVANCED) is Model.UNDULATING
    assert choose_model(Goal.HYBRID, Priority.BALANCED, Overall.ADVANCED) is Model.BLOCK
    assert choose_model(Goal.RACE, Priority.ENDURANCE, Overall.INTERMEDIATE) is Model.BLOCK
