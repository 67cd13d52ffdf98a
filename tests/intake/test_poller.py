"""Polling stores before it acknowledges, and notices its own death."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

import pytest
from telegram import Bot

from bot.delivery.sender import TokenRevoked
from bot.intake.poller import GIVE_UP_AFTER_SECONDS, Poller, PollingDead
from bot.intake.storing import Intake
from bot.simulator.core import Person, Simulator
from bot.simulator.core.faults import Fault, FaultKind
from bot.storage.database import Storage
from bot.storage.inbox import Received, SqlInbox
from tests.telegrams import Seconds


@pytest.fixture
def woken() -> list[int]:
    return []


@pytest.fixture
def poller(bot: Bot, storage: Storage, seconds: Seconds, woken: list[int]) -> Poller:
    return Poller(bot, None, Intake(storage, 1, lambda: woken.append(1)), seconds)


async def stored(storage: Storage) -> int:
    async with storage.look() as unit:
        return await unit.inbox.depth()


def offsets(simulator: Simulator) -> list[int]:
    return [int(str(call.parameters.get("offset", 0))) for call in simulator.ledger.calls("getUpdates")]


async def test_updates_are_stored_and_acknowledged_by_the_next_poll(
    storage: Storage, poller: Poller, simulator: Simulator, anna: Person, woken: list[int]
) -> None:
    anna.say("squat 3x5 100")
    anna.say("run 40min easy")
    await poller.fetch()
    assert await stored(storage) == 2
    anna.say("done")
    await poller.fetch()
    assert await stored(storage) == 3
    first, second = offsets(simulator)
    assert (first, second > 0) == (0, True)
    assert woken == [1, 1]


async def test_an_update_fetched_twice_is_stored_once(
    bot: Bot, storage: Storage, seconds: Seconds, anna: Person
) -> None:
    anna.say("done")
    for _restarted in range(2):
        await Poller(bot, None, Intake(storage, 1, lambda: None), seconds).fetch()
    assert await stored(storage) == 1


async def test_it_polls_until_stopped_and_goes_on_after_errors(
    bot: Bot, storage: Storage, simulator: Simulator, anna: Person
) -> None:
    simulator.faults.add(Fault(FaultKind.SERVER_ERROR, method="getUpdates"))
    anna.say("done")
    stopping = Poller(bot, None, Intake(storage, 1, lambda: stopping.stop()))  # noqa: PLW0108  # not bound yet
    await stopping.run()
    assert simulator.ledger.calls("getUpdates")[0].outcome != "accepted"
    assert await stored(storage) == 1


async def test_a_revoked_token_ends_it(poller: Poller, simulator: Simulator) -> None:
    simulator.token = "1:revoked"
    with pytest.raises(TokenRevoked):
        await poller.run()


async def test_after_five_silent_minutes_it_gives_up(
    bot: Bot, storage: Storage, simulator: Simulator
) -> None:
    simulator.faults.add(Fault(FaultKind.SERVER_ERROR, method="getUpdates", times=None))
    looks = count(0, GIVE_UP_AFTER_SECONDS + 1)
    poller = Poller(bot, None, Intake(storage, 1, lambda: None), lambda: next(looks))
    with pytest.raises(PollingDead):
        await poller.run()


async def test_a_database_that_is_away_loses_nothing_and_ends_nothing(
    bot: Bot, storage: Storage, simulator: Simulator, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna.say("done")
    real, tries = SqlInbox.store, []

    async def fail_once(inbox: SqlInbox, bot_id: int, received: Sequence[Received]) -> int:
        tries.append(len(received))
        if len(tries) == 1:
            raise OSError("disk full")
        return await real(inbox, bot_id, received)

    monkeypatch.setattr(SqlInbox, "store", fail_once)
    polling = Poller(bot, None, Intake(storage, 1, lambda: polling.stop()))  # noqa: PLW0108  # not bound yet
    await polling.run()
    assert tries == [1, 1]
    assert await stored(storage) == 1
