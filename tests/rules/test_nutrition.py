"""Protein, carbohydrate, fluids, sleep, supplements (H-60 to H-65): the numbers of G33, and silence by C-34."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.athlete import Age, Event, EventType, Goal
from rules.nutrition import (
    carbohydrate,
    physique_note,
    protein,
    reference_weight_kg,
    sleep,
    supplements,
)
from rules.sessions import Session, SessionType
from rules.state import Screening, Standing
from tests.rules.builders import INTERMEDIATE, athlete

TODAY = date(2026, 11, 16)
CLEAR = Screening()


def codes(notes: tuple[object, ...]) -> list[str]:
    """The codes of notes."""
    return [str(getattr(n, "code", "")) for n in notes]


def session(kind: SessionType, minutes: int = 24, *, heavy: bool = False) -> Session:
    """A session of a type and length."""
    return Session(id="s", day=0, start=time(18), minutes=minutes, type=kind, heavy=heavy)


@pytest.mark.parametrize(
    ("weight_kg", "height_cm", "goal", "cut", "grams"),
    [
        (60, None, Goal.HYBRID, False, 110),  # 108
        (75, 175, Goal.HYBRID, False, 135),
        (80, 180, Goal.HYBRID, False, 145),  # 144
        (95, 185, Goal.MUSCLE, False, 170),  # 171, BMI 27.8
        (120, 175, Goal.HEALTH, False, 155),  # BMI 39.2: 76.6 + 0.25 x 43.4 = 87.4 kg
        (62, 168, Goal.HYBRID, True, 135),  # 136.4
        (58, None, Goal.ENDURANCE, False, 95),  # 92.8
        (58, None, Goal.RACE, False, 95),
    ],
)
def test_protein_of_the_golden_bodies(
    weight_kg: float, height_cm: int | None, goal: Goal, cut: bool, grams: int
) -> None:
    person = athlete(weight_kg=weight_kg, height_cm=height_cm, goal=goal, cut_phase=cut)
    goal_of_day = protein(person, CLEAR, TODAY)

    assert goal_of_day is not None
    assert goal_of_day.grams == grams


def test_protein_is_split_over_meals_and_has_its_range() -> None:
    found = protein(athlete(weight_kg=75.0), CLEAR, TODAY)

    assert found is not None
    assert (found.per_meal_grams, found.meals, found.low_grams, found.high_grams) == (34, 4, 120, 165)


@pytest.mark.parametrize(
    ("event", "grams"),
    [("2026-11-15", 110), ("2026-11-16", 135), ("2027-03-08", 135), ("2027-03-09", 110)],
)
def test_physique_event_counts_for_sixteen_weeks_before(event: str, grams: int) -> None:
    show = Event(EventType.PHYSIQUE, date.fromisoformat(event))
    found = protein(athlete(weight_kg=62.0, events=(show,)), CLEAR, TODAY)

    assert found is not None
    assert found.grams == grams


@pytest.mark.parametrize(
    ("conditions", "screening", "weight_kg"),
    [
        (frozenset({"kidney"}), CLEAR, 75.0),
        (frozenset({"pregnant"}), CLEAR, 75.0),
        (frozenset(), Screening(standing=Standing.HOLD_PREGNANCY), 75.0),
        (frozenset(), CLEAR, None),
    ],
)
def test_no_protein_number(conditions: frozenset[str], screening: Screening, weight_kg: float | None) -> None:
    person = athlete(conditions=conditions, weight_kg=weight_kg)

    assert protein(person, screening, TODAY) is None


@given(weight=st.floats(35, 250), height=st.one_of(st.none(), st.integers(120, 220)), cut=st.booleans())
def test_protein_stays_below_its_maximum(weight: float, height: int | None, cut: bool) -> None:
    found = protein(athlete(weight_kg=weight, height_cm=height, cut_phase=cut), CLEAR, TODAY)

    assert found is not None
    assert found.grams <= 2.6 * reference_weight_kg(weight, height) <= 2.6 * weight


@pytest.mark.parametrize(
    ("kind", "minutes", "heavy", "gap_h", "expected"),
    [
        (SessionType.EASY, 30, False, None, ["nutrition.carbs.none"]),
        (SessionType.UPPER, 60, False, None, ["nutrition.carbs.none"]),
        (SessionType.HIIT, 24, False, None, ["nutrition.carbs.before"]),
        (SessionType.LOWER, 60, True, None, ["nutrition.carbs.before"]),
        (SessionType.LONG, 75, False, None, ["nutrition.carbs.none"]),
        (SessionType.LONG, 76, False, None, ["nutrition.carbs.during"]),
        (SessionType.UPPER, 50, False, 7.9, ["nutrition.carbs.between"]),
        (SessionType.UPPER, 50, False, 8.0, ["nutrition.carbs.none"]),
    ],
)
def test_carbohydrate_around_a_session(
    kind: SessionType, minutes: int, heavy: bool, gap_h: float | None, expected: list[str]
) -> None:
    assert codes(carbohydrate(session(kind, minutes, heavy=heavy), 75.0, gap_h)) == expected


def test_carbohydrate_is_in_grams_where_the_weight_is_known() -> None:
    known = dict(carbohydrate(session(SessionType.HIIT), 75.0)[0].values)
    unknown = dict(carbohydrate(session(SessionType.HIIT), None)[0].values)

    assert (known["from_g"], known["to_g"], known["from_h"], known["to_h"]) == (75, 150, 1, 3)
    assert (unknown["from_g_per_kg"], unknown["to_g_per_kg"]) == (1, 2)


def test_refuelling_is_one_gram_per_kg_and_hour() -> None:
    refuel = session(SessionType.UPPER, 50)

    assert dict(carbohydrate(refuel, 74.0, 5)[0].values)["g_per_h"] == 75
    assert dict(carbohydrate(refuel, None, 5)[0].values)["g_per_kg_per_h"] == 1


@pytest.mark.parametrize(
    ("changes", "ticked", "count"),
    [
        ({}, (), 2),
        ({"supplements_opt_in": False}, (), 0),
        ({"conditions": frozenset({"kidney"})}, (), 0),
        ({"conditions": frozenset({"atrial_arrhythmia"})}, (), 0),
        ({"beta_blocker": True}, (), 0),
        ({"age": Age(17)}, (), 0),
        ({}, ("Q1",), 0),
        ({}, ("Q5",), 0),
        ({}, ("Q6",), 2),
        ({}, ("Q7",), 0),
    ],
)
def test_supplements_only_for_those_who_may(
    changes: dict[str, Any], ticked: tuple[str, ...], count: int
) -> None:
    person = athlete(INTERMEDIATE, **({"supplements_opt_in": True} | changes))

    assert len(supplements(person, Screening(ticked=frozenset(ticked)))) == count


@pytest.mark.parametrize(("weight_kg", "max_mg"), [(50.0, 150), (66.6, 199), (90.0, 200), (None, 200)])
def test_caffeine_has_two_limits(weight_kg: float | None, max_mg: int) -> None:
    caffeine = supplements(athlete(supplements_opt_in=True, weight_kg=weight_kg), CLEAR)[1]

    assert dict(caffeine.values)["max_mg"] == max_mg


def test_physique_note_only_in_a_cut() -> None:
    person = athlete()

    assert physique_note(person, TODAY) is None
    assert physique_note(replace(person, cut_phase=True), TODAY) is not None


def test_sleep_has_its_numbers() -> None:
    assert dict(sleep().values) == {"from_h": 7, "to_h": 9, "nap_before": "15:00", "nap_max_min": 30}
