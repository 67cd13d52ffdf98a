"""A popular minute is spread, a quiet one isn't."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import insert, select

from bot.coaching.people import Person, Settings
from bot.coaching.ports import Reminder
from bot.coaching.spreading import A_SECOND, LONGEST, spread
from bot.storage.database import Storage
from bot.storage.tables import reminder
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
    """So many promises of one instant: one that is planned, and copies of its row, which take no time to plan."""
    async with storage.unit() as unit:
        await unit.reminders.upsert([at(ada.id, due, slot=1)])
    async with storage.connection() as connection:
        [planned] = (await connection.execute(select(reminder))).mappings()
        row = {name: value for name, value in planned.items() if name != "id"}
        await connection.execute(insert(reminder), [{**row, "slot": n} for n in range(2, count + 1)])
    async with storage.look() as unit:
        assert await unit.reminders.crowd(due, due) == count


async def early(storage: Storage, ada: Person, due: datetime, people: int = 1) -> list[timedelta]:
    """How much earlier each of so many people with Ada's settings is reminded."""
    async with storage.look() as unit:
        return [
            due - (await spread(unit, replace(ada, id=number), at(number, due))).due_utc
            for number in range(people)
        ]


async def test_a_minute_that_few_want_is_kept(storage: Storage, ada: Person) -> None:
    await crowd(storage, ada, A_SECOND - 1, EIGHT)
    assert await early(storage, ada, EIGHT) == [timedelta(0)]


async def test_people_of_a_popular_minute_come_at_different_seconds_before_it(
    storage: Storage, ada: Person
) -> None:
    await crowd(storage, ada, 60 * A_SECOND, EIGHT)
    found = await early(storage, ada, EIGHT, people=120)
    assert found == await early(storage, ada, EIGHT, people=120)
    assert timedelta(0) <= min(found) < max(found) <= timedelta(seconds=60)
    assert len(set(found)) > 50


async def test_nobody_comes_more_than_four_minutes_early(storage: Storage, ada: Person) -> None:
    await crowd(storage, ada, 300 * A_SECOND, EIGHT)
    found = await early(storage, ada, EIGHT, people=80)
    assert timedelta(minutes=3) < max(found) <= LONGEST


async def test_nobody_comes_in_quiet_hours(storage: Storage, ada: Person) -> None:
    six = EIGHT.replace(hour=6)
    await crowd(storage, ada, 100 * A_SECOND, six)
    assert set(await early(storage, ada, six, people=40)) == {timedelta(0)}
