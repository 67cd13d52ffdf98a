"""The schedule's heartbeat: one tick in UTC that asks the tables what is due, plans ahead and tidies up."""

from __future__ import annotations

import asyncio
import json
import os
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot import metrics
from bot.clock import Clock
from bot.clockguard import ClockGuard
from bot.coaching.people import Person
from bot.coaching.ports import Reminder, UnitOfWork
from bot.crashpoints import Point, crash
from bot.storage import leases
from bot.storage.database import Storage, is_outage
from bot.storage.housekeeping import clean
from bot.storage.retention import forget
from bot.storage.unit import SqlUnit

log = structlog.get_logger("tandem.scheduler")

BATCH = 100
TIDY_EVERY = timedelta(hours=1)
LEASE = timedelta(seconds=60)
ROLE = "tick"

Fire = Callable[[UnitOfWork, Reminder, datetime], Awaitable[None]]
PlanAhead = Callable[[UnitOfWork, Person, datetime], Awaitable[None]]


class Tick:
    """One round of the schedule as a plain function of the present instant."""

    def __init__(
        self,
        storage: Storage,
        clock: Clock,
        fire: Fire,
        plan_ahead: PlanAhead,
        on_fired: Callable[[], None],
        *,
        owner: str,
        next_file: Path | None = None,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._storage = storage
        self._clock = clock
        self._fire = fire
        self._plan_ahead = plan_ahead
        self._on_fired = on_fired
        self._owner = owner
        self._next_file = next_file
        self._guard = ClockGuard(clock, seconds)
        self._tidied: datetime | None = None
        self._written = ""
        self._seconds = seconds
        self._moved_at = seconds()
        self.holds = False  # the role, at the last look
        self.stopping = asyncio.Event()
        self.beating = asyncio.Lock()

    @property
    def silence_seconds(self) -> float:
        """How long ago a tick last went through; each writes, so that a full disk shows here."""
        return self._seconds() - self._moved_at

    @property
    def clock_is_steady(self) -> bool:
        """Whether the clock is trusted; while it isn't, reminders wait."""
        return self._guard.steady

    async def beat(self) -> None:
        """One tick at the clock's instant; whatever goes wrong, the next one comes."""
        async with self.beating:
            try:
                await self.tick(self._clock.now())
                self._moved_at = self._seconds()
            except Exception:
                log.exception("a tick failed; the next one tries again")

    async def tick(self, now: datetime) -> None:
        """Do what is due at `now`, if this process holds the role and trusts the clock."""
        if not self._guard.trusts(now):
            log.error("the clock jumped: reminders wait until it is steady")
            return
        async with self._storage.connection() as connection:
            term = await leases.renew(connection, ROLE, self._owner, now, LEASE)
        self.holds = term is not None
        if not self.holds:
            return
        await self.plan(now)
        if await self.fire_due(now):
            self._on_fired()
        if self._tidied is None or abs(now - self._tidied) >= TIDY_EVERY:
            self._tidied = now
            await clean(self._storage, now)
            await forget(self._storage, now)
        if self._next_file is not None:
            await self._tell_next(self._next_file)

    async def fire_due(self, now: datetime) -> int:
        """Fire what is due, each reminder in a unit of its own; returns how many went through."""
        fired = 0
        failed: set[Reminder] = set()
        while not self.stopping.is_set():
            async with self._storage.look() as unit:
                due = [r for r in await unit.reminders.due(now, BATCH + len(failed)) if r not in failed]
            for reminder in due:
                if self.stopping.is_set():
                    break
                if await self._fire_one(reminder, now):
                    fired += 1
                else:
                    failed.add(reminder)
            if not due:
                break
        return fired

    async def plan(self, now: datetime) -> int:
        """Give everyone whose rows run short the rows of the next days; returns how many people."""
        until = now.date() + timedelta(days=1)
        planned = 0
        failed: set[int] = set()
        while not self.stopping.is_set():
            async with self._storage.look() as unit:
                people = await unit.people.needing_plan(until, BATCH + len(failed))
            fresh = [person_id for person_id in people if person_id not in failed]
            for person_id in fresh:
                if not await self._plan_one(person_id, now):
                    failed.add(person_id)
            planned += len(fresh)
            if not fresh:
                break
        return planned

    async def _fire_one(self, reminder: Reminder, now: datetime) -> bool:
        async def claim_and_fire(unit: SqlUnit) -> None:
            if not await unit.reminders.claim(reminder):
                return
            crash(Point.REMINDER_CLAIMED)
            await self._fire(unit, reminder, now)
            crash(Point.REMINDER_FIRED)

        try:
            await self._storage.transact(claim_and_fire)
        except Exception as error:  # one bad row must not stop the others
            if is_outage(error):
                raise
            log.error("a reminder failed", kind=reminder.kind, exc_info=error)
            return await self._storage.transact(lambda unit: unit.reminders.fail(reminder))
        metrics.REMINDERS_DUE.labels(reminder.kind).inc()
        metrics.REMINDER_LATENESS.observe(max(0.0, (now - reminder.due_utc).total_seconds()))
        crash(Point.REMINDER_COMMITTED)
        return True

    async def _plan_one(self, person_id: int, now: datetime) -> bool:
        async def plan(unit: SqlUnit) -> None:
            await unit.people.lock(person_id)
            person = await unit.people.by_id(person_id)
            if person is not None:
                await self._plan_ahead(unit, person, now)
                await unit.people.planned(person_id, now.date() + timedelta(days=1))

        try:
            await self._storage.transact(plan)
        except Exception as error:  # one bad row must not stop the others
            log.error("planning ahead failed", exc_info=error)
            return False
        crash(Point.PLANNED_AHEAD)
        return True

    async def _tell_next(self, file: Path) -> None:
        async with self._storage.look() as unit:
            following = await unit.reminders.upcoming()
        due = (
            {"due": following.due_utc.isoformat(), "zone": following.time_zone}
            if following
            else {"due": None}
        )
        content = json.dumps(due)
        if content != self._written:
            fresh = file.with_name(file.name + ".new")
            fresh.write_text(content, encoding="utf-8")
            os.replace(fresh, file)  # noqa: PTH105  # atomic: the page never reads half a file
            self._written = content


class Scheduler:
    """APScheduler with its one job."""

    def __init__(self, tick: Tick, seconds: float) -> None:
        self._tick = tick
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._scheduler.add_job(
            tick.beat,
            IntervalTrigger(seconds=seconds, timezone=UTC),
            id=ROLE,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
            next_run_time=datetime.now(UTC),
        )

    def start(self) -> None:
        """Begin to tick, at once."""
        self._scheduler.start()

    async def stop(self) -> None:
        """Begin no other tick, and wait for the present one, which ends between two rows."""
        self._tick.stopping.set()
        self._scheduler.pause()
        async with self._tick.beating:
            self._scheduler.shutdown(wait=False)
