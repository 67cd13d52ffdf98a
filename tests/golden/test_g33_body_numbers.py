"""G33: protein, heart rate, paces, predictions and interval totals, number by number."""

from __future__ import annotations

from datetime import date

import pytest

from rules.athlete import Age, Goal
from rules.cardio import hiit_minutes
from rules.cardio.heart_rate import easy_zone
from rules.cardio.pace import easy_band, predict_s, tempo_pace, vdot
from rules.nutrition import protein
from rules.sessions import Band
from rules.state import Screening
from tests.rules.athletes import athlete

TODAY = date(2026, 3, 2)
HALF_M, MARATHON_M = 21_097.5, 42_195.0


@pytest.mark.parametrize(
    ("kg", "cm", "goal", "cut", "grams"),
    [
        (60, None, Goal.HYBRID, False, 110),
        (80, None, Goal.HYBRID, False, 145),
        (95, 185, Goal.HYBRID, False, 170),
        (120, 175, Goal.HYBRID, False, 155),
        (62, None, Goal.HYBRID, True, 135),
        (58, None, Goal.ENDURANCE, False, 95),
    ],
)
def test_protein(kg: float, cm: int | None, goal: Goal, cut: bool, grams: int) -> None:  # a column
    found = protein(athlete(weight_kg=kg, height_cm=cm, goal=goal, cut_phase=cut), Screening(), TODAY)

    assert found is not None
    assert found.grams == grams


@pytest.mark.parametrize(
    ("age", "rest", "low", "high"),
    [(30, 60, 111, 136), (45, 55, 104, 128), (35, None, 110, 138), (70, None, 95, 119), (70, 65, 103, 121)],
)
def test_easy_heart_rate(age: int, rest: int | None, low: int, high: int) -> None:
    """The last two are G13's walker of seventy."""
    assert easy_zone(athlete(age=Age(age), resting_hr=rest)) == Band(low, high)


def seconds(minutes: int, rest: int = 0) -> int:
    return 60 * minutes + rest


def test_paces_of_a_5k_in_25_minutes() -> None:
    found = vdot(5000, seconds(25))

    assert found == pytest.approx(38.3, abs=0.1)
    assert easy_band(found).low == pytest.approx(seconds(6, 19), abs=1)
    assert easy_band(found).high == pytest.approx(seconds(6, 57), abs=1)
    assert tempo_pace(found) == pytest.approx(seconds(5, 22), abs=1)


def test_vdot_of_a_10k_in_50_minutes() -> None:
    assert vdot(10_000, seconds(50)) == pytest.approx(40.0, abs=0.1)


def test_a_half_in_105_minutes_predicts_a_marathon_in_225() -> None:
    assert predict_s(HALF_M, seconds(105), MARATHON_M) == pytest.approx(seconds(225), abs=60)


@pytest.mark.parametrize(("n", "total"), [(6, 20), (8, 24), (10, 28), (12, 32)])
def test_interval_totals(n: int, total: int) -> None:
    assert hiit_minutes(n) == total


def test_eight_compressed_intervals_fit_twenty_minutes() -> None:
    assert hiit_minutes(8, compressed=True) == 20
