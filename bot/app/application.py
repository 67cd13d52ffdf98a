"""A running process: opens storage and the Bot API, starts the roles it was given, ends them in order."""

from __future__ import annotations

import asyncio
import os
import secrets
import signal
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from enum import StrEnum
from pathlib import Path

import structlog
from telegram import Bot
from telegram.error import EndPointNotFound, InvalidToken, TelegramError

from bot.app.parts import MakeTrips, Trips
from bot.clock import Clock, FileClock, SystemClock
from bot.config import Config, ConfigError
from bot.delivery.api import make_bot
from bot.delivery.causes import judge
from bot.delivery.request import AiohttpRequest
from bot.delivery.sender import Sender, TokenRevoked
from bot.intake.poller import Poller, PollingDead
from bot.intake.serving import Counter
from bot.intake.worker import Worker
from bot.scheduler import Scheduler, Tick
from bot.storage import leases
from bot.storage.database import Storage, open_storage
from bot.storage.outbox_queue import SqlQueue

log = structlog.get_logger("tandem.app")

Tasks = list[asyncio.Future[None]]
GRACE_SECONDS = 10.0
RETRY_SECONDS = 5.0


class Role(StrEnum):
    """What a process does."""

    POLL = "poll"
    WORK = "work"
    SEND = "send"
    TICK = "tick"


ALL_ROLES = frozenset(Role)


class App:
    """The parts of one process, wired to each other."""

    def __init__(
        self, config: Config, clock: Clock, storage: Storage, bot: Bot, polling: AiohttpRequest, trips: Trips
    ) -> None:
        self.config = config
        self.storage = storage
        self.owner = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(3)}"
        self.sender = Sender(
            bot, SqlQueue(storage), clock, owner=self.owner, per_second=config.sends_per_second
        )
        self._greeting = asyncio.ensure_future(trips.greet(bot)) if trips.greet else None
        counter = Counter(bot, storage, clock, trips.conversation)
        self.worker = Worker(bot, storage, clock, counter, self.sender.wake)
        self.poller = Poller(bot, polling, storage, bot_id_of(config), self.worker.wake)
        self.tick = Tick(
            storage,
            clock,
            trips.fire,
            trips.plan_ahead,
            self.sender.wake,
            owner=self.owner,
            next_file=next_file_of(config),
        )

    async def run(self, roles: frozenset[Role], stopping: asyncio.Event) -> None:
        """Play the roles until told to stop, then end within the grace. Raises what ends a role for good."""
        scheduler = Scheduler(self.tick, self.config.tick_seconds) if Role.TICK in roles else None
        parts: dict[Role, Callable[[], Awaitable[None]]] = {
            Role.POLL: self.poller.run,
            Role.WORK: self.worker.run,
            Role.SEND: self.sender.run,
        }
        tasks: Tasks = [asyncio.ensure_future(run()) for role, run in parts.items() if role in roles]
        if scheduler:
            scheduler.start()
        log.info("running", role=",".join(sorted(roles)), pid=os.getpid())
        waiting = asyncio.create_task(_until(stopping))
        await asyncio.wait([waiting, *tasks], return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        await self._end(scheduler, tasks)

    async def _end(self, scheduler: Scheduler | None, tasks: Tasks) -> None:
        log.info("stopping")
        if self._greeting:
            self._greeting.cancel()
        for part in (self.poller, self.worker, self.sender):
            part.stop()
        if scheduler:
            await scheduler.stop()
        results = await _gather(tasks)
        await self._release()
        for result in results:
            if isinstance(result, Exception):
                raise result

    async def _release(self) -> None:
        try:
            async with self.storage.connection() as connection:
                await leases.release(connection, self.owner)
        except Exception:
            log.exception("the leases weren't given back; they run out")


async def _gather(tasks: Tasks) -> list[BaseException | None]:
    """What became of the roles; those that take too long are cut off: their rows stay in the tables."""
    if not tasks:
        return []
    _, late = await asyncio.wait(tasks, timeout=GRACE_SECONDS)
    for task in late:
        task.cancel()
    return await asyncio.gather(*tasks, return_exceptions=True)


async def run_app(config: Config, make_trips: MakeTrips, roles: frozenset[Role] = ALL_ROLES) -> int:
    """Run a process until SIGTERM or SIGINT; returns its exit code."""
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    try:
        async with build(config, make_trips, stopping) as app:
            if app is not None:
                await app.run(roles, stopping)
    except (TokenRevoked, PollingDead) as error:
        log.error("can't go on", reason=type(error).__name__)
        return 1
    return 0


@asynccontextmanager
async def build(config: Config, make_trips: MakeTrips, stopping: asyncio.Event) -> AsyncIterator[App | None]:
    """Open and wire everything; None when the stop came before Telegram answered.

    Refuses with ConfigError, DatabaseInUse or SchemaError.
    """
    clock = clock_of(config)
    sending, polling = AiohttpRequest(), AiohttpRequest(connections=4)
    bot = make_bot(config.token, config.telegram_api_url, sending, polling)
    async with open_storage(config, clock) as storage:
        try:
            if not await _meet_telegram(bot, config, stopping):
                yield None
                return
            trips = make_trips(config, clock, bot.username)
            yield App(config, clock, storage, bot, polling, trips)
        finally:
            await bot.shutdown()
            await sending.shutdown()
            await polling.shutdown()


async def _meet_telegram(bot: Bot, config: Config, stopping: asyncio.Event) -> bool:
    """Introduce ourselves, trying until the network is there; False when told to stop meanwhile."""
    while not stopping.is_set():
        try:
            await bot.initialize()
            await _leave_webhook(bot, config)
        except (InvalidToken, EndPointNotFound):
            raise ConfigError(
                [
                    "TELEGRAM_BOT_TOKEN: Telegram doesn't know this token; ask @BotFather for the present one (/token)"
                ]
            ) from None
        except TelegramError as error:
            log.warning(
                "Telegram doesn't answer; trying again", reason=judge(error).text, seconds=RETRY_SECONDS
            )
            await _rest(stopping, RETRY_SECONDS)
        else:
            return True
    return False


async def _leave_webhook(bot: Bot, config: Config) -> None:
    """Polling and a webhook exclude each other; someone else's is only taken over when asked to."""
    webhook = await bot.get_webhook_info()
    if not webhook.url:
        return
    if not config.polling_take_over:
        raise ConfigError(
            [
                "POLLING_TAKE_OVER: this bot has a webhook, so another process gets its updates. Stop that one"
                " and start with --take-over (or POLLING_TAKE_OVER=true), which deletes the webhook"
            ]
        )
    await bot.delete_webhook()


async def _until(stopping: asyncio.Event) -> None:
    await stopping.wait()


async def _rest(stopping: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(stopping.wait(), seconds)
    except TimeoutError:
        return


def clock_of(config: Config) -> Clock:
    """The system's clock, or the one that a file steers."""
    return FileClock(config.clock_file) if config.clock_file else SystemClock()


def next_file_of(config: Config) -> Path | None:
    """Where the simulator's page reads when the next reminder is due."""
    file = config.clock_file
    return file.with_name(f"{file.name}.next") if file else None


def bot_id_of(config: Config) -> int:
    """The bot's own id, which its token begins with."""
    return int(config.token.partition(":")[0])
