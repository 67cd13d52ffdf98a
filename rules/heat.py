"""A week with very hot days, or days of bad air: said by the athlete, for these days only (F-80)."""

from __future__ import annotations

from collections.abc import Collection

from rules.athlete import Level
from rules.cardio.easy import for_heat
from rules.plan import Week
from rules.review.sparing import is_own, reckoned


def in_heat(week: Week, days: Collection[int], s_level: Level) -> Week:
    """The week with the cardio of these days easy by effort and a fifth shorter (F-80)."""
    sessions = (for_heat(s) if s.day in days and is_own(s) else s for s in week.sessions)
    return reckoned(week, sessions, s_level)
