"""The outbox under a sender: order, leases, fences, holds, on both databases."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.coaching.delivering import Claimed, Fate, Verdict
from bot.coaching.outgoing import Kind, Outgoing, Screen
from bot.coaching.people import Person, Status
from bot.coaching.ports import ReminderStatus
from bot.storage.codec import pack
from bot.storage.database import Storage
from bot.storage.fields import Fields
from bot.storage.outbox_queue import LEASE, SENDER_LEASE, SqlQueue
from bot.storage.tables import outbox
from tests.storage.conftest import NOW
from tests.storage.test_people import add_ada
from tests.storage.test_reminders import reminder

SECOND = timedelta(seconds=1)


def message(idem: str, chat: int = 42, kind: Kind = Kind.REPLY) -> Outgoing:
    return Outgoing(chat, Screen(idem), kind, idem)


async def add(storage: Storage, *messages: Outgoing) -> None:
    async with storage.unit() as unit:
        for one in messages:
            await unit.outbox.add(one, NOW)


async def claim(queue: SqlQueue, after: timedelta = timedelta(0), owner: str = "a") -> list[str]:
    return [c.outgoing.idem for c in await queue.claim(NOW + after, 10, owner)]


async def take(queue: SqlQueue, after: timedelta = timedelta(0), owner: str = "a") -> Claimed:
    (claimed,) = await queue.claim(NOW + after, 10, owner)
    return claimed


async def status(storage: Storage, idem: str) -> str:
    async with storage.connection() as connection:
        found = await connection.execute(select(outbox.c.status).where(outbox.c.idem == idem))
        return str(found.scalar_one())


async def test_answers_go_before_what_nobody_asked_for(storage: Storage) -> None:
    await add(
        storage,
        message("r", 1, Kind.REMINDER),
        message("n", 2, Kind.NOTICE),
        message("a", 3),
        message("s", 4, Kind.SAFETY),
    )
    assert await claim(SqlQueue(storage)) == ["s", "a", "n", "r"]


async def test_a_chat_gets_one_message_at_a_time_in_order(storage: Storage) -> None:
    queue = SqlQueue(storage)
    await add(storage, message("1"), message("2"), message("other", 43))
    first, _ = await queue.claim(NOW, 10, "a")
    assert first.outgoing.idem == "1"
    assert await claim(queue) == []
    await queue.settle(first, Verdict(Fate.SENT, 7), NOW)
    assert await claim(queue) == ["2"]


async def test_a_message_to_be_tried_again_keeps_its_place(storage: Storage) -> None:
    queue = SqlQueue(storage)
    await add(storage, message("1"), message("2"))
    first = await take(queue)
    await queue.settle(first, Verdict(Fate.PENDING, not_before=NOW + 5 * SECOND), NOW)
    assert await claim(queue, 4 * SECOND) == []
    assert await claim(queue, 5 * SECOND) == ["1"]


async def test_a_message_for_later_waits_and_an_old_one_expires(storage: Storage) -> None:
    queue = SqlQueue(storage)
    later = replace(message("later"), not_before=NOW + 9 * SECOND)
    old = replace(message("old", 43), expires_at=NOW + 3 * SECOND)
    await add(storage, later, old, message("now"))
    assert await claim(queue, 3 * SECOND) == ["now"]
    assert await status(storage, "old") == "expired"


async def test_what_is_sent_keeps_its_number_and_loses_its_text(storage: Storage) -> None:
    queue = SqlQueue(storage)
    await add(storage, message("1"))
    assert await queue.settle(await take(queue), Verdict(Fate.SENT, 7), NOW)
    async with storage.connection() as connection:
        row = (await connection.execute(select(outbox))).one()
    assert (row.status, row.message_id, row.body) == ("sent", 7, None)


async def test_a_result_waits_for_a_database_that_is_full(
    storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue = SqlQueue(storage)
    await add(storage, message("1"))
    taken = await take(queue)
    connection, refusals = storage.connection, [OperationalError("COMMIT", {}, OSError("full"))] * 2

    def full_at_first() -> AbstractAsyncContextManager[AsyncConnection]:
        if refusals:
            raise refusals.pop()
        return connection()

    monkeypatch.setattr(storage, "connection", full_at_first)
    assert await queue.settle(taken, Verdict(Fate.SENT, 7), NOW)
    assert await status(storage, "1") == "sent"


async def test_a_late_mark_of_a_lost_lease_has_no_effect(storage: Storage) -> None:
    queue = SqlQueue(storage)
    await add(storage, message("1"))
    slow = await take(queue)
    assert await queue.recover(NOW + LEASE + SECOND) == 1
    fast = await take(queue, LEASE + SECOND, "b")
    assert not await queue.settle(slow, Verdict(Fate.FAILED), NOW)
    assert await queue.settle(fast, Verdict(Fate.SENT, 8), NOW)
    assert await status(storage, "1") == "sent"


async def test_after_a_crash_an_answer_gets_one_more_try_and_a_reminder_none(storage: Storage) -> None:
    queue = SqlQueue(storage)
    await add(storage, message("answer"), message("reminder", 43, Kind.REMINDER))
    assert await claim(queue) == ["answer", "reminder"]
    assert await queue.recover(NOW + LEASE) == 0
    await queue.recover(NOW + LEASE + SECOND)
    assert await status(storage, "reminder") == "unknown"
    assert await claim(queue, LEASE + SECOND) == ["answer"]
    await queue.recover(NOW + 2 * LEASE + 2 * SECOND)
    assert await status(storage, "answer") == "unknown"


async def test_a_lease_of_a_clock_that_went_back_ends_too(storage: Storage) -> None:
    queue = SqlQueue(storage)
    await add(storage, message("1"))
    await queue.claim(NOW, 1, "a")
    assert await queue.recover(NOW - timedelta(minutes=5)) == 0  # that may be the other replica's clock
    assert await queue.recover(NOW - timedelta(days=3)) == 1


async def test_a_pause_holds_one_chat_and_two_pauses_hold_all(storage: Storage) -> None:
    queue = SqlQueue(storage)
    await add(storage, message("1", 1), message("2", 2), message("3", 3))
    await queue.hold(1, NOW + 5 * SECOND, NOW)
    assert [c.outgoing.chat_id for c in await queue.claim(NOW, 1, "a")] == [2]
    await queue.hold(2, NOW + 7 * SECOND, NOW)
    assert await claim(queue, 6 * SECOND) == []
    assert await claim(queue, 7 * SECOND) == ["1", "3"]


async def test_an_unreachable_person_gets_nothing_more(storage: Storage) -> None:
    queue = SqlQueue(storage)
    ada = await add_ada(storage)
    async with storage.unit() as unit:
        await unit.reminders.upsert([reminder(ada.id)])
    await add(storage, message("1"), message("2"))
    await queue.settle(await take(queue), Verdict(Fate.FAILED, unreachable=True), NOW)
    assert await claim(queue, SECOND) == []
    async with storage.look() as unit:
        person = await unit.people.by_id(ada.id)
        (row,) = await unit.reminders.of(ada.id, NOW.date(), NOW.date())
    assert person is not None
    assert (person.reachable, row.status) == (False, ReminderStatus.CANCELLED)


async def change(storage: Storage, ada: Person, **changes: Any) -> None:
    """They block us or pause: it commits with what waits for them dropped, as the handlers do it."""
    async with storage.unit() as unit:
        await unit.people.save(replace(ada, **changes))
        await unit.outbox.drop(ada.id, NOW, unasked_only="reachable" not in changes)


@pytest.mark.parametrize("kind", [Kind.REPLY, Kind.REMINDER])
async def test_what_was_under_way_when_they_blocked_us_isnt_tried_again(storage: Storage, kind: Kind) -> None:
    queue, ada = SqlQueue(storage), await add_ada(storage)
    await add(storage, replace(message("1", kind=kind), person_id=ada.id))
    claimed = await take(queue)
    await change(storage, ada, reachable=False)
    await queue.settle(claimed, Verdict(Fate.PENDING, not_before=NOW + SECOND), NOW)
    assert await claim(queue, SECOND) == []
    assert await status(storage, "1") == "cancelled"


async def test_nor_what_a_dead_sender_held_then(storage: Storage) -> None:
    queue, ada = SqlQueue(storage), await add_ada(storage)
    await add(storage, replace(message("1"), person_id=ada.id), message("2", 7))
    await queue.claim(NOW, 10, "dead")
    await change(storage, ada, reachable=False)
    later = LEASE + SECOND
    await queue.recover(NOW + later)
    assert await claim(queue, later) == ["2"]


async def test_a_reminder_that_was_under_way_when_they_paused_isnt_tried_again(storage: Storage) -> None:
    queue, ada = SqlQueue(storage), await add_ada(storage)
    await add(storage, replace(message("r", kind=Kind.REMINDER), person_id=ada.id))
    claimed = await take(queue)
    await change(storage, ada, status=Status.PAUSED)
    await queue.settle(claimed, Verdict(Fate.PENDING, not_before=NOW + SECOND), NOW)
    await add(storage, replace(message("answer"), person_id=ada.id))
    assert await claim(queue, SECOND) == ["answer"]
    assert await status(storage, "r") == "cancelled"


async def test_an_answer_waits_for_no_clock_that_went_back_and_isnt_overtaken(storage: Storage) -> None:
    queue = SqlQueue(storage)
    await add(storage, message("1"))
    async with storage.unit() as unit:
        await unit.outbox.add(message("2"), NOW - timedelta(minutes=20))
    told = []
    for _ in range(2):
        claimed = await take(queue, timedelta(minutes=-20))
        told.append(claimed.outgoing.idem)
        await queue.settle(claimed, Verdict(Fate.SENT, 7), NOW)
    assert told == ["1", "2"]


async def test_what_is_to_wait_waits(storage: Storage) -> None:
    queue = SqlQueue(storage)
    await add(storage, replace(message("later"), not_before=NOW + SECOND), message("now"))
    assert await claim(queue) == ["now"]


async def test_a_pinned_message_is_remembered(storage: Storage) -> None:
    queue = SqlQueue(storage)
    ada = await add_ada(storage)
    await add(storage, replace(message("plan"), pin=True))
    await queue.settle(await take(queue), Verdict(Fate.SENT, 7), NOW)
    async with storage.look() as unit:
        person = await unit.people.by_id(ada.id)
    assert person is not None
    assert person.pinned_message_id == 7


async def test_a_pinned_message_that_was_deleted_is_forgotten(storage: Storage) -> None:
    queue = SqlQueue(storage)
    ada = await add_ada(storage)
    await add(storage, replace(message("plan"), pin=True))
    await queue.settle(await take(queue), Verdict(Fate.SENT, 7), NOW)
    for number in (6, 7):
        await add(storage, replace(message(f"edit {number}"), edit_message_id=number, only_edit=True))
        await queue.settle(await take(queue), Verdict(Fate.FAILED, gone=True), NOW)
        async with storage.look() as unit:
            person = await unit.people.by_id(ada.id)
        assert person is not None
        assert person.pinned_message_id == (7 if number == 6 else None)


async def test_a_message_whose_key_is_gone_fails_alone(storage: Storage) -> None:
    queue = SqlQueue(storage)
    await add(storage, message("1", 1), message("2", 2))
    await storage.vault.destroy(list(await storage.vault.retire(1)), 1, NOW)
    assert await claim(queue) == ["2"]
    assert await status(storage, "1") == "failed"


async def test_live_senders_are_counted_until_their_lease_ends(storage: Storage) -> None:
    queue = SqlQueue(storage)
    assert await queue.live_senders("a", NOW) == 1
    assert await queue.live_senders("b", NOW) == 2
    assert await queue.live_senders("b", NOW + SENDER_LEASE + SECOND) == 1


async def test_a_message_that_is_none_stops_nobody(storage: Storage) -> None:
    """A row that a newer version wrote, or that a changed byte spoilt."""
    await add(storage, message("bad", 1), message("good", 2))
    async with storage.connection() as connection:
        fields = Fields(connection, storage.vault, NOW)
        odd = await fields.close_for_chat(1, "outbox", "body", pack(dict[str, object], {"not": "a message"}))
        await connection.execute(update(outbox).where(outbox.c.idem == "bad").values(body=odd))
    assert await claim(SqlQueue(storage)) == ["good"]
    assert await status(storage, "bad") == "failed"
