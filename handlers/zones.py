"""A time zone from a typed city, a clock time or a shift of an hour."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale
from rapidfuzz import fuzz, process, utils

CLOSE_ENOUGH = 85
# One well-known zone an offset, tried in this order, so that a shift by an hour lands where most people live.
USUAL = (
    "Europe/London", "Europe/Berlin", "Europe/Athens", "Europe/Moscow", "Asia/Dubai", "Asia/Karachi",
    "Asia/Kolkata", "Asia/Dhaka", "Asia/Bangkok", "Asia/Singapore", "Asia/Tokyo", "Australia/Sydney",
    "Pacific/Auckland", "Atlantic/Azores", "America/Sao_Paulo", "America/New_York", "America/Chicago",
    "America/Denver", "America/Los_Angeles", "America/Anchorage", "Pacific/Honolulu",
)  # fmt: skip


@cache
def cities(language: str) -> dict[str, str]:
    """City name -> zone, from the zone names and from the language's own names for them."""
    places = {
        zone.rpartition("/")[2].replace("_", " "): zone
        for zone in sorted(available_timezones())
        if "/" in zone
    }
    named = Locale.parse(language).time_zones
    return places | {
        names["city"]: zone for zone, names in named.items() if "city" in names and zone in places.values()
    }


def by_city(text: str, language: str) -> str | None:
    """The zone of a typed city, small misspellings forgiven; None when no city is near."""
    known = cities(language)
    found = process.extractOne(
        text, list(known), scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=CLOSE_ENOUGH
    )
    return known[found[0]] if found else None


def by_clock(wall: time, now: datetime, current: str) -> str | None:
    """The zone in which it is this time now (to the nearest quarter of an hour); the current one where it fits."""
    there = timedelta(hours=wall.hour, minutes=wall.minute)
    utc = timedelta(hours=now.hour, minutes=now.minute)
    quarter = round((there - utc) / timedelta(minutes=15)) * timedelta(minutes=15)
    return _with_offset(quarter, now, current)


def shifted(current: str, hours: int, now: datetime) -> str:
    """The usual zone whose clock is so many hours from the current one's."""
    offset = now.astimezone(ZoneInfo(current)).utcoffset() or timedelta()
    return _with_offset(offset + timedelta(hours=hours), now, current) or current


def _with_offset(offset: timedelta, now: datetime, current: str) -> str | None:
    for zone in (current, *USUAL, *sorted(available_timezones())):
        real = now.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()
        if (real - offset) % timedelta(days=1) == timedelta() and real > timedelta(hours=-13):
            return zone
    return None
