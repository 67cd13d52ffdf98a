"""The way down from too much cardio: optional easy minutes in the first two weeks (D-70)."""

from __future__ import annotations

import math

from rules.constants import P
from rules.weeks.situation import Situation


def optional_minutes(s: Situation, planned_cardio_min: int) -> int:
    """Easy minutes that may be added so that the drop isn't abrupt: 60 %, then 40 % of the current, then none."""
    shares = {1: P.stepdown.week1, 2: P.stepdown.week2}
    share = shares.get(s.state.week_number)
    if not s.stepdown or share is None:
        return 0
    allowed = math.floor(share * s.state.profile.current_cardio_min_per_week + 1e-9)
    return max(0, allowed - planned_cardio_min)
