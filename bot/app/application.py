"""A running process: opens storage and the Bot API, starts the roles it was given, ends them in order."""

from __future__ import annotations

import asyncio
import os
import secrets
import signal
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bot import metrics
from bot.app.election import Elected
from bot.app.files import reader
from bot.app.meeting import keep_webhook, meet
from bot.app.parts import MakeTrips, Trips
from bot.app.ports import open_public, open_vitals, public_routes
from bot.app.roles import ALL_ROLES, Role
from bot.app.vital import Vital
from bot.clock import Clock, FileClock, SystemClock
from bot.config import Config
from bot.delivery.api import make_bot
from bot.delivery.causes import judge
from bot.delivery.request import AiohttpRequest
from bot.delivery.sender import Sender, TokenRevoked
from bot.intake.poller import Poller, PollingDead
from bot.intake.serving import Counter
from bot.intake.storing import Intake
from bot.intake.worker import Worker
from bot.listening import Listening
from bot.scheduler import Scheduler, Tick
from bot.storage import leases
from bot.storage.database import Storage, open_storage
from bot.storage.outbox_queue import SqlQueue
from bot.storage.server_clock import ServerClock

log = structlog.get_logger("tandem.app")

Tasks = list[asyncio.Future[None]]
GRACE_SECONDS = 10.0
WEBHOOK_LOOK_SECONDS = 60.0


class App:
    """The parts of one process, wired to each other."""

    def __init__(
        self, config: Config, clock: Clock, storage: Storage, bot: Bot, polling: AiohttpRequest, trips: Trips
    ) -> None:
        self.config = config
        self.storage = storage
        self.bot = bot
        self.owner = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(3)}"
        self.sender = Sender(
            bot, SqlQueue(storage), clock, owner=self.owner, per_second=config.sends_per_second
        )
        self._feed = trips.feed
        self._greeting = asyncio.ensure_future(trips.greet(bot)) if trips.greet else None
        counter = Counter(bot, storage, clock, trips.conversation, reader(bot))
        self.worker = Worker(bot, storage, clock, counter, self.sender.wake)
        self.intake = Intake(storage, bot_id_of(config), self.worker.wake)
        self.poller = Poller(bot, polling, self.intake)
        self.tick = Tick(
            storage,
            clock,
            trips.fire,
            trips.plan_ahead,
            self.sender.wake,
            owner=self.owner,
            next_file=next_file_of(config),
        )
        self.polling = Elected(Role.POLL, self.owner, storage, clock, self.poller.run, config.tick_seconds)
        self.watching = Elected(
            Role.HOOK, self.owner, storage, clock, self._watch_webhook, config.tick_seconds
        )

    async def run(self, roles: frozenset[Role], stopping: asyncio.Event) -> None:
        """Play the roles until told to stop, then end within the grace. Raises what ends a role for good."""
        scheduler = Scheduler(self.tick, self.config.tick_seconds) if Role.TICK in roles else None
        vital = self._vital(roles)
        parts: dict[Role, Callable[[], Awaitable[None]]] = {
            Role.POLL: self.polling.run,
            Role.HOOK: self.watching.run,
            Role.WORK: self.worker.run,
            Role.SEND: self.sender.run,
        }
        routes = list(public_routes(self.config, roles, self.intake, self.storage, self._feed))
        ports = await open_public(self.config, routes) + await open_vitals(self.config, vital)
        tasks: Tasks = [asyncio.ensure_future(run()) for role, run in parts.items() if role in roles]
        tasks += [port.task for port in ports]
        beating = asyncio.create_task(vital.run())
        if scheduler:
            scheduler.start()
        log.info("running", role=",".join(sorted(roles)), pid=os.getpid())
        waiting = asyncio.create_task(_until(stopping))
        await asyncio.wait([waiting, beating, *tasks], return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        beating.cancel()
        await self._end(scheduler, ports, [*tasks, beating])

    def _vital(self, roles: frozenset[Role]) -> Vital:
        silences = {
            Role.POLL: lambda: self.poller.silence_seconds if self.polling.playing else 0.0,
            Role.WORK: lambda: self.worker.silence_seconds,
            Role.SEND: lambda: self.sender.silence_seconds,
            Role.TICK: lambda: self.tick.silence_seconds,
        }
        return Vital(
            self.config,
            self.storage,
            self.storage.clock,
            {role.value: silence for role, silence in silences.items() if role in roles},
            clock_is_steady=lambda: self.tick.clock_is_steady,
            on_watch=lambda: self.tick.holds,
            on_alert=self.sender.wake,
        )

    async def _watch_webhook(self) -> None:
        """Look every minute whether Telegram still posts to us, and how much waits there."""
        while True:
            await asyncio.sleep(WEBHOOK_LOOK_SECONDS)
            try:
                waiting, failed_at = await keep_webhook(self.bot, self.config)
            except TelegramError as error:
                log.warning("the webhook can't be looked at", reason=judge(error).text)
                continue
            metrics.WEBHOOK_PENDING.set(waiting)
            if failed_at is not None:
                metrics.WEBHOOK_ERROR_AGE.set(datetime.now(UTC).timestamp() - failed_at)

    async def _end(self, scheduler: Scheduler | None, ports: list[Listening], tasks: Tasks) -> None:
        log.info("stopping")
        if self._greeting:
            self._greeting.cancel()
        for port in ports:
            port.server.should_exit = True
        for part in (self.poller, self.polling, self.watching, self.worker, self.sender):
            part.stop()
        if scheduler:  # a tick that hangs is cut off like any role
            tasks.append(asyncio.ensure_future(scheduler.stop()))
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
        async with build(config, make_trips, roles, stopping) as app:
            if app is not None:
                await app.run(roles, stopping)
    except (TokenRevoked, PollingDead) as error:
        log.error("can't go on", reason=type(error).__name__)
        return 1
    return 0


@asynccontextmanager
async def build(
    config: Config, make_trips: MakeTrips, roles: frozenset[Role], stopping: asyncio.Event
) -> AsyncIterator[App | None]:
    """Open and wire everything; None when the stop came before Telegram answered.

    Refuses with ConfigError, DatabaseInUse or SchemaError.
    """
    clock = clock_of(config)
    sending, polling = AiohttpRequest(), AiohttpRequest(connections=4)
    bot = make_bot(config.token, config.telegram_api_url, sending, polling)
    async with open_storage(config, clock) as storage:
        try:
            if isinstance(clock, ServerClock):
                async with storage.connection() as connection:
                    await clock.follow(connection)
            if not await meet(bot, config, roles, stopping):
                yield None
                return
            trips = make_trips(config, clock, bot.username)
            yield App(config, clock, storage, bot, polling, trips)
        finally:
            await bot.shutdown()
            await sending.shutdown()
            await polling.shutdown()


async def _until(stopping: asyncio.Event) -> None:
    await stopping.wait()


def clock_of(config: Config) -> Clock:
    """The system's clock, or the one that a file steers; with PostgreSQL, corrected to the database's."""
    if config.clock_file:
        return FileClock(config.clock_file)
    return SystemClock() if config.is_sqlite else ServerClock(SystemClock())


def next_file_of(config: Config) -> Path | None:
    """Where the simulator's page reads when the next reminder is due."""
    file = config.clock_file
    return file.with_name(f"{file.name}.next") if file else None


def bot_id_of(config: Config) -> int:
    """The bot's own id, which its token begins with."""
    return int(config.token.partition(":")[0])
