"""A fresh simulated Telegram for each test, with a clock and a stopwatch that the test moves."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime

import aiohttp
import pytest
from telegram.ext import ExtBot

from bot.clock import FixedClock
from bot.simulator.core import Person, Simulator
from bot.simulator.request import SimulatorRequest
from bot.simulator.server import Running, create_app, serve

SUNDAY_EVENING = datetime(2026, 11, 22, 18, 5, tzinfo=UTC)


@dataclass
class Stopwatch:
    """Real seconds as the simulator counts them, moved by hand."""

    seconds: float = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(SUNDAY_EVENING)


@pytest.fixture
def stopwatch() -> Stopwatch:
    return Stopwatch()


@pytest.fixture
def simulator(clock: FixedClock, stopwatch: Stopwatch) -> Simulator:
    return Simulator(clock, seconds=stopwatch)


@pytest.fixture
def anna(simulator: Simulator) -> Person:
    return simulator.add_person("Anna", started=True)


@pytest.fixture
async def client(simulator: Simulator) -> AsyncIterator[ExtBot[None]]:
    request = SimulatorRequest(simulator)
    async with ExtBot(simulator.token, request=request, get_updates_request=request) as bot:
        yield bot


@pytest.fixture
async def server(simulator: Simulator) -> AsyncIterator[Running]:
    running = await serve(create_app(simulator, webhook_patience=0.001))
    yield running
    await running.stop()


@pytest.fixture
async def http(server: Running) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(server.url) as session:
        yield session
