"""The stage of a story: our Telegram served over HTTP, the real bot as a process, and a clock that the story moves."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.clock import FileClock, steer
from bot.simulator.core.person import Person
from bot.simulator.core.simulator import TOKEN, Simulator
from bot.simulator.core.view import Seen
from bot.simulator.server import create_app, serve
from bot.simulator.steering import Pace, Steering
from bot.simulator.waiting import until

PATIENCE_SECONDS = 60.0
QUIET_SECONDS = 0.6


@dataclass(slots=True)
class Stage:
    """One simulated Telegram, one bot process, one clock."""

    simulator: Simulator
    clock: FileClock
    url: str
    folder: Path
    zone: ZoneInfo
    bot: asyncio.subprocess.Process | None = field(default=None)

    async def start_bot(self) -> None:
        """Start the real bot process against the simulated Telegram."""
        log = (self.folder / "bot.log").open("ab")
        self.bot = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", env=self._environment(), stdout=log, stderr=log
        )
        log.close()

    async def kill_bot(self) -> None:
        """The hardest stop there is: SIGKILL, wherever the bot happens to be."""
        assert self.bot is not None
        self.bot.send_signal(signal.SIGKILL)
        await self.bot.wait()

    async def stop_bot(self) -> None:
        """A polite stop, as a host sends it."""
        if self.bot is not None and self.bot.returncode is None:
            self.bot.terminate()
            await asyncio.wait_for(self.bot.wait(), 20)

    def set_clock(self, local: str) -> None:
        """Begin the story at this local moment."""
        steer(self.clock, self.instant(local))

    async def go_to(self, local: str) -> None:
        """Move time on to a local moment, stopping wherever a reminder is due."""
        pace = Pace(patience_seconds=PATIENCE_SECONDS, settle_seconds=QUIET_SECONDS)
        await Steering(self.clock, lambda: None, pace).move(self.instant(local).isoformat(), self.zone.key)
        await asyncio.sleep(QUIET_SECONDS)

    def instant(self, local: str) -> datetime:
        """A local moment such as `2027-03-08 18:00` as an instant."""
        return datetime.fromisoformat(local).replace(tzinfo=self.zone).astimezone(UTC)

    def local(self, instant: datetime) -> datetime:
        """An instant on the athlete's clock."""
        return instant.astimezone(self.zone)

    def log(self) -> str:
        """What the bot has printed."""
        return (self.folder / "bot.log").read_text(encoding="utf-8", errors="replace")

    def _environment(self) -> dict[str, str]:
        kept = {
            k: v for k, v in os.environ.items() if not k.startswith(("TELEGRAM_", "DATABASE_", "MASTER_"))
        }
        return kept | {
            "ENV_FILE": os.devnull,
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": self.url,
            "DATA_DIR": str(self.folder / "data"),
            "MASTER_KEY_FILE": str(self.folder / "keys" / "master.key"),
            "CLOCK_FILE": str(self.clock.path),
            "TICK_SECONDS": "0.3",
            "LOG_LEVEL": "WARNING",
        }


@dataclass(slots=True)
class Athlete:
    """A person in the story, whose verbs wait for the bot's answer."""

    person: Person
    stage: Stage

    async def sees(self, words: str) -> Seen:
        """Wait until the newest message of the bot says these words."""
        return await until(self.stage.simulator, lambda: self._newest_with(words), PATIENCE_SECONDS)

    async def taps(self, label: str, *, then: str) -> Seen:
        """Tap the newest button with this label and wait for what the bot then shows."""
        await until(self.stage.simulator, lambda: self._has(label), PATIENCE_SECONDS)
        self.person.tap(label)
        return await self.sees(then)

    async def says(self, text: str, *, then: str) -> Seen:
        """Write to the bot and wait for what it then shows."""
        self.person.say(text)
        return await self.sees(then)

    def pinned(self) -> Seen:
        """The message that is pinned; LookupError while there is none."""
        found = self.person.pinned()
        if found is None:
            raise LookupError("nothing is pinned")
        return found

    async def sees_pinned(self, reads: Callable[[str], bool]) -> str:
        """Wait until the pinned message reads so; returns its text."""
        await until(self.stage.simulator, lambda: reads(self.pinned().text), PATIENCE_SECONDS)
        return self.pinned().text

    def messages(self) -> list[Seen]:
        """Everything the bot has sent, oldest first, as it stands now."""
        return list(self.person.from_bot())

    def _newest_with(self, words: str) -> Seen:
        """The newest message with these words; none yet is a LookupError, which means to go on waiting."""
        return [m for m in self.person.from_bot() if words in m.text][-1]

    def _has(self, label: str) -> bool:
        return any(label in m.labels for m in self.person.from_bot())


@asynccontextmanager
async def stage(folder: Path, zone: str, begins: str) -> AsyncIterator[Stage]:
    """Set the stage at a local moment; everything is stopped at the end."""
    clock = FileClock(folder / "clock.json")
    simulator = Simulator(clock)
    running = await serve(create_app(simulator, clock), "127.0.0.1", 0)
    set_up = Stage(simulator, clock, running.url, folder, ZoneInfo(zone))
    set_up.set_clock(begins)
    try:
        yield set_up
    finally:
        await set_up.stop_bot()
        await running.stop()
