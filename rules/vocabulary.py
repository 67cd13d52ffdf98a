"""The words that athletes and coaches share: goals, levels, modes, events, regions (C-10, 0.7)."""

from __future__ import annotations

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
        return _RANKS[self]


_RANKS = {level: rank for rank, level in enumerate(Level)}


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
