"""Units and rounding: inside everything is metric, outside as the athlete likes it (0.2, 0.4)."""

from __future__ import annotations

import math
from fractions import Fraction
from functools import lru_cache

KG_PER_LB = 0.45359237
KM_PER_MILE = 1.609344
NOISE = 1e-9  # below this a difference comes from binary fractions, not from the athlete


def kg_to_lb(mass_kg: float) -> float:
    """Pounds."""
    return mass_kg / KG_PER_LB


def lb_to_kg(mass_lb: float) -> float:
    """Kilograms."""
    return mass_lb * KG_PER_LB


def km_to_miles(distance_km: float) -> float:
    """Miles."""
    return distance_km / KM_PER_MILE


def miles_to_km(distance_mi: float) -> float:
    """Kilometres."""
    return distance_mi * KM_PER_MILE


def pace_per_mile(pace_s_per_km: float) -> float:
    """Seconds per mile from seconds per kilometre."""
    return pace_s_per_km * KM_PER_MILE


def round_half_up(value: float) -> int:
    """floor(x + 0.5), the rounding of scores, heart rates and paces (0.4)."""
    return math.floor(value + 0.5 + NOISE)


def round_to_five(value: float) -> int:
    """To the nearest 5, halves up: session minutes and grams of protein (0.4)."""
    return 5 * round_half_up(value / 5)


def floor_to_step(value: float, step: float) -> float:
    """Down to a multiple of `step` > 0: weights (0.4); a value a hair below a step counts as the step."""
    return _multiple(math.floor(value / step + NOISE), step)


@lru_cache(maxsize=4096)
def _multiple(steps: int, step: float) -> float:
    """So many steps, as exact as the step is written."""
    return float(steps * Fraction(str(step)))
