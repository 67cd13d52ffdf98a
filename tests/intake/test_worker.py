"""Each update once, in order per chat; a failing one is tried again, then put aside with an apology."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs
from telegram import Bot

from bot.clock import FixedClock
from bot.intake.poller import Poller
from bot.intake.serving import Counter
from bot.intake.storing import Intake
from bot.intake.worker import AT_ONCE, Worker
from bot.simulator.core import Person, Simulator
from bot.storage.database import Storage
from bot.storage.inbox import Received, SqlInbox
from bot.storage.tables import inbox, outbox
from tests.intake.echo import Echo
from tests.telegrams import Seconds


@pytest.fixture
def echo(clock: FixedClock) -> Echo:
    return Echo(clock)


@pytest.fixture
def poller(bot: Bot, storage: Storage, seconds: Seconds) -> Poller:
    return Poller(bot, None, Intake(storage, 1, lambda: None), seconds)


@pytest.fixture
def worker(bot: Bot, storage: Storage, clock: FixedClock, seconds: Seconds, echo: Echo) -> Worker:
    counter = Counter(bot, storage, clock, echo, echo.read_file, seconds)
    return Worker(bot, storage, clock, counter, lambda: None, seconds=seconds)


async def work(worker: Worker) -> None:
    while await worker.turn():
        await worker.settled()


async def answers(storage: Storage, chat: int) -> Sequence[str]:
    """The keys of the messages for a chat, in their order."""
    async with storage.connection() as connection:
        rows = await connection.execute(
            select(outbox.c.idem).where(outbox.c.chat_id == chat).order_by(outbox.c.id)
        )
        return rows.scalars().all()


async def statuses(storage: Storage) -> list[str]:
    async with storage.connection() as connection:
        return list((await connection.execute(select(inbox.c.status).order_by(inbox.c.seq))).scalars())


async def test_a_burst_is_served_in_order(
    storage: Storage, poller: Poller, worker: Worker, echo: Echo, simulator: Simulator
) -> None:
    people = [simulator.add_person(f"P{n}", started=True) for n in range(3)]
    for n in range(5):
        for person in people:
            person.say(f"{person.user_id}:{n}")
    await poller.fetch()
    await work(worker)
    for person in people:
        keys = await answers(storage, person.user_id)
        assert keys == sorted(keys)
        assert len(keys) == 5
    assert set(echo.served.values()) == {1}
    assert set(await statuses(storage)) == {"done"}


async def test_a_stop_amid_a_turn_begins_nothing_more(
    storage: Storage, poller: Poller, worker: Worker, simulator: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(3 * AT_ONCE):
        simulator.add_person(f"P{n}", started=True).say("hello")
    await poller.fetch()
    real = Counter.work

    async def told_to_stop(*arguments: Any) -> Any:
        worker.stop()
        return await real(*arguments)

    monkeypatch.setattr(Counter, "work", told_to_stop)
    await asyncio.wait_for(worker.run(), 20)
    assert (await statuses(storage)).count("done") <= AT_ONCE


async def test_the_content_of_a_served_update_is_gone(
    storage: Storage, poller: Poller, worker: Worker, anna: Person
) -> None:
    anna.say("my knee hurts")
    await poller.fetch()
    await work(worker)
    async with storage.connection() as connection:
        assert (await connection.execute(select(inbox.c.payload))).scalar_one() is None


async def test_a_failure_leaves_nothing_behind_and_is_tried_again(
    storage: Storage, poller: Poller, worker: Worker, clock: FixedClock, anna: Person
) -> None:
    anna.say("fail once")
    anna.say("next")
    await poller.fetch()
    await work(worker)
    assert await answers(storage, anna.user_id) == []
    clock.advance(timedelta(seconds=1))
    await work(worker)
    assert len(await answers(storage, anna.user_id)) == 2


async def test_a_wanted_file_is_fetched_between_two_transactions_and_tried_again(
    storage: Storage, poller: Poller, worker: Worker, clock: FixedClock, echo: Echo, anna: Person
) -> None:
    anna.send_document("run.fit", b"bytes")
    anna.say("next")
    await poller.fetch()
    await work(worker)
    assert await answers(storage, anna.user_id) == []  # the network was away: nothing else overtakes it
    clock.advance(timedelta(seconds=1))
    await work(worker)
    assert echo.served["read 1"] == 1
    assert len(await answers(storage, anna.user_id)) == 2


async def test_after_five_failures_an_update_is_parked_with_an_apology(
    storage: Storage, poller: Poller, worker: Worker, clock: FixedClock, echo: Echo, anna: Person
) -> None:
    anna.say("fail")
    anna.say("next")
    await poller.fetch()
    for _ in range(6):
        await work(worker)
        clock.advance(timedelta(seconds=30))
    assert echo.served["fail"] == 5
    assert [key.partition(".")[2] for key in await answers(storage, anna.user_id)] == ["sorry", "1"]
    assert await statuses(storage) == ["parked", "done"]


async def test_every_line_about_an_update_has_the_number_that_its_answer_tells(
    storage: Storage, poller: Poller, worker: Worker, clock: FixedClock, anna: Person
) -> None:
    anna.say("fail")
    await poller.fetch()
    with capture_logs() as lines:
        for _ in range(5):
            await work(worker)
            clock.advance(timedelta(seconds=30))
    (apology,) = await answers(storage, anna.user_id)
    assert {line["event"] for line in lines} == {"an update failed", "update"}
    assert {line["corr"] for line in lines} == {apology.partition(".")[0]}


async def test_poison_is_parked_at_once_and_others_go_on(
    storage: Storage, poller: Poller, worker: Worker, anna: Person
) -> None:
    poison = {"update_id": 1, "message": {"message_id": 1, "date": "never", "chat": {"id": 43, "type": 5}}}
    async with storage.unit() as unit:
        await unit.inbox.store(1, [Received(1, 43, poison)])
    anna.say("next")
    await poller.fetch()
    await work(worker)
    assert await statuses(storage) == ["parked", "done"]


async def test_an_update_whose_key_was_destroyed_is_parked(storage: Storage, worker: Worker) -> None:
    async with storage.unit() as unit:
        await unit.inbox.store(1, [Received(1, 43, {"update_id": 1})])
    await storage.vault.destroy(list(await storage.vault.retire(43)), 43, storage.clock.now())
    await work(worker)
    assert await statuses(storage) == ["parked"]


async def test_a_tap_is_answered_after_the_commit(
    storage: Storage, poller: Poller, worker: Worker, bot: Bot, anna: Person
) -> None:
    markup = {"inline_keyboard": [[{"text": "Done", "callback_data": "1|c|a|done"}]]}
    await bot.do_api_request(
        "sendMessage", api_kwargs={"chat_id": anna.user_id, "text": "today", "reply_markup": markup}
    )
    anna.tap("Done")
    await poller.fetch()
    await work(worker)
    assert [toast.text for toast in anna.toasts()] == ["tapped 1|c|a|done"]
    assert await statuses(storage) == ["done"]


async def test_a_flood_is_answered_once_and_logs_are_kept(
    storage: Storage, poller: Poller, worker: Worker, echo: Echo, anna: Person
) -> None:
    for _ in range(45):
        anna.say("/today")
    anna.say("squat 3x5 100")
    await poller.fetch()
    await work(worker)
    assert echo.served == {"/today": 40, "squat 3x5 100": 1}
    assert [key.partition(".")[2] for key in await answers(storage, anna.user_id)].count("slow") == 1


async def test_a_database_that_goes_away_is_no_failure_of_the_update(
    storage: Storage,
    poller: Poller,
    worker: Worker,
    clock: FixedClock,
    echo: Echo,
    anna: Person,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """However often it goes, and also in the moment in which a failure would be noted."""
    anna.say("hello")
    await poller.fetch()
    monkeypatch.setattr("bot.intake.worker.OUTAGE_SECONDS", 0)
    real = SqlInbox.attempts

    async def away(*_arguments: object) -> None:
        raise OperationalError("", {}, Exception("server closed the connection"), True)

    with monkeypatch.context() as outage:
        outage.setattr(Echo, "serve", away)
        for broken in range(8):
            outage.setattr(SqlInbox, "attempts", away if broken % 2 else real)
            await worker.turn()
            await worker.settled()
            clock.advance(timedelta(seconds=30))
    assert await statuses(storage) == ["new"]
    await work(worker)
    assert await statuses(storage) == ["done"]
