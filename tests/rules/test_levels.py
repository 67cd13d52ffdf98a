"""Levels, priority and the inactive test as 0.7, C-10 and D-16 define them."""

from __future__ import annotations

import pytest

from rules.athlete import Goal, Level, Overall, Priority
from rules.levels import assess, is_inactive, one_step_down, overall_level
from tests.rules.builders import ADVANCED, BEGINNER, INTERMEDIATE, athlete

N, I, A = Level.NOVICE, Level.INTERMEDIATE, Level.ADVANCED  # noqa: E741  # the golden scenarios' letters


@pytest.mark.parametrize(
    ("months", "lifts", "expected"),
    [(0, 1, N), (5, 6, N), (6, 1, I), (35, 4, I), (36, 2.9, I), (36, 3, A), (120, 2, I), (120, 5, A)],
)
def test_strength_level(months: int, lifts: float, expected: Level) -> None:
    assert assess(athlete(strength_months=months, current_lifts_per_week=lifts)).strength is expected


@pytest.mark.parametrize(
    ("months", "minutes", "expected"),
    [
        (5, 300, N),
        (6, 59, N),
        (6, 60, I),
        (23, 600, I),
        (24, 239, I),
        (24, 240, A),
        (120, 0, N),
    ],
)
def test_endurance_level(months: int, minutes: int, expected: Level) -> None:
    profile = athlete(endurance_months=months, current_cardio_min_per_week=minutes)

    assert assess(profile).endurance is expected


@pytest.mark.parametrize(
    ("strength", "endurance", "expected"),
    [
        (N, N, Overall.BEGINNER),
        (N, I, Overall.INTERMEDIATE),
        (N, A, Overall.INTERMEDIATE),
        (I, N, Overall.INTERMEDIATE),
        (I, I, Overall.INTERMEDIATE),
        (I, A, Overall.ADVANCED),
        (A, N, Overall.INTERMEDIATE),
        (A, I, Overall.ADVANCED),
        (A, A, Overall.ADVANCED),
    ],
)
def test_overall_level(strength: Level, endurance: Level, expected: Overall) -> None:
    assert overall_level(strength, endurance) is expected


def test_golden_athletes_have_their_levels() -> None:
    found = [assess(p) for p in (BEGINNER, INTERMEDIATE, ADVANCED)]

    assert [(f.strength, f.endurance) for f in found] == [(N, N), (I, I), (A, I)]
    assert [f.overall for f in found] == [Overall.BEGINNER, Overall.INTERMEDIATE, Overall.ADVANCED]


def test_high_mileage_runner_of_g02() -> None:
    james = athlete(
        goal=Goal.MUSCLE,
        strength_months=24,
        current_lifts_per_week=4,
        endurance_months=120,
        current_cardio_min_per_week=540,
    )

    levels = assess(james)

    assert (levels.strength, levels.endurance, levels.overall) == (I, A, Overall.ADVANCED)
    assert levels.priority is Priority.STRENGTH


@pytest.mark.parametrize(
    ("goal", "expected"),
    [
        (Goal.MUSCLE, Priority.STRENGTH),
        (Goal.STRENGTH, Priority.STRENGTH),
        (Goal.HYBRID, Priority.BALANCED),
        (Goal.HEALTH, Priority.BALANCED),
        (Goal.ENDURANCE, Priority.ENDURANCE),
        (Goal.RACE, Priority.ENDURANCE),
    ],
)
def test_priority_follows_the_goal(goal: Goal, expected: Priority) -> None:
    assert assess(athlete(goal=goal)).priority is expected


@pytest.mark.parametrize(("lifts", "cardio", "expected"), [(0, 0, N), (1, 0, I), (0, 60, I)])
def test_training_nothing_now_costs_a_step(lifts: float, cardio: int, expected: Level) -> None:
    profile = athlete(strength_months=18, current_lifts_per_week=lifts, current_cardio_min_per_week=cardio)

    assert assess(profile).strength is expected


@pytest.mark.parametrize(("weeks", "expected"), [(0, A), (11.9, A), (12, I), (40, I)])
def test_known_break_of_twelve_weeks_costs_a_step(weeks: float, expected: Level) -> None:
    assert assess(ADVANCED, weeks_untrained=weeks).strength is expected


def test_novice_stays_novice() -> None:
    assert [one_step_down(level) for level in Level] == [N, N, I]


@pytest.mark.parametrize(
    ("lifts", "cardio", "expected"), [(0, 0, True), (0.9, 59, True), (1, 59, False), (0, 60, False)]
)
def test_inactive_needs_both_to_be_low(lifts: float, cardio: int, expected: bool) -> None:
    assert is_inactive(athlete(current_lifts_per_week=lifts, current_cardio_min_per_week=cardio)) is expected
