"""Who the athlete is: the profile fields of C-10 as values, and what follows from them alone (0.7, priority)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from rules.vocabulary import (
    EventType,
    Goal,
    Level,
    Mode,
    Overall,
    Priority,
    Region,
    Sex,
    StrengthFocus,
    Units,
)

__all__ = [
    "EventType",
    "Goal",
    "Level",
    "Mode",
    "Overall",
    "Priority",
    "Region",
    "Sex",
    "StrengthFocus",
    "Units",
    "Age",
    "Window",
    "Event",
    "FixedSession",
    "Injury",
    "RecentRace",
    "RecentLift",
    "Profile",
]


@dataclass(frozen=True, slots=True)
class Age:
    """Age in years; from a band it is the band's youngest age and `exact` is False (C-10)."""

    years: int
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a day in which the athlete can train: local start and minutes available (15-240)."""

    start: time
    max_minutes: int


@dataclass(frozen=True, slots=True)
class Event:
    """A race, show, meet or season start on a local date; rank "A" or "B"."""

    type: EventType
    date: date
    rank: str = "A"
    target_time_s: int | None = None


@dataclass(frozen=True, slots=True)
class FixedSession:
    """Something done anyway: team sport, class, bike commute (D-72). `day` 0 Monday to 6 Sunday, `rpe` 1-10."""

    day: int
    start: time
    minutes: int
    kind: str
    rpe: int


@dataclass(frozen=True, slots=True)
class Injury:
    """A sore or hurt region with severity 0-10 (C-60)."""

    region: Region
    severity: int
    since: date | None = None


@dataclass(frozen=True, slots=True)
class RecentRace:
    """A result that paces are computed from (F-05)."""

    distance_m: float
    time_s: float
    date: date


@dataclass(frozen=True, slots=True)
class RecentLift:
    """A recent set that start loads are computed from (E-20)."""

    exercise_id: str
    load_kg: float
    reps: int
    rir: int
    date: date


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything the athlete told us (C-10). Required fields have no default. Loads in kg, lengths in cm."""

    age: Age
    goal: Goal
    strength_months: int
    endurance_months: int
    availability: tuple[tuple[Window, ...], ...]  # seven entries, Monday first, each 0-2 windows
    equipment: frozenset[str]  # expanded set, see rules.exercises.PRESETS
    time_zone: str = "UTC"
    sex: Sex = Sex.UNSPECIFIED
    weight_kg: float | None = None
    height_cm: int | None = None
    strength_focus: StrengthFocus | None = None
    events: tuple[Event, ...] = ()
    current_lifts_per_week: float = 0.0
    current_cardio_min_per_week: int = 0
    current_run_min_per_week: int | None = None
    longest_session_30d_min: int | None = None
    main_cardio_mode: Mode | None = None
    max_training_days: int | None = None
    fixed_sessions: tuple[FixedSession, ...] = ()
    load_steps_kg: tuple[tuple[str, float], ...] = ()
    injuries: tuple[Injury, ...] = ()
    resting_hr: int | None = None
    max_hr: int | None = None
    beta_blocker: bool = False
    recent_race: RecentRace | None = None
    recent_lifts: tuple[RecentLift, ...] = ()
    sleep_usual_h: float | None = None
    long_session_days: frozenset[int] = frozenset({5, 6})
    cut_phase: bool = False
    likes: frozenset[str] = frozenset()
    dislikes: frozenset[str] = frozenset()
    conditions: frozenset[str] = frozenset()  # e.g. "kidney", "pregnant", "atrial_arrhythmia" (C-34, F-04)
    prefers_cardio: bool = False  # B1: HIIT instead of the circuit (D-20, D-30)
    wants_three_hiit: bool = False  # D-20: three a week only if asked
    supplements_opt_in: bool = False  # H-64
    units: Units = Units.METRIC
    quiet_from: time = time(21, 30)
    quiet_until: time = time(6, 30)
    reminder_lead_min: int = 60
    reminder_time: time | None = None
