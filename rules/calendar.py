"""Dates and wall clocks: plan weeks from Monday to Sunday, and the instant of a local time (0.3).

Ranges of days include the start and exclude the end.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

WEEK = timedelta(days=7)
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def monday_of(day: date) -> date:
    """The Monday of the plan week that holds this local date (0.3)."""
    return day - timedelta(days=day.weekday())


def weeks_between(first: date, second: date) -> int:
    """Plan weeks from the week of `first` to the week of `second`; 0 in the same week, negative backwards."""
    return (monday_of(second) - monday_of(first)).days // 7


def weeks_to_event(start: date, event: date) -> int:
    """W: plan weeks from the start's to the event's, both included (D-04)."""
    return weeks_between(start, event) + 1


def start_week(today: date, events: tuple[date, ...] = ()) -> date:
    """The Monday of a new plan's first week (D-04).

    From Thursday on it is the next Monday, except when an event comes before that.
    """
    this_monday = monday_of(today)
    if today.weekday() < 3 or any(today <= event < this_monday + WEEK for event in events):
        return this_monday
    return this_monday + WEEK


def date_exists(day: date, zone: ZoneInfo) -> bool:
    """False for a date that the zone skipped, as 2011-12-30 in Pacific/Apia (reliability 2.4)."""
    noon = datetime.combine(day, time(12), tzinfo=zone)
    return noon.astimezone(UTC).astimezone(zone).date() == day


def due_utc(day: date, wall: time, zone: ZoneInfo) -> datetime | None:
    """The instant of a wall-clock time on a local date, as RFC 5545 reads it (reliability 2.4).

    In the hour that comes twice it is the first; a time in a gap is shifted by the gap, even past midnight.
    None for a date that does not exist in the zone.
    """
    if not date_exists(day, zone):
        return None
    return datetime.combine(day, wall).replace(tzinfo=zone, fold=0).astimezone(UTC)


def local_of(instant: datetime, zone: ZoneInfo) -> datetime:
    """The instant on the zone's wall clock; refuses a naive datetime (ValueError)."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return instant.astimezone(zone)


def minute_of(wall: time) -> int:
    """Minutes since midnight."""
    return wall.hour * 60 + wall.minute


def in_quiet_hours(wall: time, quiet_from: time, quiet_until: time) -> bool:
    """Whether the time lies in [quiet_from, quiet_until), which may cross midnight; equal ends: no quiet hours."""
    if quiet_from <= quiet_until:
        return quiet_from <= wall < quiet_until
    return wall >= quiet_from or wall < quiet_until
