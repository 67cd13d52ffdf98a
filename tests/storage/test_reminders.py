"""The schedule: one promise per person, date, kind and slot, and nobody claims it twice."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import time, timedelta

from bot.coaching.ports import Reminder, ReminderStatus
from bot.storage.database import Storage
from tests.storage.conftest import NOW
from tests.storage.test_people import add_ada

DUE = NOW + timedelta(hours=1)


def reminder(person_id: int, **changes: object) -> Reminder:
    first = Reminder(person_id, NOW.date(), "reminder", 0, DUE, time(8), "Europe/Berlin", "20261123-1")
    return replace(first, **changes)  # type: ignore[arg-type]  # the fields of Reminder


async def test_a_promise_is_moved_not_doubled(storage: Storage) -> None:
    ada = await add_ada(storage)
    later = reminder(ada.id, due_utc=DUE + timedelta(hours=5), wall=time(13))
    async with storage.unit() as unit:
        await unit.reminders.upsert([reminder(ada.id)])
        await unit.reminders.upsert([later])
        assert await unit.reminders.of(ada.id, NOW.date(), NOW.date()) == [later]
        assert await unit.reminders.next_due() == later.due_utc


async def test_what_has_fired_is_not_planned_again(storage: Storage) -> None:
    ada = await add_ada(storage)
    async with storage.unit() as unit:
        await unit.reminders.upsert([reminder(ada.id)])
        assert await unit.reminders.claim(reminder(ada.id))
        await unit.reminders.upsert([reminder(ada.id, due_utc=DUE + timedelta(hours=2))])
        (row,) = await unit.reminders.of(ada.id, NOW.date(), NOW.date())
        assert (row.status, row.due_utc) == (ReminderStatus.QUEUED, DUE)


async def test_a_cancelled_promise_can_be_planned_again(storage: Storage) -> None:
    ada = await add_ada(storage)
    review = reminder(ada.id, kind="review")
    async with storage.unit() as unit:
        await unit.reminders.upsert([reminder(ada.id), review])
        await unit.reminders.cancel(ada.id, NOW.date(), ["reminder"])
        statuses = {r.kind: r.status for r in await unit.reminders.of(ada.id, NOW.date(), NOW.date())}
        assert statuses == {"reminder": ReminderStatus.CANCELLED, "review": ReminderStatus.PLANNED}
        assert not await unit.reminders.claim(reminder(ada.id))
        await unit.reminders.upsert([reminder(ada.id)])
        assert await unit.reminders.claim(reminder(ada.id))


async def test_only_what_is_due_comes_up(storage: Storage) -> None:
    ada = await add_ada(storage)
    tomorrow = reminder(ada.id, local_date=NOW.date() + timedelta(days=1), due_utc=DUE + timedelta(days=1))
    async with storage.unit() as unit:
        await unit.reminders.upsert([tomorrow, reminder(ada.id)])
        assert await unit.reminders.due(DUE - timedelta(seconds=1), 10) == []
        assert await unit.reminders.due(DUE, 10) == [reminder(ada.id)]


async def test_a_row_moved_after_it_was_read_is_not_claimed(storage: Storage) -> None:
    ada = await add_ada(storage)
    async with storage.unit() as unit:
        await unit.reminders.upsert([reminder(ada.id, due_utc=DUE + timedelta(minutes=5))])
        assert not await unit.reminders.claim(reminder(ada.id))


async def test_two_ticks_at_once_claim_once(storage: Storage) -> None:
    ada = await add_ada(storage)
    async with storage.unit() as unit:
        await unit.reminders.upsert([reminder(ada.id)])

    async def claim() -> bool:
        async with storage.unit() as unit:
            return await unit.reminders.claim(reminder(ada.id))

    assert sorted(await asyncio.gather(*(claim() for _ in range(6)))) == [False] * 5 + [True]


async def test_a_row_that_keeps_failing_expires(storage: Storage) -> None:
    ada = await add_ada(storage)
    async with storage.unit() as unit:
        await unit.reminders.upsert([reminder(ada.id)])
        assert [await unit.reminders.fail(reminder(ada.id)) for _ in range(3)] == [False, False, True]
        assert await unit.reminders.due(DUE, 10) == []
        (row,) = await unit.reminders.of(ada.id, NOW.date(), NOW.date())
        assert (row.status, row.reason) == (ReminderStatus.EXPIRED, "error")
