"""Settled rows stay for their time and go after it; what waits stays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select

from bot.storage.database import Storage
from bot.storage.housekeeping import INBOX_KEPT, OUTBOX_KEPT, clean
from bot.storage.inbox import Received
from bot.storage.tables import inbox, outbox
from tests.storage.conftest import NOW
from tests.storage.test_outbox import message

SECOND = timedelta(seconds=1)


async def numbers(storage: Storage) -> Sequence[int]:
    async with storage.connection() as connection:
        return (await connection.execute(select(inbox.c.update_id).order_by(inbox.c.seq))).scalars().all()


async def test_served_and_parked_updates_go_after_a_fortnight_and_waiting_ones_stay(storage: Storage) -> None:
    async with storage.unit() as unit:
        await unit.inbox.store(1, [Received(number, number, {"update_id": number}) for number in (1, 2, 3)])
        await unit.inbox.store(1, [Received(4, -1, {"unreadable": "poison"}, readable=False)])
        served, failed, _ = [head.seq for head in await unit.inbox.heads(NOW, 10)]
        await unit.inbox.done(served, NOW)
        await unit.inbox.park(failed, NOW, "LookupError")
    await clean(storage, NOW + INBOX_KEPT)
    assert await numbers(storage) == [1, 2, 3, 4]
    await clean(storage, NOW + INBOX_KEPT + SECOND)
    assert await numbers(storage) == [3]


async def test_messages_go_when_nobody_can_tap_them_any_more(storage: Storage) -> None:
    async with storage.unit() as unit:
        for idem in ("u1.1", "u2.1"):
            await unit.outbox.add(message(idem), NOW)
    async with storage.connection() as connection:
        sent = {"status": "sent", "settled_at": NOW}
        await connection.execute(outbox.update().where(outbox.c.idem == "u1.1").values(sent))
    await clean(storage, NOW + OUTBOX_KEPT)
    await clean(storage, NOW + OUTBOX_KEPT + SECOND)
    async with storage.connection() as connection:
        assert (await connection.execute(select(outbox.c.idem))).scalars().all() == ["u2.1"]
