"""Appointments as an iCalendar file (RFC 5545); instants are in UTC, so no reader's zone rules matter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from icalendar import Calendar, Event

REFRESH = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """One event with the words for it."""

    uid: str
    begins: datetime
    ends: datetime
    title: str


def render(name: str, entries: Iterable[Entry], now: datetime) -> bytes:
    """The calendar called `name`; `now` stamps every event."""
    calendar = Calendar()
    calendar.add("prodid", "-//Tandem//Training//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    for entry in entries:
        event = Event()
        event.add("uid", entry.uid)
        event.add("dtstamp", now)
        event.add("dtstart", entry.begins)
        event.add("dtend", entry.ends)
        event.add("summary", entry.title)
        event.add("transp", "OPAQUE")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
