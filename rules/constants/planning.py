"""Constants of plan building: levels, phases, tapers, placement, score, ramps (section P, groups of 0, C and D)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rules.athlete import Level


@dataclass(frozen=True, slots=True)
class CountRules:
    """What each kind of session counts (0.6)."""

    finisher: float
    primer: float
    micro: float
    full: float
    finisher_max_min: int
    ignore_walk_max_min: int


@dataclass(frozen=True, slots=True)
class StrengthLevels:
    """Borders of s_level (0.7)."""

    novice_lt_months: int
    advanced_ge_months: int
    advanced_min_lifts_per_week: float


@dataclass(frozen=True, slots=True)
class EnduranceLevels:
    """Borders of e_level (0.7)."""

    novice_lt_months: int
    novice_lt_min_per_week: int
    advanced_ge_months: int
    advanced_ge_min_per_week: int


@dataclass(frozen=True, slots=True)
class LevelBorders:
    """Borders of both levels and the break that costs a step (0.7)."""

    s: StrengthLevels
    e: EnduranceLevels
    detraining_weeks_minus_one: int


@dataclass(frozen=True, slots=True)
class BlockLength:
    """Weeks of a block without an event (D-03, G-16)."""

    default: int
    advanced: int
    age60: int
    min: int
    max: int


@dataclass(frozen=True, slots=True)
class LoadingWeeks:
    """Most loading weeks in a row (D-06)."""

    default: int
    age60: int


@dataclass(frozen=True, slots=True)
class DeloadEvery:
    """Every how many weeks a deload comes in rolling phases (D-06)."""

    general: int
    general_age60: int
    beginner: int


@dataclass(frozen=True, slots=True)
class GapHours:
    """Hours between two sessions of a day: full and partial credit, and one session below (A-14, D-60)."""

    full: int
    partial: int
    same_session_lt: int


@dataclass(frozen=True, slots=True)
class DayMinutes:
    """Most training minutes a day by s_level (D-42)."""

    novice: int
    other: int


@dataclass(frozen=True, slots=True)
class Score:
    """Shape of the interference score's five terms (D-60)."""

    v_max: int = field(metadata={"key": "V_max"})
    v_from: int = field(metadata={"key": "V_from"})
    v_span: int = field(metadata={"key": "V_span"})
    n_max: int = field(metadata={"key": "N_max"})
    n_from: int = field(metadata={"key": "N_from"})
    n_span: int = field(metadata={"key": "N_span"})
    p_max: int = field(metadata={"key": "P_max"})
    r_max: int = field(metadata={"key": "R_max"})
    no_rest: int
    hard_streak: int
    q_max: int = field(metadata={"key": "Q_max"})
    level_factor: Mapping[Level, float] = field(metadata={"key": "kL"})
    i_hard: float


@dataclass(frozen=True, slots=True)
class ScoreBands:
    """Upper borders of the bands low, moderate and high (D-60)."""

    low: int
    moderate: int
    high: int


@dataclass(frozen=True, slots=True)
class DropCosts:
    """Cost of dropping a piece (W15)."""

    finisher: int
    primer: int
    easy: int
    strength3: int
    hiit: int
    long: int
    long_race: int
    strength2: int
    strength1: int


@dataclass(frozen=True, slots=True)
class Costs:
    """Soft costs of a placement, in the order of their rows in D-50."""

    w1: int = field(metadata={"key": "W1"})
    w2: tuple[int, int, int] = field(
        metadata={"key": "W2"}
    )  # after primer/micro, upper/circuit, lower/full/power
    w3: tuple[int, int] = field(metadata={"key": "W3"})  # full gap, partial gap
    w4: tuple[int, int] = field(metadata={"key": "W4"})  # full gap, partial gap
    w5: int = field(metadata={"key": "W5"})
    w6: tuple[int, int] = field(metadata={"key": "W6"})  # lower shared, else
    w7: tuple[int, int] = field(metadata={"key": "W7"})  # run, other
    w8: int = field(metadata={"key": "W8"})
    w9: int = field(metadata={"key": "W9"})
    w10: int = field(metadata={"key": "W10"})
    w11: int = field(metadata={"key": "W11"})
    w12: int = field(metadata={"key": "W12"})
    w13_per5: int = field(metadata={"key": "W13_per5"})
    w14: int = field(metadata={"key": "W14"})
    w15: DropCosts = field(metadata={"key": "W15"})


@dataclass(frozen=True, slots=True)
class Consecutive:
    """Training days in a row before they cost (W10)."""

    novice: int
    intermediate: int
    advanced: int
    age60: int


@dataclass(frozen=True, slots=True)
class Stepdown:
    """Step-down from too much cardio (D-70)."""

    trigger_ratio: float
    week1: float
    week2: float
    event_free_weeks: int
    long_max: int


@dataclass(frozen=True, slots=True)
class Onramp:
    """On-ramp of the inactive (D-16)."""

    cardio_lt_min: int
    lifts_lt: int
    factors: tuple[float, ...]
    min_session: int
    hiit_delay_weeks_age45: int
