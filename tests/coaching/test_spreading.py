"""A popular minute is spread, a quiet one isn't."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.coaching.people import Person, Settings
from bot.coaching.ports import Reminder
from bot.coaching.spreading import A_SECOND, LONGEST, spread
from bot.storage.database import Storage
from tests.storage.conftest import NOW, clock, config, migrated_folder, storage

__all__ = ["clock", "config", "migrated_folder", "storage"]

BERLIN = ZoneInfo("Europe/Berlin")
EIGHT = datetime(2026, 11, 24, 8, tzinfo=BERLIN)


@pytest.fixture
async def ada(storage: Storage) -> AsyncIterator[Person]:
    async with storage.unit() as unit:
        known = await unit.people.add(42, 42, "en", NOW)
    yield replace(
        known, time_zone="Europe/Berlin", settings=Settings(quiet_from=time(22), quiet_until=time(6))
    )


def at(person_id: int, due: datetime, slot: int = 0) -> Reminder:
    return Reminder(person_id, due.date(), "daily", slot, due, due.time(), "Europe/Berlin")


async def crowd(storage: Storage, ada: Person, count: int, due: datetime) -> None:
    async with storage.unit() as unit:
        await unit.reminders.upsert([at(ada.id, due, slot=n) for n in range(1, count + 1)])


async def early(storage: Storage, person: Person, due: datetime) -> timedelta:
    async with storage.look() as unit:
        return due - (await spread(unit, person, at(person.id, due))).due_utc


async def test_a_minute_that_few_want_is_kept(storage: Storage, ada: Person) -> None:
    await crowd(storage, ada, A_SECOND - 1, EIGHT)
    assert await early(storage, ada, EIGHT) == timedelta(0)


async def test_people_of_a_popular_minute_come_at_different_seconds_before_it(
    storage: Storage, ada: Person
) -> None:
    await crowd(storage, ada, 60 * A_SECOND, EIGHT)
    found = [await early(storage, replace(ada, id=number), EIGHT) for number in range(120)]
    assert found == [await early(storage, replace(ada, id=number), EIGHT) for number in range(120)]
    assert timedelta(0) <= min(found) < max(found) <= timedelta(seconds=60)
    assert len(set(found)) > 50


async def test_nobody_comes_more_than_four_minutes_early(storage: Storage, ada: Person) -> None:
    await crowd(storage, ada, 300 * A_SECOND, EIGHT)
    found = [await early(storage, replace(ada, id=number), EIGHT) for number in range(80)]
    assert timedelta(minutes=3) < max(found) <= LONGEST


async def test_nobody_comes_in_quiet_hours(storage: Storage, ada: Person) -> None:
    six = EIGHT.replace(hour=6)
    await crowd(storage, ada, 100 * A_SECOND, six)
    assert {await early(storage, replace(ada, id=number), six) for number in range(40)} == {timedelta(0)}
