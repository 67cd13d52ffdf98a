"""The same few athletes everywhere: profiles of the golden scenarios' defaults."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from typing import Any

from rules.athlete import Age, Goal, Mode, Profile, Window

EVENING = (Window(time(18), 120),)

INTERMEDIATE = Profile(
    age=Age(35),
    goal=Goal.HYBRID,
    strength_months=18,
    endurance_months=18,
    availability=(EVENING,) * 7,
    equipment=frozenset(),
    weight_kg=75.0,
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


def athlete(base: Profile = INTERMEDIATE, **changes: Any) -> Profile:
    """The base profile with some fields changed."""
    return replace(base, **changes)
