"""P2: a poll that hangs, another process that polls, a token that was revoked: noticed and healed, or ended."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from telegram import Bot

from bot.delivery.api import make_bot
from bot.delivery.request import AiohttpRequest
from bot.delivery.sender import TokenRevoked
from bot.intake import poller as polling
from bot.intake.poller import Poller, PollingDead
from bot.intake.storing import Intake
from bot.simulator.core.faults import Fault, FaultKind
from bot.storage.database import Storage
from tests.reliability.harness.results import measured
from tests.reliability.harness.scene import Scene
from tests.reliability.harness.sizes import size, until_the_box_is_full

TIMES = size(2, 50)
PATIENCE_SECONDS = 0.3  # in place of 40: how long a poll may take
REBUILD_SECONDS = 0.4  # in place of 90: how long nothing may succeed before the connections are made anew
HEALED_SECONDS = 20.0
SELECTION = "tests/reliability/test_wedged_poll.py"
pytestmark = pytest.mark.parametrize("config", ["sqlite"], indirect=True)


@dataclass(slots=True)
class Polling:
    """A poller over real sockets, and what it has stored."""

    poller: Poller
    pool: AiohttpRequest
    stored: asyncio.Event


class CountingPool(AiohttpRequest):
    """A pool that counts how often it was made anew."""

    rebuilt = 0

    async def rebuild(self) -> None:
        self.rebuilt += 1
        await super().rebuild()


@pytest.fixture
async def running(scene: Scene, storage: Storage, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Polling]:
    monkeypatch.setattr(polling, "PATIENCE_SECONDS", PATIENCE_SECONDS)
    monkeypatch.setattr(polling, "REBUILD_AFTER_SECONDS", REBUILD_SECONDS)
    pool, stored = CountingPool(connections=4), asyncio.Event()
    made: Bot = make_bot(scene.simulator.token, scene.server.url, AiohttpRequest(), pool)
    async with made as bot:
        yield Polling(Poller(bot, pool, Intake(storage, 1, stored.set)), pool, stored)


async def until_stored(running: Polling) -> None:
    async with asyncio.timeout(HEALED_SECONDS):
        await running.stored.wait()
    running.stored.clear()


@pytest.mark.slow
async def test_a_wedged_connection_is_noticed_and_replaced(scene: Scene, running: Polling) -> None:
    [anna] = scene.people(1)
    with measured("P2", "polls that hang, limits 100 times shorter than in use", SELECTION) as result:
        task = asyncio.create_task(running.poller.run())
        for _ in until_the_box_is_full(TIMES):
            scene.simulator.faults.add(Fault(FaultKind.HANG_BEFORE, "getUpdates", times=3))
            anna.say("hello")
            await until_stored(running)
            result.faults, result.runs = scene.simulator.faults.struck(), result.runs + 1
        running.poller.stop()
        await task
        assert isinstance(running.pool, CountingPool)
        assert running.pool.rebuilt >= result.runs
        result.note = f"updates; connections made anew {running.pool.rebuilt} times"


async def test_another_poller_is_outlived(scene: Scene, running: Polling) -> None:
    [anna] = scene.people(1)
    task = asyncio.create_task(running.poller.run())
    await scene.until(lambda: polled(scene))
    scene.simulator.call("getUpdates", {"timeout": 0})  # ours ends with 409
    anna.say("hello")
    await until_stored(running)
    running.poller.stop()
    await task


async def polled(scene: Scene) -> bool:
    return len(scene.simulator.ledger.calls("getUpdates")) > 0


async def test_a_revoked_token_ends_the_poller(scene: Scene, running: Polling) -> None:
    scene.simulator.token = "110201543:another"
    with pytest.raises(TokenRevoked):
        await running.poller.run()


async def test_a_webhook_that_someone_else_sets_ends_the_poller_in_time(
    scene: Scene, running: Polling, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "GIVE_UP_AFTER_SECONDS", 1.0)  # in place of 300
    task = asyncio.create_task(running.poller.run())
    await scene.until(lambda: polled(scene))
    scene.simulator.call("setWebhook", {"url": "https://example.org/hook"})
    with pytest.raises(PollingDead):
        await asyncio.wait_for(task, HEALED_SECONDS)
