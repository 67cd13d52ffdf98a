"""Constants of adaptation and messages (section P, groups of C-35, G and H)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time


@dataclass(frozen=True, slots=True)
class Adherence:
    """Borders of adherence (G-15, G-16)."""

    progress: float
    hold: float
    low: float
    simplify_ratio: float
    extend_block_lt: float
    deload_skip_lt: float


@dataclass(frozen=True, slots=True)
class Fatigue:
    """Borders for 1 and 2 points of each component, and the decisions by the sum (G-20)."""

    drpe: tuple[float, float]
    sleep: tuple[float, float]
    soreness: tuple[float, float]
    missed_sets: tuple[float, float]
    e1rm_drop: float
    load: tuple[float, float]
    hold: int
    reduce: int
    deload: int


@dataclass(frozen=True, slots=True)
class Bounds:
    """Bounds of automatic changes (G-40, D-75)."""

    cardio_rel: float
    cardio_abs: int
    cardio_ref_weeks: int
    run_ref_weeks: int
    cardio_ref_floor_min: int
    run_ref_floor_min: int
    phase_change_load: float
    phase_change_strength: int
    strength_ref_weeks: int
    sets_rel: float
    sets_abs: int
    load_baseline: float
    load_single: float
    decrease: float


@dataclass(frozen=True, slots=True)
class Reduce:
    """Content of a REDUCE week: sets, share of the cardio taken off, intervals taken off (G-50)."""

    sets: int
    cardio: float
    hiit_n: int


@dataclass(frozen=True, slots=True)
class Talk:
    """Weight of the talk test's answers and what a bad week costs (G-41)."""

    fail: float
    borderline: float
    slow_rate: float
    pace_slow: float
    hr_down: int


@dataclass(frozen=True, slots=True)
class IllnessRules:
    """Fever and the waits after it (G-32)."""

    fever_c: float
    clear_h: int
    hiit_after_fever_days: int


@dataclass(frozen=True, slots=True)
class PainLevels:
    """Upper borders of the pain bands 0-10 and the red one (G-33)."""

    ok: int
    modify: int
    block: int
    red: int


@dataclass(frozen=True, slots=True)
class Messages:
    """Times and numbers of messages (H-01, G-10). `weekly_review` is a weekday and a time, e.g. "Sun 18:00"."""

    quiet_hours: tuple[time, time]
    lead_min: int
    evening_before: time
    weekly_review: str
    unasked_per_day: int
    silent_followups_per_day: int
    followup_after_min: int
    unlogged_after_h: int


@dataclass(frozen=True, slots=True)
class TipGaps:
    """How often a tip and a category may come (H-20)."""

    same_id_gap_days: int
    safety_gap_days: int
    same_category_max_days: int


@dataclass(frozen=True, slots=True)
class AgeBorders:
    """Ages at which rules begin (C-10, C-30, C-35, E-06)."""

    min: int
    max: int
    senior: int
    light_if_inactive: int
