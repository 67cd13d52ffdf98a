"""Very hot days, or days of bad air: said by the athlete, for these days only (F-80)."""

from __future__ import annotations

from collections.abc import Collection

from rules.athlete import Level
from rules.cardio.easy import for_heat
from rules.plan import Week
from rules.review.sparing import is_own, reckoned
from rules.sessions import Session


def heated(session: Session) -> Session:
    """A session on such a day: cardio of ours easy by effort and a fifth shorter, anything else as it is (F-80)."""
    return for_heat(session) if is_own(session) else session


def in_heat(week: Week, days: Collection[int], s_level: Level) -> Week:
    """The week with these days such days (F-80)."""
    return reckoned(week, (heated(s) if s.day in days else s for s in week.sessions), s_level)
