"""The real process against the simulator's server: it serves, ends in time, survives a kill, and keeps secrets."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.app.checking import check_telegram
from bot.config import ConfigError, load_config
from bot.crashpoints import Point
from bot.simulator.core import Person, Simulator
from bot.simulator.server import Running, create_app, serve
from tests.telegrams import texts

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 30


@pytest.fixture
def simulator() -> Simulator:
    return Simulator()


@pytest.fixture
async def server(simulator: Simulator) -> AsyncIterator[Running]:
    running = await serve(create_app(simulator))
    yield running
    await running.stop()


@pytest.fixture
def environment(server: Running, simulator: Simulator, tmp_path: Path) -> dict[str, str]:
    ours = {"TELEGRAM_BOT_TOKEN": simulator.token, "TELEGRAM_API_URL": server.url, "LOG_LEVEL": "DEBUG"}
    return {**os.environ, **ours, "DATA_DIR": str(tmp_path / "data"), "DATABASE_URL": "", "TICK_SECONDS": "1"}


@asynccontextmanager
async def process(environment: dict[str, str]) -> AsyncIterator[asyncio.subprocess.Process]:
    started = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.app.echo_bot", cwd=ROOT, env=environment, stderr=asyncio.subprocess.PIPE
    )
    try:
        yield started
    finally:
        if started.returncode is None:
            started.kill()
            await started.wait()


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not condition():  # noqa: ASYNC110  # the other process can't set an event here
            await asyncio.sleep(0.02)


async def output(ended: asyncio.subprocess.Process) -> str:
    assert ended.stderr is not None
    return (await ended.stderr.read()).decode()


async def test_it_serves_and_ends_cleanly_with_nothing_secret_said(
    environment: dict[str, str], simulator: Simulator, anna: Person
) -> None:
    async with process(environment) as running:
        anna.say("my knee hurts")
        await until(lambda: texts(anna) == ["my knee hurts"])
        anna.tap("Again")
        await until(lambda: len(anna.toasts()) == 1)
        running.send_signal(signal.SIGTERM)
        async with asyncio.timeout(15):
            assert await running.wait() == 0
        said = await output(running)
    assert '"event": "running"' in said
    assert "knee" not in said
    assert simulator.token not in said


@pytest.mark.parametrize(
    "point",
    [
        Point.INBOX_COMMITTED,
        Point.UPDATE_COMMITTED,
    ],
)
async def test_killed_on_the_way_it_loses_nothing_and_answers_once(
    environment: dict[str, str], anna: Person, point: Point
) -> None:
    """At every other point: tests/reliability/test_crash_points.py."""
    anna.say("one")
    anna.say("two")
    async with process({**environment, "CRASH_AT": f"{point}:1"}) as running:
        async with asyncio.timeout(PATIENCE_SECONDS):
            assert await running.wait() == -signal.SIGKILL
    async with process(environment):
        await until(lambda: texts(anna) == ["one", "two"])


async def test_an_unknown_token_is_a_line_that_names_the_variable(environment: dict[str, str]) -> None:
    async with process({**environment, "TELEGRAM_BOT_TOKEN": "987654321:" + "x" * 35}) as running:
        assert await running.wait() == 2
        said = (await output(running)).splitlines()[-1]
    assert said.startswith("TELEGRAM_BOT_TOKEN: ")


async def test_a_foreign_webhook_is_not_taken_over_unasked(
    environment: dict[str, str], simulator: Simulator, anna: Person
) -> None:
    simulator.call("setWebhook", {"url": "https://example.org/hook"})
    async with process(environment) as running:
        assert await running.wait() == 2
        assert "--take-over" in await output(running)
    asked = {name: environment[name.upper()] for name in ("telegram_bot_token", "telegram_api_url")}
    with pytest.raises(ConfigError, match="--take-over"):
        await check_telegram(load_config(env_file=None, **asked))
    async with process({**environment, "POLLING_TAKE_OVER": "true"}):
        anna.say("hello")
        await until(lambda: texts(anna) == ["hello"])


async def test_it_waits_for_a_network_that_comes_later(environment: dict[str, str], server: Running) -> None:
    await server.stop()
    async with process(environment) as running:
        assert running.stderr is not None
        async with asyncio.timeout(PATIENCE_SECONDS):
            while b"Telegram doesn't answer" not in await running.stderr.readline():
                assert running.returncode is None
            running.send_signal(signal.SIGTERM)
            assert await running.wait() == 0
