"""One Telegram, one SQLite database and two bots over it; nothing moves unless a step moves it."""

from __future__ import annotations

import asyncio
import logging
import shutil
import sqlite3
import tempfile
from collections import Counter as Tally
from contextlib import AsyncExitStack, ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import structlog
from telegram import Bot
from telegram.error import NetworkError, TelegramError
from telegram.request import RequestData

from bot.app.files import reader
from bot.app.parts import Trips
from bot.app.trips import real_trips
from bot.clock import FixedClock
from bot.coaching.delivering import Claimed, Fate, Verdict
from bot.coaching.outgoing import Outgoing
from bot.config import Config
from bot.delivery import sender as sending
from bot.delivery.api import make_bot
from bot.delivery.causes import judge
from bot.delivery.policy import after_failure
from bot.delivery.post import Posted, post
from bot.delivery.sender import Sender
from bot.intake import poller as polling
from bot.intake.poller import Poller
from bot.intake.serving import Counter
from bot.intake.storing import Intake
from bot.intake.worker import Worker
from bot.scheduler import Tick
from bot.simulator.core import Person, Simulator
from bot.simulator.core.methods.editing import NOT_MODIFIED
from bot.simulator.request import SimulatorRequest
from bot.storage.database import Storage, open_storage, prepare_schemas
from bot.storage.outbox_queue import SqlQueue
from tests.handlers.conftest import FIRST_BUTTONS, MONDAY_0700, newcomer
from tests.handlers.town import BOT_ID, tap_through, town
from tests.reliability.harness.record import Record, record
from tests.reliability.machine.dying import Killed, Trap, trapped
from tests.storage.conftest import config_for
from tests.telegrams import Seconds

PEOPLE = 2
BEFORE = 1000  # messages that were written while the two set themselves up
SILENT = logging.CRITICAL  # thousands of tracebacks that were meant help nobody
A_WHILE = 60.0  # seconds between two steps: no limit of speed is in the way


class Line(SimulatorRequest):
    """The way to Telegram, which may be cut."""

    cut = False

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *args: Any, **kwargs: Any
    ) -> tuple[int, bytes]:
        if self.cut and not url.endswith("/getMe"):  # a bot that begins waits until it has met Telegram
            raise NetworkError("no way there") from ConnectionRefusedError()
        return await super().do_request(url, method, request_data, *args, **kwargs)


@dataclass(slots=True)
class Parts:
    """The four roles of one bot."""

    poller: Poller
    worker: Worker
    sender: Sender
    tick: Tick


@dataclass(slots=True)
class Attempt:
    """A message on its way out: what was known at that moment about whom it is for."""

    outgoing: Outgoing
    at: datetime
    person: sqlite3.Row | None
    reminder: sqlite3.Row | None
    stalled: bool


@dataclass(slots=True)
class Seen:
    """What the world remembers, to hold later steps against it."""

    attempts: list[Attempt] = field(default_factory=list)
    delivered: Tally[str] = field(default_factory=Tally)
    order: list[str] = field(default_factory=list)
    ended: dict[int, str] = field(default_factory=dict)
    erased: dict[int, list[int]] = field(default_factory=dict)
    went_back: bool = False


class World:
    """Everything a step may move. Its methods are the steps; each leaves the world at rest."""

    def __init__(self) -> None:
        structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(SILENT))
        self.runner = asyncio.Runner()
        self._patches, self._open = ExitStack(), AsyncExitStack()
        self.folder = Path(tempfile.mkdtemp(prefix="tandem-machine-"))
        shutil.copytree(snapshot(), self.folder / "data")
        self.config = config_for(self.folder)
        self.clock, self.trips = CLOCK, trips()
        self.clock.at = MONDAY_0700
        self.seconds, self.seen = Seconds(), Seen()
        self.simulator = Simulator(self.clock, seconds=self.seconds)
        self.simulator.world.next_message_id += BEFORE
        self.updates: Record = record(self.simulator)
        self.phones: list[Person] = [self.simulator.add_person("Anna", started=True) for _ in range(PEOPLE)]
        self.line = Line(self.simulator, read_timeout=0.01)
        self.trap: Trap = self._patches.enter_context(trapped())
        self._patches.enter_context(patch.object(sending, "post", self._post))
        self._patches.enter_context(patch.object(polling, "POLL_SECONDS", 0))
        self.held: list[Claimed] = []
        self._waking = self.died = False
        self.look = sqlite3.connect(
            f"file:{self.config.data_dir / 'tandem.db'}?mode=ro", uri=True, detect_types=0
        )
        self.look.row_factory = sqlite3.Row
        self.keys = sqlite3.connect(f"file:{self.config.data_dir / 'keys.db'}?mode=ro", uri=True)
        self.runner.run(self._begin())

    def close(self) -> None:
        """End it all and leave nothing behind."""
        self.runner.run(self._open.aclose())
        self.look.close()
        self.keys.close()
        self._patches.close()
        self.runner.close()
        structlog.reset_defaults()
        shutil.rmtree(self.folder)

    def rows(self, query: str, *values: object) -> list[sqlite3.Row]:
        """What the database says, as anyone else who opens the file sees it."""
        return self.look.execute(query, values).fetchall()

    def step(self, work: Any) -> Any:
        """Do one thing; whoever dies over it takes both bots along, and they begin anew."""
        self.seconds.at += A_WHILE
        try:
            return self.runner.run(work)
        except Killed:
            pass
        finally:
            self.died = self.trap.sprung
            if self.died:
                self.restart()

    def restart(self) -> None:
        """Both bots are dead; two new ones open the database."""
        self.trap.disarm()
        self.runner.run(self._begin())

    async def fetch(self, n: int) -> None:
        """Poll once."""
        if not self.line.cut:
            await self.bots[n].poller.fetch()

    async def work(self, n: int) -> None:
        """Serve the head of each chat."""
        await self.bots[n].worker.turn()
        await self.bots[n].worker.settled()

    async def send(self, n: int) -> None:
        """Look after what dead senders left, then send what may go."""
        await self.bots[n].sender.turn()
        await self.bots[n].sender.settled()

    async def beat(self, n: int) -> None:
        """One tick."""
        await self.bots[n].tick.tick(self.clock.now())

    def to_next_due(self) -> None:
        """Move time on to the next planned reminder."""
        due = self.rows("SELECT min(due_utc) AS due FROM reminder WHERE status = 'planned'")[0]["due"]
        if due is not None:
            self.clock.at = max(self.clock.now(), datetime.fromisoformat(due).replace(tzinfo=UTC))

    def busy(self) -> dict[str, int]:
        """What is on its way, by its place."""
        queries = {
            "updates": "SELECT count(*) AS n FROM inbox WHERE status = 'new'",
            "messages": "SELECT count(*) AS n FROM outbox WHERE status IN ('pending', 'sending')",
        }
        left = {place: int(self.rows(query)[0]["n"]) for place, query in queries.items()}
        waiting = {"queued": len(self.updates), **left}
        return {place: count for place, count in waiting.items() if count}

    async def stall(self) -> None:
        """A third sender claims messages and falls asleep over them."""
        self.held += await self.queue.claim(self.clock.now(), 1, "sleeper")

    async def wake(self) -> list[tuple[Claimed, bool, str]]:
        """It wakes, sends what it holds and marks it; returns for each whether it was let, and whose it was."""
        results = []
        for claimed in self.held:
            before = self.rows("SELECT status, attempt FROM outbox WHERE id = ?", claimed.id)
            mine = before and (before[0]["status"], before[0]["attempt"]) == ("sending", claimed.attempt)
            self._waking = True
            verdict = await self._sent(claimed)
            self._waking = False
            kept = await self.queue.settle(claimed, verdict, self.clock.now())
            results.append((claimed, kept, "mine" if mine else "lost"))
        self.held.clear()
        return results

    async def _sent(self, claimed: Claimed) -> Verdict:
        try:
            posted = await self._post(self.bot, claimed.outgoing)
        except TelegramError as error:
            return after_failure(
                judge(error),
                self.clock.now(),
                unasked=claimed.outgoing.kind.unasked,
                attempt=claimed.attempt,
                doubts=claimed.doubts,
                created_at=claimed.created_at,
            )
        return Verdict(Fate.SENT, posted.message_id)

    async def _begin(self) -> None:
        await self._open.aclose()
        self._open = AsyncExitStack()
        # Nobody waits for the tasks of the dead; that they died is no news.
        asyncio.get_running_loop().set_exception_handler(lambda _loop, _context: None)
        self.storage: Storage = await self._open.enter_async_context(open_storage(self.config, self.clock))
        self.bot: Bot = await self._open.enter_async_context(
            make_bot(self.simulator.token, "http://sim", self.line, Line(self.simulator))
        )
        self.queue = SqlQueue(self.storage)
        self.bots = [self._parts(f"bot{n}") for n in range(2)]

    def _parts(self, owner: str) -> Parts:
        worker_seconds = self.seconds
        counter = Counter(
            self.bot, self.storage, self.clock, self.trips.conversation, reader(self.bot), worker_seconds
        )
        return Parts(
            Poller(self.bot, None, Intake(self.storage, BOT_ID, _nobody), self.seconds),
            Worker(self.bot, self.storage, self.clock, counter, _nobody, seconds=self.seconds),
            Sender(self.bot, self.queue, self.clock, owner=owner, seconds=self.seconds),
            Tick(
                self.storage,
                self.clock,
                self.trips.fire,
                self.trips.plan_ahead,
                _nobody,
                owner=owner,
                seconds=self.seconds,
            ),
        )

    async def _post(self, bot: Bot, outgoing: Outgoing) -> Posted:
        """Send as the product does, and note what arrived under which key."""
        self.seen.attempts.append(self._attempt(outgoing))
        before = self._arrived(outgoing.chat_id)
        try:
            return await post(bot, outgoing)
        finally:
            copies = self._arrived(outgoing.chat_id) - before
            if copies and not self.seen.delivered[outgoing.idem] and not self._waking:
                self.seen.order.append(outgoing.idem)
            self.seen.delivered[outgoing.idem] += copies

    def _arrived(self, chat_id: int) -> int:
        """How often something came; that a message shows it already counts too."""
        calls = self.simulator.ledger.calls(chat_id=chat_id)
        came = [call for call in calls if call.outcome == "accepted" or NOT_MODIFIED in call.outcome]
        return sum(call.method.lower().startswith(("send", "edit")) for call in came)

    def _attempt(self, outgoing: Outgoing) -> Attempt:
        person = self.rows("SELECT * FROM person WHERE id = ?", outgoing.person_id)
        reminder: list[sqlite3.Row] = []
        if outgoing.kind.unasked:
            _, day, kind, slot = outgoing.idem.split(".")
            key = (outgoing.person_id, f"{day[:4]}-{day[4:6]}-{day[6:]}", kind, int(slot))
            reminder = self.rows(
                "SELECT * FROM reminder WHERE (person_id, local_date, kind, slot) = (?, ?, ?, ?)", *key
            )
        return Attempt(
            outgoing,
            self.clock.now(),
            person[0] if person else None,
            reminder[0] if reminder else None,
            self._waking,
        )


CLOCK = FixedClock(MONDAY_0700)


@cache
def trips() -> Trips:
    """The coach's own trips, their templates compiled once for all worlds."""
    return real_trips(config_for(Path("nowhere")), CLOCK, "tandem_demo_bot")


@cache
def snapshot() -> Path:
    """A database in which two people have just set themselves up; made once."""
    folder = Path(tempfile.mkdtemp(prefix="tandem-machine-"))
    config = config_for(folder)
    prepare_schemas(config)
    asyncio.run(_set_up(config))
    with sqlite3.connect(config.data_dir / "tandem.db") as connection:
        connection.executescript("DELETE FROM inbox; DELETE FROM outbox;")
    connection.close()
    return config.data_dir


async def _set_up(config: Config) -> None:
    async with town(config, MONDAY_0700 - timedelta(hours=1)) as founded:
        for _ in range(PEOPLE):
            resident = newcomer(founded)
            await resident.says("/start")
            await tap_through(resident, FIRST_BUTTONS)


def _nobody() -> None:
    """Nobody is woken here: each step says itself who moves."""
