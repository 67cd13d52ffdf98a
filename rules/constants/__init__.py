"""Every constant of the specification's section P as typed, immutable values: `P`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rules.athlete import EventType, Mode
from rules.constants import coaching, planning, training
from rules.packaged import fill, read_table
from rules.sessions import SessionType

EVENT_GROUPS = ("recovery_weeks", "last_heavy_lower_days", "no_strength_last_days")


@dataclass(frozen=True, slots=True)
class Constants:
    """Section P, one attribute a group. Maps by week number of the taper count its length T; rows of G-30 by days.

    `sens` and `expected_rpe` have plain session types and "S_LOWER_heavy" and the like as keys.
    """

    version: int
    counts: planning.CountRules
    levels: planning.LevelBorders
    block_length: planning.BlockLength
    loading_weeks_max: planning.LoadingWeeks
    deload_every: planning.DeloadEvery
    taper_weeks: Mapping[EventType, int]
    recovery_weeks: Mapping[EventType, int]
    taper_volume: Mapping[int, tuple[float, ...]]
    taper_long: Mapping[int, tuple[float, ...]]
    taper_hiit_n: Mapping[int, tuple[int, ...]]
    taper_other_volume: Mapping[EventType, float]
    last_heavy_lower_days: Mapping[EventType, int]
    no_strength_last_days: Mapping[EventType, int]
    event_gap_min_weeks: int
    min_prep_weeks: Mapping[EventType, tuple[int, int, int]]  # e novice, intermediate, advanced
    gap_hours: planning.GapHours
    heavy_to_intense_hours: int
    training_days_max: int
    doubles_min_gap_h: int
    day_minutes_max: planning.DayMinutes
    hiit: training.Hiit
    hiit_per_week_max: training.HiitPerWeek
    steady: training.Steady
    cardio_count_max: training.CardioCount
    long_peak_min: Mapping[str, int]
    long_growth: training.LongGrowth
    mode_factor: Mapping[Mode, float] = field(metadata={"key": "mode_kM"})
    intensity_factor: Mapping[str, float] = field(metadata={"key": "intensity_kI"})
    score: planning.Score
    score_bands: planning.ScoreBands
    score_targets: Mapping[str, int]
    sens: Mapping[str, float]
    costs: planning.Costs
    consecutive: planning.Consecutive = field(metadata={"key": "consecutive_M"})
    stepdown: planning.Stepdown
    onramp: planning.Onramp
    hr: training.HeartRate
    pace: training.Pace
    epley: training.Epley
    expected_rpe: Mapping[str, int]
    minutes: Mapping[SessionType, tuple[int, int, int]]  # min, default, max (D-10)
    micro_mode_lt_min: int
    adherence: coaching.Adherence
    fatigue: coaching.Fatigue
    bounds: coaching.Bounds
    reduce: coaching.Reduce
    deload: training.Deload
    talk: coaching.Talk
    break_days: tuple[int, ...]
    return_volume: Mapping[int, tuple[float, ...]]
    return_load: Mapping[int, float]
    return_long: Mapping[int, float]
    illness: coaching.IllnessRules
    pain: coaching.PainLevels
    protein: training.Protein
    messages: coaching.Messages
    tips: coaching.TipGaps
    age: coaching.AgeBorders


def spread_other(by_event: Mapping[str, Any]) -> dict[str, Any]:
    """A map by event in which "other" is written out for every event that has no value of its own."""
    named = {key: value for key, value in by_event.items() if key != "other"}
    return {event.value: named.get(event.value, by_event["other"]) for event in EventType}


def load_constants() -> Constants:
    """Section P from its packaged table."""
    table = dict(read_table("constants"))
    return fill(Constants, table | {group: spread_other(table[group]) for group in EVENT_GROUPS})


P = load_constants()
