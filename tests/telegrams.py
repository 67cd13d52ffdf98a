"""A simulated Telegram in the same process, and the bot's client to it, for tests of the machinery."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from telegram import Bot

from bot.clock import FixedClock
from bot.delivery.api import make_bot
from bot.simulator.core import Person, Simulator
from bot.simulator.request import SimulatorRequest

__all__ = ["anna", "bot", "seconds", "simulator"]


class Seconds:
    """A clock for spans that a test moves."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def simulator(clock: FixedClock, seconds: Seconds) -> Simulator:
    return Simulator(clock, seconds=seconds)


@pytest.fixture
def anna(simulator: Simulator) -> Person:
    return simulator.add_person("Anna", started=True)


@pytest.fixture
async def bot(simulator: Simulator) -> AsyncIterator[Bot]:
    request = SimulatorRequest(simulator, read_timeout=0.2)
    async with make_bot(simulator.token, "http://simulator", request, request) as made:
        yield made


def texts(person: Person) -> list[str]:
    """What the bot wrote to a person, oldest first."""
    return [message.text for message in person.chat() if message.from_bot]
