"""Templates, turns, choice of exercises, schemes, minutes, power and travel (E-03 to E-06, E-11, E-50, E-60)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from rules.athlete import Age, Event, EventType, Goal, Injury, Level, Region, StrengthFocus
from rules.errors import OutOfRange
from rules.exercises import EXERCISES, PRESETS, Pattern
from rules.plan import PhaseName
from rules.sessions import ExerciseSet, Row, SetKind
from rules.strength.pool import may_jump, pool_of
from rules.strength.power import contact_sets, contacts_per_session
from rules.strength.scheme import Cell, scheme_for
from rules.strength.selection import choose, ranked
from rules.strength.templates import TEMPLATES, Slot, templates_of_week
from rules.strength.timing import estimate_minutes, fit
from rules.strength.travel import travelling
from tests.rules.athletes import ADVANCED, BEGINNER, INTERMEDIATE, athlete
from tests.rules.strength.weeks import HEAVY, MODERATE, PR, F, L, U, context, sessions_of

HINGE_MAIN = Slot("hinge", (Pattern.HINGE,), SetKind.MAIN, 1)


def entry(id_: str, kind: SetKind, sets: int, rest: int, priority: int = 1, **more: Any) -> ExerciseSet:
    return ExerciseSet(id_, kind, sets, 8, 10, 2, rest, priority=priority, **more)


LOWER = (
    entry("back_squat", SetKind.MAIN, 4, 150),
    entry("deadlift", SetKind.MAIN, 4, 150),
    entry("split_squat", SetKind.ACCESSORY, 3, 90, 2),
    entry("lying_leg_curl", SetKind.ACCESSORY, 3, 90, 3),
    entry("standing_calf_raise", SetKind.ISOLATION, 2, 60, 4),
    entry("dead_bug", SetKind.ISOLATION, 2, 60, 5),
)


def test_second_lower_and_upper_sessions_take_the_other_template_each_week() -> None:
    assert templates_of_week([L, U, PR, U, L, PR], 1) == (
        *("lower_a", "upper_a", "primer_a", "upper_b", "lower_b", "primer_b"),
    )
    assert templates_of_week([L, U], 7) == ("lower_a", "upper_a")


def test_a_single_full_body_session_alternates_from_week_to_week() -> None:
    assert [templates_of_week([F, U], week)[0] for week in (1, 2, 3)] == ["full_a", "full_b", "full_a"]
    assert templates_of_week([F, F, F], 2) == ("full_b", "full_a", "full_b")


def test_templates_hold_the_slots_of_the_specification() -> None:
    shape = [(slot.name, slot.kind.value, slot.priority) for slot in TEMPLATES["lower_a"]]
    assert shape == [
        ("squat", "main", 1),
        ("hinge", "main", 1),
        ("lunge", "accessory", 2),
        ("knee_flexion", "accessory", 3),
        ("calf", "isolation", 4),
        ("core", "isolation", 5),
    ]
    assert len(TEMPLATES["circuit"]) == 6


def test_time_of_a_session_adds_up() -> None:
    one = (entry("back_squat", SetKind.MAIN, 3, 150),)
    assert estimate_minutes(one) == pytest.approx(6 + 2 + 3 * 190 / 60)
    two = (*one, entry("split_squat", SetKind.ACCESSORY, 2, 90))
    assert estimate_minutes(two) == pytest.approx(6 + 2 + 3 * 190 / 60 + 1 + 2 * 150 / 60)
    hold = (entry("plank", SetKind.ISOLATION, 2, 60, seconds=True),)
    assert estimate_minutes(hold) == pytest.approx(6 + 2 * 70 / 60)


def test_a_circuit_takes_its_rounds_and_their_rests() -> None:
    stations = tuple(
        entry(id_, SetKind.STATION, 3, 20, seconds=True)
        for id_ in ("goblet_squat", "push_up", "db_rdl", "db_row", "step_up", "plank")
    )
    assert estimate_minutes(stations) == pytest.approx(6 + 18 + 3)
    assert {item.sets for item in fit(stations, 25)} == {2}


def test_too_long_a_session_loses_isolation_before_sets_before_the_lunge() -> None:
    def shape(minutes: int) -> list[tuple[str, int]]:
        return [(item.exercise_id, item.sets) for item in fit(LOWER, minutes)]

    assert len(shape(70)) == 6
    assert fit(LOWER, 60)[-1].superset is not None
    assert [id_ for id_, _ in shape(55)][-1] == "lying_leg_curl"
    assert shape(47) == [("back_squat", 4), ("deadlift", 4), ("split_squat", 3)]
    assert shape(42) == [("back_squat", 3), ("deadlift", 3), ("split_squat", 2)]
    assert shape(31) == [("back_squat", 3), ("deadlift", 3)]
    assert shape(24) == [("back_squat", 2), ("deadlift", 2)]


def test_what_coverage_needs_goes_last() -> None:
    kept = fit(LOWER, 42, frozenset({"dead_bug"}))
    assert "dead_bug" in [item.exercise_id for item in kept]
    assert estimate_minutes(kept) <= 42


@pytest.mark.parametrize(
    ("profile", "first"),
    [
        (INTERMEDIATE, "deadlift"),
        (BEGINNER, "db_rdl"),
        (athlete(equipment=PRESETS["none"]), "single_leg_rdl"),
    ],
)
def test_main_hinge_by_level_and_equipment(profile: Any, first: str) -> None:
    found = choose(HINGE_MAIN, pool_of(context(profile)), frozenset())
    assert found is not None
    assert found.id == first


def test_likes_come_first_and_dislikes_give_way_to_their_substitute() -> None:
    liking = pool_of(context(athlete(likes=frozenset({"trap_bar_deadlift"}))))
    disliking = pool_of(context(athlete(dislikes=frozenset({"deadlift"}))))
    assert [choose(HINGE_MAIN, pool, frozenset()) for pool in (liking, disliking)] == [
        EXERCISES["trap_bar_deadlift"]
    ] * 2


def test_a_dislike_never_blocks_a_pattern() -> None:
    all_hinges = frozenset(e.id for e in EXERCISES.values() if e.pattern is Pattern.HINGE)
    found = choose(HINGE_MAIN, pool_of(context(athlete(dislikes=all_hinges))), frozenset())
    assert found is not None


@pytest.mark.parametrize(
    ("pattern", "fallback"),
    [
        (Pattern.KNEE_FLEXION, Pattern.HIP_EXTENSION),
        (Pattern.V_PUSH, Pattern.H_PUSH),
        (Pattern.DELT_ISO, None),
    ],
)
def test_missing_patterns_fall_back_or_are_left_out(pattern: Pattern, fallback: Pattern | None) -> None:
    home = pool_of(context(athlete(BEGINNER, equipment=PRESETS["none"])))
    assert ranked(pattern, SetKind.ACCESSORY, home) == ()
    found = choose(Slot("x", (pattern,), SetKind.ACCESSORY, 2), home, frozenset())
    assert (found.pattern if found else None) is fallback


def test_seniors_get_supported_exercises_and_no_novice_pulls_from_the_floor() -> None:
    pool = pool_of(context(athlete(BEGINNER, age=Age(66))))
    lunge = choose(Slot("lunge", (Pattern.LUNGE,), SetKind.ACCESSORY, 2), pool, frozenset())
    assert lunge is not None
    assert lunge.id == "smith_split_squat"
    assert "trap_bar_deadlift" not in [e.id for e in ranked(Pattern.HINGE, SetKind.MAIN, pool)]


def scheme_cells(phase: PhaseName, row: Row | None = HEAVY, profile: Any = INTERMEDIATE, **more: Any) -> Cell:
    kind = L if row is not None else PR
    session = replace(sessions_of(((kind, row),))[0], row=row)
    return scheme_for(session, context(profile, phase, **more)).main


@pytest.mark.parametrize(
    ("phase", "row", "cell"),
    [
        (PhaseName.UNDULATING, HEAVY, Cell(4, 4, 6, 2)),
        (PhaseName.UNDULATING, MODERATE, Cell(3, 8, 10, 3)),
        (PhaseName.B1, HEAVY, Cell(4, 6, 8, 2)),
        (PhaseName.B2, HEAVY, Cell(3, 5, 6, 2)),
        (PhaseName.B2, MODERATE, Cell(3, 8, 10, 3)),
        (PhaseName.B3, HEAVY, Cell(2, 3, 5, 2)),
        (PhaseName.SHARPEN, HEAVY, Cell(2, 4, 5, 3)),
        (PhaseName.B1, None, Cell(2, 12, 15, 4)),
    ],
)
def test_main_lifts_by_phase_and_row(phase: PhaseName, row: Row | None, cell: Cell) -> None:
    assert scheme_cells(phase, row) == cell


def test_focus_and_level_change_the_block() -> None:
    assert scheme_cells(PhaseName.B1, profile=athlete(goal=Goal.MUSCLE)) == Cell(4, 8, 10, 2)
    strength = athlete(strength_focus=StrengthFocus.STRENGTH)
    assert scheme_cells(PhaseName.B1, profile=strength) == Cell(4, 4, 6, 2)
    assert scheme_cells(PhaseName.B1, profile=BEGINNER) == Cell(4, 8, 12, 3)
    advanced = scheme_for(sessions_of(((L, HEAVY),))[0], context(ADVANCED, PhaseName.B1))
    assert (advanced.main, advanced.backoff) == (Cell(1, 4, 6, 1), Cell(3, 6, 8, 1))


def test_beginners_start_with_two_sets_and_four_left() -> None:
    cells = [scheme_cells(PhaseName.BEGINNER, MODERATE, BEGINNER, week_in_phase=week) for week in (1, 2, 3)]
    assert cells == [Cell(2, 8, 12, 4), Cell(2, 8, 12, 4), Cell(3, 8, 12, 3)]


def test_last_taper_week_is_primer_work() -> None:
    race = Event(EventType.MARATHON, date(2026, 6, 7))
    last = scheme_cells(PhaseName.TAPER, week_in_phase=3, phase_weeks=3, event=race)
    assert last == Cell(2, 3, 3, 4)
    assert scheme_cells(PhaseName.TAPER, week_in_phase=1, phase_weeks=3, event=race) == Cell(2, 4, 5, 3)


@pytest.mark.parametrize(
    ("changes", "jumps"),
    [
        ({}, True),
        ({"age": Age(60)}, False),
        ({"injuries": (Injury(Region.ANKLE_FOOT, 3),)}, False),
        ({"injuries": (Injury(Region.ANKLE_FOOT, 2),)}, True),
        ({"weight_kg": 110.0}, False),
        ({"weight_kg": None}, True),
        ({"strength_months": 0}, False),
    ],
)
def test_who_may_jump(changes: dict[str, Any], jumps: bool) -> None:
    assert may_jump(context(athlete(**changes), PhaseName.B2)) is jumps


def test_eight_consistent_weeks_let_a_novice_jump_but_not_a_beginner_phase() -> None:
    assert may_jump(context(BEGINNER, PhaseName.B2, weeks_trained=8))
    assert not may_jump(context(BEGINNER, PhaseName.BEGINNER, weeks_trained=8))


@pytest.mark.parametrize(
    ("profile", "weeks", "deload", "contacts"),
    [
        (INTERMEDIATE, 0, False, 40),
        (INTERMEDIATE, 4, False, 60),
        (ADVANCED, 4, False, 80),
        (ADVANCED, 4, True, 40),
        (ADVANCED, 0, False, 40),
    ],
)
def test_contacts_by_weeks_and_level(profile: Any, weeks: int, deload: bool, contacts: int) -> None:
    ctx = context(profile, PhaseName.B2, jump_weeks=weeks, deload=deload)
    assert contacts_per_session(ctx) == contacts
    jumps = [(EXERCISES["squat_jump"], 1), (EXERCISES["broad_jump"], 1)]
    done = contact_sets(jumps, ctx)
    assert sum(item.sets * item.reps_high for item in done) == contacts
    assert all(3 <= item.reps_high <= 6 for item in done)


def test_power_comes_first_and_alone_in_its_session() -> None:
    jumps = [slot.kind for slot in TEMPLATES["power"]][:2]
    assert jumps == [SetKind.CONTACTS, SetKind.CONTACTS]


def test_travel_changes_the_equipment_for_three_weeks_at_most() -> None:
    assert travelling(INTERMEDIATE, "none", 10).equipment == PRESETS["none"]
    for days in (0, 22):
        with pytest.raises(OutOfRange, match="travel_days"):
            travelling(INTERMEDIATE, "none", days)


def test_levels_decide_what_is_offered() -> None:
    offered = {e.min_level for e in ranked(Pattern.SQUAT, SetKind.MAIN, pool_of(context(BEGINNER)))}
    assert offered == {Level.NOVICE}
