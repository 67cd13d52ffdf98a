"""Who the athlete is: the profile fields of C-10 as values, and what follows from them alone (0.7, priority)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum


class Goal(StrEnum):
    """What the athlete is after (C-10)."""

    MUSCLE = "muscle"
    STRENGTH = "strength"
    HYBRID = "hybrid"
    ENDURANCE = "endurance"
    RACE = "race"
    HEALTH = "health"


class Priority(StrEnum):
    """Which side leads where the two compete; derived from the goal (C-10)."""

    STRENGTH = "strength"
    BALANCED = "balanced"
    ENDURANCE = "endurance"


class Level(StrEnum):
    """s_level and e_level (0.7); `rank` orders them."""

    NOVICE = "novice"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"

    @property
    def rank(self) -> int:
        """0 novice, 1 intermediate, 2 advanced."""
        return list(Level).index(self)


class Overall(StrEnum):
    """The overall `level` that selects the plan model (0.7)."""

    BEGINNER = "beginner"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"


class Sex(StrEnum):
    """Used for start-load anchors and C-36 only."""

    FEMALE = "female"
    MALE = "male"
    UNSPECIFIED = "unspecified"


class StrengthFocus(StrEnum):
    """Rep ranges in B1 (E-11)."""

    SIZE = "size"
    STRENGTH = "strength"
    BOTH = "both"


class Mode(StrEnum):
    """Cardio modes (C-10, D-10)."""

    RUN = "run"
    BIKE = "bike"
    ROW = "row"
    SWIM = "swim"
    WALK = "walk"
    ELLIPTICAL = "elliptical"
    SKI = "ski"
    MIXED = "mixed"
    STAIRS = "stairs"  # hill, stairs or fast marching: HIIT without equipment (F-10); scored as walk


class EventType(StrEnum):
    """Events a plan can be counted back from (C-10)."""

    K5 = "5k"
    K10 = "10k"
    HALF = "half"
    MARATHON = "marathon"
    ULTRA = "ultra"
    TRI_SHORT = "tri_short"
    TRI_LONG = "tri_long"
    CYCLE_LONG = "cycle_long"
    ROW_2K = "row_2k"
    HYROX = "hyrox"
    PHYSIQUE = "physique"
    MEET = "meet"
    SEASON = "season"


class Region(StrEnum):
    """Body regions of injuries and pain (C-10, C-60)."""

    NECK = "neck"
    SHOULDER = "shoulder"
    ELBOW = "elbow"
    WRIST = "wrist"
    UPPER_BACK = "upper_back"
    LOWER_BACK = "lower_back"
    HIP = "hip"
    KNEE = "knee"
    ANKLE_FOOT = "ankle_foot"
    OTHER = "other"


class Units(StrEnum):
    """Display units; inside everything is metric (0.2)."""

    METRIC = "metric"
    IMPERIAL = "imperial"


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
