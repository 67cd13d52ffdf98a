"""Where an athlete stands between two weeks: all that the next week is built from (0.10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules.athlete import Mode, Profile, Region
from rules.checkin import CheckIn, Wellness
from rules.decisions import Decision, Proposal
from rules.plan import Model, Phase, Week


class Standing(StrEnum):
    """Outcome of the health screen (C-31, C-32, C-36)."""

    CLEAR = "clear"
    LIGHT = "light"
    HOLD_MEDICAL = "hold_medical"
    HOLD_PREGNANCY = "hold_pregnancy"


@dataclass(frozen=True, slots=True)
class Screening:
    """The health screen's outcome. `limits`: no_hiit, no_heavy, no_running, only_supervised (C-31).

    `light_until` ends LIGHT by date (four weeks after an unlock); None: until cleared. `postpartum_until`
    is the date until which C-36 forbids running, jumping and HIIT.
    """

    standing: Standing = Standing.CLEAR
    ticked: frozenset[str] = frozenset()
    limits: frozenset[str] = frozenset()
    cleared_on: date | None = None
    light_until: date | None = None
    postpartum_until: date | None = None
    screened_on: date | None = None


@dataclass(frozen=True, slots=True)
class Lift:
    """What is known of one exercise: working load, the rep goal within the range, tracked e1RM values, misses."""

    exercise_id: str
    load_kg: float | None
    reps_target: int | None = None
    rep_ceiling_plus: int = 0  # E-30: the ceiling extended before a large step
    e1rm_kg: tuple[float, ...] = ()  # best per session, oldest first (E-21)
    misses: int = 0  # sessions in a row below the bottom of the range (E-33)
    exposures: tuple[date, ...] = ()
    extra_sets: int = 0  # E-32
    tempo: str = ""  # E-30 without load: "slow" lowering, then "pause"
    rep_range: tuple[int, int] | None = None  # E-34: the range that takes the row's place
    deload_week: date | None = None  # E-34: Monday of a week in which this exercise alone is deloaded


@dataclass(frozen=True, slots=True)
class RegionLimit:
    """A pain rule in force for a region (G-33): "watch", "modify" or "block", and the good reports since."""

    region: Region
    action: str
    since: date
    good_reports: int = 0
    mode_share: float = 1.0  # return of a blocked mode: 0.5, then +0.25 a pain-free week
    patterns: tuple[str, ...] = ()  # patterns that hurt beyond the region's own (C-60, shoulder)


@dataclass(frozen=True, slots=True)
class Adjustments:
    """Everything the reviews have put in force beside the phase's own numbers."""

    pace_slow: float = 0.0  # G-41: share by which the pace band is slower
    hr_down_bpm: int = 0
    run_walk_level: int | None = None  # F-03
    regions: tuple[RegionLimit, ...] = ()
    mode_swaps: tuple[tuple[Mode, Mode], ...] = ()
    removed_windows: frozenset[tuple[int, int]] = frozenset()  # (day, start minute of day)
    swapped_exercises: tuple[tuple[str, str], ...] = ()
    easy_to_non_impact: bool = False  # G-41, two weeks running
    no_hiit_growth: bool = False  # G-21
    heavy_rir_plus_one: bool = False  # G-21
    max_days: int | None = None  # G-15, applied
    drop_pieces_to_minutes: int | None = None  # G-15 simplify
    keeps_cuts: bool = False  # G-50: the athlete declined what D-75 or G-40 would give back


@dataclass(frozen=True, slots=True)
class Recovery:
    """Steps of a return after a break (G-30) or of an illness (G-32) still to come."""

    kind: str  # "return" or "illness"
    row: int  # the G-30 row: 7, 14, 28 days; 0 for illness
    step: int  # index of the week in the row
    hiit_not_before: date | None = None


@dataclass(frozen=True, slots=True)
class WeekRecord:
    """A closed week: as planned, as done, and what was decided on it."""

    week: Week
    checkins: tuple[CheckIn, ...]
    wellness: tuple[Wellness, ...]
    decision: Decision
    assumed: bool = False  # projected, not lived: every session counts as done
    fatigue: int | None = None  # F of the review (G-20); None: not reviewed


@dataclass(frozen=True, slots=True)
class TrainingState:
    """The input of `build_week`. Weeks are Mondays; `week_number` is that of the week to build next."""

    profile: Profile
    screening: Screening
    model: Model
    phases: tuple[Phase, ...]
    start: date
    week_number: int
    phase_index: int
    week_in_phase: int  # from 1; REPEAT keeps it
    history: tuple[WeekRecord, ...] = ()
    hiit_n: int = 0
    hiit_weeks: int = 0  # weeks with HIIT so far
    easy_bonus_min: int = 0  # minutes added to easy sessions by progress (F-30)
    long_min: int | None = None  # minutes of the last planned long session
    lifts: tuple[Lift, ...] = ()
    block_exercises: tuple[tuple[str, str], ...] = ()  # slot key -> exercise id, kept for the block (E-05)
    adjustments: Adjustments = Adjustments()
    recovery: Recovery | None = None
    hold_next: bool = False  # the week after REDUCE (G-50)
    declined: frozenset[str] = frozenset()  # rule ids the athlete disagreed with
    lighter_week: date | None = None  # Monday of a week that the athlete asked to have lighter (D-06)
    proposal: Proposal | None = None  # a change of the structure that waits for an answer
