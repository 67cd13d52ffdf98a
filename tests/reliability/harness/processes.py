"""Real processes that can be killed at any instant: forked from a server that has imported everything once."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import sys
from collections.abc import Sequence
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from bot.app.application import run_app
from bot.app.roles import ALL_ROLES, Role
from bot.app.trips import real_trips
from bot.cli.main import main as command_line
from bot.config import ConfigError, load_config
from bot.telemetry import set_up_logging
from tests.reliability.harness.counting import counting_trips

CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload([__name__])
APPS = {"counting": counting_trips, "coach": real_trips}
STOP_SECONDS = 20.0
COMMAND_SECONDS = 120.0


class BotProcess:
    """One bot process: start it, kill it, ask it to stop."""

    def __init__(
        self,
        environment: dict[str, str],
        log: Path,
        roles: frozenset[Role] = ALL_ROLES,
        app: str = "counting",
    ) -> None:
        arguments = (environment, str(log), tuple(roles), app)
        self.roles = roles
        self._process: ForkServerProcess = CONTEXT.Process(target=_main, args=arguments, daemon=True)
        self._process.start()

    @property
    def alive(self) -> bool:
        """Whether it still runs."""
        return self._process.is_alive()

    @property
    def pid(self) -> int:
        """Its process id."""
        assert self._process.pid is not None
        return self._process.pid

    async def kill(self) -> None:
        """The hardest stop there is."""
        self._process.kill()
        await self.ended()

    async def stop(self, patience_seconds: float = STOP_SECONDS) -> int:
        """Ask it to end, as a host does, and wait; returns its exit code."""
        if self.alive:
            os.kill(self.pid, signal.SIGTERM)
        return await self.ended(patience_seconds)

    async def ended(self, patience_seconds: float = STOP_SECONDS) -> int:
        """Wait for its end; returns its exit code, negative for a signal. Raises TimeoutError."""
        return await _ended(self._process, patience_seconds)


async def command(environment: dict[str, str], words: Sequence[str], log: Path) -> tuple[int, str]:
    """Run `python -m bot WORDS`; returns its exit code, negative for a signal, and what it printed."""
    process = CONTEXT.Process(target=_command, args=(environment, tuple(words), str(log)), daemon=True)
    process.start()
    return await _ended(process, COMMAND_SECONDS), await asyncio.to_thread(log.read_text)


async def _ended(process: ForkServerProcess, patience_seconds: float) -> int:
    loop = asyncio.get_running_loop()
    gone: asyncio.Future[None] = loop.create_future()
    loop.add_reader(process.sentinel, _set, gone)
    try:
        async with asyncio.timeout(patience_seconds):
            await gone
    finally:
        loop.remove_reader(process.sentinel)
    process.join()
    code = process.exitcode
    assert code is not None
    return code


def _set(gone: asyncio.Future[None]) -> None:
    if not gone.done():
        gone.set_result(None)


def _alone(environment: dict[str, str], log: str, how: int = os.O_APPEND) -> None:
    """Only these settings, and whatever is printed into a file."""
    os.environ.clear()
    os.environ.update(environment)
    words = os.open(log, os.O_WRONLY | os.O_CREAT | how)
    os.dup2(words, 1)
    os.dup2(words, 2)


def _command(environment: dict[str, str], words: tuple[str, ...], log: str) -> None:
    """The child: one command of the command line."""
    _alone(environment, log, os.O_TRUNC)
    sys.argv = ["bot", *words]
    command_line()


def _main(environment: dict[str, str], log: str, roles: tuple[Role, ...], app: str) -> None:
    """The child: the bot as it really runs."""
    _alone(environment, log)
    config = load_config(env_file=None)
    set_up_logging(config.log_level, "json", config.secrets())
    try:
        code = asyncio.run(run_app(config, APPS[app], frozenset(roles)))
    except ConfigError as refusal:
        sys.stderr.write("\n".join(refusal.lines))
        code = 2
    sys.exit(code)
