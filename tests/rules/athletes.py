"""Athletes of the golden scenarios, shared by the tests of prescriptions."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from typing import Any

from rules.athlete import Age, Goal, Mode, Profile, Window
from rules.exercises import PRESETS

EVENING = (Window(time(18), 120),)
INTERMEDIATE = Profile(
    age=Age(35),
    goal=Goal.HYBRID,
    strength_months=18,
    endurance_months=18,
    availability=(EVENING,) * 7,
    equipment=PRESETS["full_gym"],
    weight_kg=75,
    height_cm=175,
    current_lifts_per_week=3,
    current_cardio_min_per_week=150,
    longest_session_30d_min=60,
    main_cardio_mode=Mode.RUN,
)
BEGINNER = replace(
    INTERMEDIATE,
    strength_months=0,
    endurance_months=3,
    current_lifts_per_week=1,
    current_cardio_min_per_week=100,
)
ADVANCED = replace(
    INTERMEDIATE,
    strength_months=48,
    endurance_months=36,
    current_lifts_per_week=4,
    current_cardio_min_per_week=160,
)
INACTIVE = replace(
    BEGINNER, endurance_months=0, current_lifts_per_week=0, current_cardio_min_per_week=0, goal=Goal.HEALTH
)


def athlete(base: Profile = INTERMEDIATE, **changes: Any) -> Profile:
    """`base` with some fields changed."""
    return replace(base, **changes)
