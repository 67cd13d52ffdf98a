"""What sharpens a running plan: weight, height, heart rate, age, a race result; each within its range (C-10)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from rules.athlete import Age, Profile, RecentRace, Sex
from rules.cardio.heart_rate import HR_UNFIT
from rules.constants import P
from rules.errors import OutOfRange

WEIGHT_KG = (35.0, 250.0)
HEIGHT_CM = (120, 220)
RESTING_HR = (35, 100)
MAX_HR = (120, 220)
RACE_M = (1500.0, 50000.0)
SPEED_M_S = (1.5, 7.0)


def with_weight(profile: Profile, kg: float) -> Profile:
    """Body weight in kg: protein in grams, start loads (H-60, E-20)."""
    return replace(profile, weight_kg=round(_within("weight_kg", kg, WEIGHT_KG), 1))


def with_height(profile: Profile, cm: int) -> Profile:
    """Height in cm, for the protein of heavy people (H-60)."""
    return replace(profile, height_cm=int(_within("height_cm", cm, HEIGHT_CM)))


def with_sex(profile: Profile, sex: Sex) -> Profile:
    """For start loads only (E-20)."""
    return replace(profile, sex=sex)


def with_age(profile: Profile, years: int) -> Profile:
    """The exact age: heart-rate ranges become possible (F-04). It stays on the same side of 18 and 90."""
    _within("age", years, (P.age.min, P.age.max))
    return replace(profile, age=Age(years))


def with_resting_hr(profile: Profile, bpm: int) -> Profile:
    """Resting heart rate (F-04)."""
    return replace(profile, resting_hr=int(_within("resting_hr", bpm, RESTING_HR)))


def with_max_hr(profile: Profile, bpm: int) -> Profile:
    """Highest heart rate ever seen (F-04)."""
    return replace(profile, max_hr=int(_within("max_hr", bpm, MAX_HR)))


def with_hr_range(profile: Profile, *, fits: bool) -> Profile:
    """Whether a heart-rate range fits; where it doesn't, none is shown (F-04)."""
    told = profile.conditions - {HR_UNFIT}
    return replace(profile, conditions=told if fits else told | {HR_UNFIT})


def with_race(profile: Profile, distance_m: float, time_s: float, on: date) -> Profile:
    """A recent result: paces come from it (F-05). Refuses distances, speeds and dates outside C-10."""
    _within("recent_race", distance_m, RACE_M)
    if time_s <= 0:
        raise OutOfRange("recent_race", time_s, "> 0")
    _within("recent_race", distance_m / time_s, SPEED_M_S)
    return replace(profile, recent_race=RecentRace(distance_m, time_s, on))


def _within(field: str, value: float, bounds: tuple[float, float]) -> float:
    low, high = bounds
    if not low <= value <= high:
        raise OutOfRange(field, value, f"{low:g}-{high:g}")
    return value
