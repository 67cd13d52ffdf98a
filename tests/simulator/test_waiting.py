"""Waiting for the bot: it ends with the event, and says what the bot did when it doesn't come."""

import asyncio

import pytest

from bot.simulator.core import Person, Simulator
from bot.simulator.waiting import until


async def test_it_returns_what_was_waited_for(simulator: Simulator, anna: Person) -> None:
    waiting = asyncio.create_task(until(simulator, anna.last))
    await asyncio.sleep(0)
    simulator.call("sendMessage", {"chat_id": anna.user_id, "text": "Hello"})
    assert (await waiting).text == "Hello"


async def test_it_gives_up_with_the_bots_last_calls(simulator: Simulator, anna: Person) -> None:
    simulator.call("sendMessage", {"chat_id": anna.user_id, "text": "Something else"})
    with pytest.raises(TimeoutError, match="Something else"):
        await until(simulator, lambda: anna.last().text == "Saved", timeout_seconds=0.01)
