"""Constants of strength and cardio prescriptions (section P, groups of D-10, D-20, E and F)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rules.athlete import Level


@dataclass(frozen=True, slots=True)
class Hiit:
    """The interval session: seconds, minutes around it and how n may grow (F-20, F-22)."""

    work_s: int
    rest_s: int
    warmup: int
    cooldown: int
    warmup_short: int
    cooldown_short: int
    n_min: int
    n_max: int
    n_onramp: int
    n_max_novice_8wk: int
    n_max_novice: int
    n_max_age60: int
    start: Mapping[Level, int]


@dataclass(frozen=True, slots=True)
class HiitPerWeek:
    """Most HIIT sessions a week by e_level and age (D-20)."""

    novice: int
    intermediate: int
    advanced: int
    advanced_on_request: int
    age60: int


@dataclass(frozen=True, slots=True)
class Steady:
    """Steady cardio: minutes, sessions a week, effort (A-06, D-10, D-20)."""

    min: int
    max: int
    per_week_max: float
    finisher: tuple[int, int]
    long_general: tuple[int, int]
    rpe: tuple[int, int]


@dataclass(frozen=True, slots=True)
class CardioCount:
    """Most cardio counts a week, in B3 and elsewhere (D-20)."""

    default: float
    B3: float


@dataclass(frozen=True, slots=True)
class LongGrowth:
    """How the long session may grow (F-31)."""

    rel: float
    abs_min: int
    window_days: int
    cutback_every: int
    cutback: float
    easy_below_min: int
    stale_weeks: int
    stale_cap_min: int


@dataclass(frozen=True, slots=True)
class HeartRate:
    """Formula of the maximal heart rate and the easy zones (F-04)."""

    a: float
    b: float
    easy_hrr: tuple[float, float]
    easy_pct: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Pace:
    """Shares of VDOT, age of a result and exponents (F-05, F-06)."""

    easy: tuple[float, float]
    tempo: float
    max_age_days: int
    aged_days: int
    aged_factor: float
    riegel: float
    riegel_marathon: float


@dataclass(frozen=True, slots=True)
class Epley:
    """Validity of an estimated maximum and its ageing after 28 and 84 days (E-20)."""

    max_n: int
    age28: float
    age84: float


@dataclass(frozen=True, slots=True)
class Deload:
    """Content of a deload week (E-40, F-40)."""

    sets: float
    load: float
    rir_min: int
    cardio: float
    hiit_n: int


@dataclass(frozen=True, slots=True)
class Protein:
    """Grams per kg, the range and the adjustment above a BMI (H-60)."""

    endurance: float
    default: float
    cut: float
    max: float
    range: tuple[float, float]
    bmi_adjust: float
    bmi_ref: float
    adj: float
    meals: int
