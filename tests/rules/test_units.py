"""Conversions are exact both ways; rounding is that of 0.4."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.units import (
    floor_to_step,
    kg_to_lb,
    km_to_miles,
    lb_to_kg,
    miles_to_km,
    pace_per_mile,
    round_half_up,
    round_to_five,
)


def test_units_are_those_of_the_definition() -> None:
    assert lb_to_kg(1) == 0.45359237
    assert miles_to_km(1) == 1.609344
    assert pace_per_mile(300) == pytest.approx(482.8032)


@given(st.floats(0, 10_000))
def test_conversions_come_back(value: float) -> None:
    assert kg_to_lb(lb_to_kg(value)) == pytest.approx(value)
    assert km_to_miles(miles_to_km(value)) == pytest.approx(value)


@pytest.mark.parametrize(
    ("value", "expected"), [(2.5, 3), (2.49, 2), (0.0, 0), (-0.5, 0), (10.5, 11), (0.1 + 0.2 + 0.2, 1)]
)
def test_halves_go_up(value: float, expected: int) -> None:
    assert round_half_up(value) == expected


@pytest.mark.parametrize(("value", "expected"), [(12.4, 10), (12.5, 15), (17.5, 20), (108.0, 110), (0, 0)])
def test_to_the_nearest_five(value: float, expected: int) -> None:
    assert round_to_five(value) == expected


@pytest.mark.parametrize(
    ("value", "step", "expected"),
    [
        (94.9, 2.5, 92.5),
        (72.0, 2.5, 70.0),
        (61.5, 2.5, 60.0),
        (0.3, 0.1, 0.3),
        (19.9, 2, 18),
        (1.0, 2.5, 0.0),
    ],
)
def test_weights_go_down_to_the_step(value: float, step: float, expected: float) -> None:
    assert floor_to_step(value, step) == expected


@given(st.floats(0, 400), st.sampled_from([1, 1.25, 2, 2.5, 4, 5]))
def test_floored_weight_is_within_one_step(value: float, step: float) -> None:
    floored = floor_to_step(value, step)

    assert -1e-6 <= value - floored < step
    assert floor_to_step(floored, step) == floored
