"""A town in one process: people at their phones, the whole bot behind them, and a clock that a test moves."""

from __future__ import annotations

import copy
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import select
from telegram import Bot

from bot.app.files import reader
from bot.app.parts import Trips
from bot.app.trips import real_trips
from bot.clock import FixedClock
from bot.coaching.people import Person as Known
from bot.coaching.ports import Reminder
from bot.config import Config
from bot.delivery.api import make_bot
from bot.delivery.sender import Sender
from bot.intake.serving import Counter
from bot.intake.sorting import sort_in
from bot.intake.worker import Worker
from bot.scheduler import Tick
from bot.simulator.core import Person, Simulator
from bot.simulator.core.ledger import Call
from bot.simulator.core.view import Seen
from bot.simulator.request import SimulatorRequest
from bot.storage.database import Storage, open_storage
from bot.storage.outbox_queue import SqlQueue
from bot.storage.tables import inbox
from tests.storage.conftest import config_for
from tests.telegrams import Seconds

MINUTE = timedelta(minutes=1)
BOT_ID = 1


@dataclass(slots=True)
class Town:
    """One simulated Telegram, one storage, one bot; nothing runs by itself.

    `lived` keeps the numbers of updates and messages apart from those of an earlier town with the same storage.
    """

    clock: FixedClock
    seconds: Seconds
    simulator: Simulator
    storage: Storage
    worker: Worker
    sender: Sender
    tick: Tick
    trips: Trips
    lived: int = 0
    taken: int = 0

    async def settle(self) -> None:
        """Serve every update and send every message that may go now."""
        while True:
            self.seconds.at += 2
            raw = self.simulator.call("getUpdates", {"timeout": 0, "offset": self.taken})
            assert isinstance(raw, list)
            await self._take(raw)
            began = await self.worker.turn()
            await self.worker.settled()
            began += await self.sender.turn()
            await self.sender.settled()
            if not began and not raw:
                return

    async def _take(self, raw: list[dict[str, int]]) -> None:
        numbered = ({**one, "update_id": one["update_id"] + self.lived} for one in raw)
        received = [one for one in map(sort_in, numbered) if one is not None]
        async with self.storage.unit() as unit:
            await unit.inbox.store(BOT_ID, received)
        self.taken = max((one["update_id"] + 1 for one in raw), default=self.taken)

    async def beat(self) -> None:
        """One tick at the present instant, and what it sends."""
        await self.tick.tick(self.clock.now())
        await self.settle()

    async def go_to(self, moment: datetime) -> None:
        """Move time on to an instant, stopping wherever something is due, and every six hours."""
        await self.beat()
        while self.clock.now() < moment:
            async with self.storage.look() as unit:
                due = await unit.reminders.next_due()
            steps = [moment, self.clock.now() + timedelta(hours=6)]
            if due is not None and due > self.clock.now():
                steps.append(due)
            self.clock.at = min(steps)
            await self.beat()

    def arrives(self, name: str, zone: str, language: str = "en", *, started: bool = False) -> Resident:
        """A person with a phone, new to the bot unless `started`; the test alone knows their clock."""
        return Resident(self.simulator.add_person(name, language, started=started), self, ZoneInfo(zone))


@dataclass(slots=True)
class Resident:
    """Someone whose verbs wait for the bot's answer; `at` speaks of their own wall clock."""

    phone: Person
    town: Town
    zone: ZoneInfo
    taps_made: list[str] = field(default_factory=list)

    async def says(self, text: str) -> Seen:
        """Write to the bot; returns its newest message then."""
        self.phone.say(text)
        await self.town.settle()
        return self.phone.last()

    async def taps(self, label: str) -> Seen:
        """Tap the newest button whose label begins so; returns its message as it then is, or a newer one."""
        seen, exact = self._find(label)
        return await self.taps_exactly(exact, seen.message_id)

    async def taps_exactly(self, label: str, message_id: int) -> Seen:
        """Tap this button on this message."""
        newest = self.phone.last().message_id
        self.phone.tap(label, message_id=message_id)
        self.taps_made.append(label)
        await self.town.settle()
        after = self.phone.last()
        return after if after.message_id != newest else self.message(message_id)

    async def forges(self, data: str, message_id: int | None = None) -> Seen:
        """Send callback data that may be on no screen any more; returns the newest message."""
        self.phone.forge_callback(data, message_id or self.phone.last().message_id)
        await self.town.settle()
        return self.phone.last()

    async def goes_to(self, local: str) -> None:
        """Let time pass until this moment on the own clock."""
        await self.town.go_to(datetime.fromisoformat(local).replace(tzinfo=self.zone))

    def message(self, message_id: int) -> Seen:
        """A message of the bot as it stands now."""
        return next(m for m in self.phone.from_bot() if m.message_id == message_id)

    @property
    def toast(self) -> str:
        """The answer to the last tap."""
        return self.phone.toasts()[-1].text

    def new_messages(self) -> list[Call]:
        """Every message that was sent to them, oldest first; edits aren't among them."""
        calls = self.town.simulator.ledger.accepted(chat_id=self.phone.user_id)
        return [call for call in calls if call.method.lower().startswith("send")]

    def unasked(self) -> list[tuple[datetime, str, bool]]:
        """What came by itself: when on the own clock, its first line with its tags, and whether silently."""
        return [
            (
                call.at.astimezone(self.zone),
                first_line(call.text),
                bool(call.parameters.get("disable_notification")),
            )
            for call in self.new_messages()
            if call.at not in self._answered()
        ]

    def _answered(self) -> frozenset[datetime]:
        """The instants at which they themselves did something: what came then was an answer."""
        mine = (m.at for m in self.phone.chat() if not m.from_bot)
        return frozenset(mine)

    async def known(self) -> Known:
        """What the bot keeps about them."""
        async with self.town.storage.look() as unit:
            found = await unit.people.by_telegram(self.phone.user_id)
        assert found is not None
        return found

    async def reminders(self, first: date, last: date) -> list[Reminder]:
        """Their rows of the schedule."""
        person = await self.known()
        async with self.town.storage.look() as unit:
            return list(await unit.reminders.of(person.id, first, last))

    async def readable_updates(self) -> list[str]:
        """The numbers of their updates in the inbox whose content is still there."""
        query = select(inbox.c.update_id).where(
            inbox.c.chat_key == self.phone.user_id, inbox.c.payload.is_not(None)
        )
        async with self.town.storage.connection() as connection:
            return [str(number) for number in (await connection.execute(query)).scalars()]

    def _find(self, label: str) -> tuple[Seen, str]:
        for message in reversed(self.phone.from_bot()):
            for found in message.labels:
                if found.startswith(label):
                    return message, found
        shown = [label for m in self.phone.from_bot()[-2:] for label in m.labels]
        raise AssertionError(f"no button begins with {label!r}; there are {shown}")


def first_line(text: str) -> str:
    """What a lock screen shows."""
    return text.partition("\n")[0]


@asynccontextmanager
async def town(config: Config, begins: datetime, lived: int = 0) -> AsyncIterator[Town]:
    """Found a town at an instant."""
    clock, seconds = FixedClock(begins.astimezone(UTC)), Seconds()
    simulator = Simulator(clock, seconds=seconds)
    simulator.world.next_message_id += lived
    async with _opened(config, clock, seconds, simulator) as founded:
        founded.lived = lived
        yield founded


@dataclass(frozen=True, slots=True)
class Frozen:
    """A town as somebody left it, to be gone on with many times: the database's files, and all of its Telegram."""

    data: Path
    clock: FixedClock
    seconds: Seconds
    simulator: Simulator
    phone: Person
    zone: ZoneInfo
    lived: int
    taken: int

    @asynccontextmanager
    async def thawed(self, folder: Path) -> AsyncIterator[Resident]:
        """The one who left it, in a copy of their own."""
        shutil.copytree(self.data, folder / "data")
        clock, seconds, simulator, phone = copy.deepcopy(
            (self.clock, self.seconds, self.simulator, self.phone)
        )
        async with _opened(town_config(folder), clock, seconds, simulator) as founded:
            founded.lived, founded.taken = self.lived, self.taken
            yield Resident(phone, founded, self.zone)


async def frozen(
    folder: Path, data: Path, begins: datetime, lived: int, live: Callable[[Town], Awaitable[Resident]]
) -> Frozen:
    """Let somebody live in a town over a copy of `data`, and keep it as they leave it."""
    shutil.copytree(data, folder / "data")
    async with town(town_config(folder), begins, lived) as founded:
        who = await live(founded)
    return Frozen(
        folder / "data",
        founded.clock,
        founded.seconds,
        founded.simulator,
        who.phone,
        who.zone,
        lived,
        founded.taken,
    )


def town_config(folder: Path) -> Config:
    """The settings of a town whose database is in this folder."""
    return config_for(folder).model_copy(update={"public_url": "https://tandem.example.org"})


@asynccontextmanager
async def _opened(
    config: Config, clock: FixedClock, seconds: Seconds, simulator: Simulator
) -> AsyncIterator[Town]:
    request = SimulatorRequest(simulator, read_timeout=1.0)
    async with (
        open_storage(config, clock) as storage,
        make_bot(simulator.token, "http://sim", request, request) as bot,
    ):
        yield _found(config, clock, seconds, simulator, storage, bot)


def _found(
    config: Config, clock: FixedClock, seconds: Seconds, simulator: Simulator, storage: Storage, bot: Bot
) -> Town:
    trips = real_trips(config, clock, bot.username)
    sender = Sender(bot, SqlQueue(storage), clock, owner="town", seconds=seconds)
    counter = Counter(bot, storage, clock, trips.conversation, reader(bot), seconds)
    worker = Worker(bot, storage, clock, counter, lambda: None, seconds=seconds)
    tick = Tick(storage, clock, trips.fire, trips.plan_ahead, lambda: None, owner="town", seconds=seconds)
    return Town(clock, seconds, simulator, storage, worker, sender, tick, trips)


async def tap_through(resident: Resident, labels: Iterable[str]) -> Seen:
    """Tap one after the other; returns what is shown last."""
    seen = resident.phone.last()
    for label in labels:
        seen = await resident.taps(label)
    return seen
