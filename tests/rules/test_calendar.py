"""Plan weeks, and wall-clock times as instants: clock changes, date lines, years' ends."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.calendar import (
    date_exists,
    due_utc,
    in_quiet_hours,
    local_of,
    monday_of,
    start_week,
    weeks_between,
    weeks_to_event,
)

ZONES = [
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "America/Nuuk",
    "Pacific/Apia",
    "Asia/Kathmandu",
]


@pytest.mark.parametrize(
    ("day", "monday"),
    [
        ("2026-11-16", "2026-11-16"),
        ("2026-11-22", "2026-11-16"),
        ("2027-01-01", "2026-12-28"),
        ("2028-02-29", "2028-02-28"),
    ],
)
def test_week_begins_on_monday(day: str, monday: str) -> None:
    assert monday_of(date.fromisoformat(day)) == date.fromisoformat(monday)


@pytest.mark.parametrize(
    ("first", "second", "weeks"),
    [
        ("2026-11-16", "2026-11-22", 0),
        ("2026-11-22", "2026-11-23", 1),
        ("2026-11-23", "2026-11-22", -1),
        ("2026-12-31", "2027-01-04", 1),
    ],
)
def test_weeks_between_counts_mondays(first: str, second: str, weeks: int) -> None:
    assert weeks_between(date.fromisoformat(first), date.fromisoformat(second)) == weeks


def test_event_on_sunday_of_the_second_week_is_two_weeks_away() -> None:
    assert weeks_to_event(date(2026, 11, 16), date(2026, 11, 29)) == 2


@pytest.mark.parametrize(
    ("today", "events", "monday"),
    [
        ("2026-11-16", (), "2026-11-16"),
        ("2026-11-18", (), "2026-11-16"),
        ("2026-11-19", (), "2026-11-23"),
        ("2026-11-22", (), "2026-11-23"),
        ("2026-11-19", ("2026-11-22",), "2026-11-16"),
        ("2026-11-19", ("2026-11-23",), "2026-11-23"),
        ("2026-11-20", ("2026-11-17",), "2026-11-23"),
    ],
)
def test_start_week(today: str, events: tuple[str, ...], monday: str) -> None:
    days = tuple(date.fromisoformat(e) for e in events)

    assert start_week(date.fromisoformat(today), days) == date.fromisoformat(monday)


@pytest.mark.parametrize(
    ("zone", "day", "wall", "instant"),
    [
        ("Europe/Berlin", "2026-11-16", "08:00", "2026-11-16T07:00"),
        ("Europe/Berlin", "2026-07-01", "08:00", "2026-07-01T06:00"),
        ("Europe/Berlin", "2026-03-29", "02:30", "2026-03-29T01:30"),  # gap: shown as 03:30
        ("Europe/Berlin", "2026-10-25", "02:30", "2026-10-25T00:30"),  # twice: the first
        (
            "America/Nuuk",
            "2024-03-30",
            "23:30",
            "2024-03-31T01:30",
        ),  # gap of 22:00 local: shifted past midnight
        ("Pacific/Apia", "2011-12-29", "08:00", "2011-12-29T18:00"),
        ("Pacific/Apia", "2011-12-31", "08:00", "2011-12-30T18:00"),
        ("Asia/Kathmandu", "2026-01-01", "00:00", "2025-12-31T18:15"),
    ],
)
def test_wall_time_becomes_an_instant(zone: str, day: str, wall: str, instant: str) -> None:
    expected = datetime.fromisoformat(instant).replace(tzinfo=UTC)

    assert due_utc(date.fromisoformat(day), time.fromisoformat(wall), ZoneInfo(zone)) == expected


def test_skipped_date_has_no_instant() -> None:
    apia = ZoneInfo("Pacific/Apia")

    assert not date_exists(date(2011, 12, 30), apia)
    assert due_utc(date(2011, 12, 30), time(8), apia) is None


@given(
    zone=st.sampled_from(ZONES),
    day=st.dates(date(2000, 1, 1), date(2037, 12, 30)),
    minute=st.integers(0, 1439),
)
def test_existing_date_has_exactly_one_instant_near_its_wall_time(zone: str, day: date, minute: int) -> None:
    """It shows the wall time, except in a gap, where it shows a later one at most a day on."""
    wall = time(minute // 60, minute % 60)
    instant = due_utc(day, wall, ZoneInfo(zone))
    if instant is None:
        assert (zone, day) == ("Pacific/Apia", date(2011, 12, 30))
        return

    shown = local_of(instant, ZoneInfo(zone)).replace(tzinfo=None)

    assert timedelta(0) <= shown - datetime.combine(day, wall) <= timedelta(hours=24)


def test_naive_instant_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        local_of(datetime(2026, 11, 16, 8), ZoneInfo("UTC"))  # noqa: DTZ001  # the refusal is what is tested


@pytest.mark.parametrize(
    ("wall", "start", "end", "quiet"),
    [
        ("21:30", "21:30", "06:30", True),
        ("21:29", "21:30", "06:30", False),
        ("03:00", "21:30", "06:30", True),
        ("06:30", "21:30", "06:30", False),
        ("13:00", "12:00", "14:00", True),
        ("14:00", "12:00", "14:00", False),
        ("12:00", "00:00", "00:00", False),
    ],
)
def test_quiet_hours(wall: str, start: str, end: str, quiet: bool) -> None:
    times = (time.fromisoformat(t) for t in (wall, start, end))

    assert in_quiet_hours(*times) is quiet
