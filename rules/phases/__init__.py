"""From the goal and the events to phases with week numbers (D-02 to D-09)."""

from __future__ import annotations

from rules.phases.calendar import deload_calendar, is_deload_week, kinds_of
from rules.phases.counting import RACE_EVENTS, blocks, count_back
from rules.phases.events import Fixture, long_event_ahead, ordered_events, upcoming
from rules.phases.layout import Layout, follow_on, lay_out
from rules.phases.preparation import preparation_warnings

__all__ = [
    "Fixture",
    "Layout",
    "RACE_EVENTS",
    "blocks",
    "count_back",
    "deload_calendar",
    "follow_on",
    "is_deload_week",
    "kinds_of",
    "lay_out",
    "long_event_ahead",
    "ordered_events",
    "preparation_warnings",
    "upcoming",
]
