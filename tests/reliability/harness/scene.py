"""The scene of a proof: one Telegram, one database, one clock, and bots that come and go."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import false, func, or_, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.app.roles import ALL_ROLES, Role
from bot.clock import FileClock, steer
from bot.config import Config
from bot.simulator.core import Person, Simulator
from bot.simulator.server import Running, create_app, serve
from bot.storage.engine import reading_engine, writing_engine
from bot.storage.tables import inbox, outbox, reminder
from tests.reliability.harness.processes import BotProcess
from tests.reliability.harness.record import Record, record
from tests.storage.conftest import MASTER

PATIENCE_SECONDS = 180.0  # only a proof that fails ever waits for so long
LOOK_SECONDS = 0.03
STILL_SECONDS = 0.7
HELD = "messages under way"
TWO_LEASES = timedelta(seconds=121)
LONGEST_BACKOFF = timedelta(seconds=31)


@dataclass(slots=True)
class Scene:
    """What a proof plays on."""

    simulator: Simulator
    updates: Record
    server: Running
    clock: FileClock
    config: Config
    folder: Path
    app: str = "counting"
    settings: dict[str, str] = field(default_factory=dict)
    bots: list[BotProcess] = field(default_factory=list)

    def start(self, roles: frozenset[Role] = ALL_ROLES, **settings: str) -> BotProcess:
        """Start a bot process."""
        bot = BotProcess(self._environment(settings), self.log, roles, self.app)
        self.bots.append(bot)
        return bot

    async def kill(self, bot: BotProcess) -> None:
        """Kill a bot process wherever it is."""
        await bot.kill()
        self.bots.remove(bot)

    async def end(self) -> None:
        """Kill whatever still runs."""
        for bot in self.bots:
            await bot.kill()
        self.bots.clear()

    def people(self, count: int) -> list[Person]:
        """So many people who have opened the chat."""
        return [self.simulator.add_person(f"P{n}", started=True) for n in range(count)]

    def pass_time(self, span: timedelta = TWO_LEASES) -> None:
        """Move the clock of everyone on."""
        steer(self.clock, self.clock.now() + span)

    @property
    def log(self) -> Path:
        """Where the bots print."""
        return self.folder / "bots.log"

    async def until(self, done: Callable[[], Awaitable[bool]], patience: float = PATIENCE_SECONDS) -> None:
        """Wait until a look says yes; raises TimeoutError."""
        async with asyncio.timeout(patience):
            while not await done():  # noqa: ASYNC110  # the other processes can't set an event here
                await asyncio.sleep(LOOK_SECONDS)

    async def running(self) -> None:
        """Wait until every bot that was started has begun to play its roles."""

        async def begun() -> bool:
            return self.log.exists() and self.log.read_text().count('"event": "running"') >= len(self.bots)

        await self.until(begun)

    async def quiet(self, patience: float = PATIENCE_SECONDS) -> None:
        """Wait until nothing is on its way; an AssertionError when nothing moves any more and something is left.

        What waits for its next attempt is helped on: whenever nothing moves, the clock does. It doesn't while a living
        bot has a message under way: on a slow machine its lease would end, and the answer come twice.
        """
        engine = reading_engine(self.config.dsn) or writing_engine(self.config.dsn, pool_size=1)
        loop = asyncio.get_running_loop()
        before, moved_at, hurried = await self._left(engine), loop.time(), 0.0
        try:
            while any(before.values()):
                still = loop.time() - moved_at
                assert still < patience, f"never quiet: {before}"
                if still > hurried + STILL_SECONDS and not before.get(HELD):
                    hurried = still
                    self.pass_time(LONGEST_BACKOFF)
                await asyncio.sleep(LOOK_SECONDS)
                now = await self._left(engine)
                if now != before:
                    before, moved_at, hurried = now, loop.time(), 0.0
        finally:
            await engine.dispose()

    async def _left(self, engine: AsyncEngine) -> dict[str, int]:
        try:
            alive = [f":{bot.pid}:" for bot in self.bots if bot.alive]
            return {"queued": len(self.updates), **await left_over(engine, alive)}
        except DBAPIError:
            return {"unreachable": 1}

    def _environment(self, settings: dict[str, str]) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        database = {} if self.config.is_sqlite else {"DATABASE_URL": self.config.dsn}
        return {
            **kept,
            **database,
            "TELEGRAM_BOT_TOKEN": self.simulator.token,
            "TELEGRAM_API_URL": self.server.url,
            "DATA_DIR": str(self.config.data_dir),
            "MASTER_KEY": MASTER,
            "CLOCK_FILE": str(self.clock.path),
            "TICK_SECONDS": "0.3",
            "SENDS_PER_SECOND": "1000",
            "LOG_LEVEL": "INFO",
            **self.settings,
            **settings,
        }


async def left_over(engine: AsyncEngine, alive: Sequence[str] = ()) -> dict[str, int]:
    """How many rows wait, by their place; `alive` are parts of the names of those who still run."""
    sending = outbox.c.status == "sending"
    waiting = {
        "new updates": select(func.count()).where(inbox.c.status == "new"),
        "pending messages": select(func.count()).where(outbox.c.status == "pending"),
        "sending messages": select(func.count()).where(sending),
        HELD: select(func.count()).where(
            sending, or_(*(outbox.c.lease_owner.contains(one) for one in alive), false())
        ),
        "planned reminders": select(func.count()).where(reminder.c.status == "planned"),
    }
    async with engine.connect() as connection:
        return {name: (await connection.execute(query)).scalar_one() for name, query in waiting.items()}


@asynccontextmanager
async def scene(config: Config, folder: Path, app: str = "counting") -> AsyncIterator[Scene]:
    """Set the scene; whatever still runs at its end is killed."""
    clock = FileClock(folder / "clock.json")
    steer(clock, datetime.now(UTC))
    simulator = Simulator(clock)
    updates = record(simulator)
    server = await serve(create_app(simulator, webhook_patience=0.05))
    made = Scene(simulator, updates, server, clock, config, folder, app)
    try:
        yield made
    finally:
        await made.end()
        await server.stop()
