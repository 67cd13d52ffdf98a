"""The inbox: every update once, in order per chat, one worker each."""

from __future__ import annotations

from datetime import timedelta

from bot.storage.database import Storage
from bot.storage.inbox import Received
from tests.storage.conftest import NOW

BOT = 123


def update(update_id: int, chat: int = 42) -> Received:
    return Received(update_id, chat, {"update_id": update_id, "message": {"text": "squat 3x5 100"}})


async def store(storage: Storage, *received: Received) -> int:
    async with storage.unit() as unit:
        return await unit.inbox.store(BOT, received)


async def heads(storage: Storage) -> list[int]:
    async with storage.look() as unit:
        return [head.seq for head in await unit.inbox.heads(NOW, 10)]


async def test_an_update_that_comes_again_is_stored_once(storage: Storage) -> None:
    assert await store(storage, update(1), update(2)) == 2
    assert await store(storage, update(2), update(3)) == 1
    async with storage.look() as unit:
        assert await unit.inbox.depth() == 3


async def test_each_chat_has_one_head(storage: Storage) -> None:
    await store(storage, update(1, 42), update(2, 42), update(3, 43))
    first, second = await heads(storage)
    async with storage.unit() as unit:
        taken = await unit.inbox.take(first)
        assert taken is not None
        assert (taken.update_id, taken.content) == (1, update(1).content)
        await unit.inbox.done(first, NOW)
    assert await heads(storage) == [first + 1, second]


async def test_a_failing_head_holds_its_chat_until_its_next_attempt(storage: Storage) -> None:
    await store(storage, update(1), update(2))
    (head,) = await heads(storage)
    async with storage.unit() as unit:
        await unit.inbox.retry(head, NOW + timedelta(seconds=5), "LookupError")
    assert await heads(storage) == []
    async with storage.look() as unit:
        assert [h.seq for h in await unit.inbox.heads(NOW + timedelta(seconds=5), 10)] == [head]


async def test_a_parked_head_lets_its_chat_go_on(storage: Storage) -> None:
    await store(storage, update(1), update(2))
    (head,) = await heads(storage)
    async with storage.unit() as unit:
        await unit.inbox.park(head, NOW, "LookupError")
    assert await heads(storage) == [head + 1]
    async with storage.unit() as unit:
        assert await unit.inbox.unpark() == 1
    assert await heads(storage) == [head]


async def test_what_was_taken_is_not_taken_again(storage: Storage) -> None:
    await store(storage, update(1))
    (head,) = await heads(storage)
    async with storage.unit() as unit:
        await unit.inbox.done(head, NOW)
    async with storage.unit() as unit:
        assert await unit.inbox.take(head) is None


async def test_an_unreadable_update_is_parked_at_once(storage: Storage) -> None:
    await store(storage, Received(1, 0, {"update_id": 1}, readable=False), update(2))
    assert len(await heads(storage)) == 1


async def test_a_clock_that_goes_back_holds_nothing_up(storage: Storage) -> None:
    await store(storage, update(1))
    async with storage.look() as unit:
        assert len(await unit.inbox.heads(NOW - timedelta(days=3), 10)) == 1
