"""A process looks at itself: does the loop beat, do its roles move, and what does an admin have to hear."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections import deque
from collections.abc import Callable, Mapping
from importlib.metadata import version as package_version
from math import nan
from pathlib import Path

import aiohttp
import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot import metrics
from bot.app.alerts import ALIVE_ALL_THE_SAME, alarms, alert, flapping, of_the_process
from bot.clock import Clock
from bot.config import Config
from bot.storage import vital_signs
from bot.storage.database import Storage
from bot.storage.server_clock import ServerClock
from bot.storage.starting import TZDATA
from bot.storage.unit import SqlUnit
from bot.storage.vital_signs import VitalSigns
from bot.version import version

log = structlog.get_logger("tandem.app")

BEAT_SECONDS = 1.0
STUCK_SECONDS = 10.0
ROLE_STUCK_SECONDS = 90.0
LOOK_EVERY_SECONDS = 60.0
LOOKS_KEPT = 15
FOLLOW_EVERY_SECONDS = 30.0
DATABASE_PATIENCE_SECONDS = 1.0
PING_PATIENCE_SECONDS = 10.0
OLDEST_SECONDS = 60.0

# For each role of this process, how long it hasn't moved, in seconds.
Silences = Mapping[str, Callable[[], float]]


class Vital:
    """What `/healthz`, `/readyz`, `/metrics`, the alerts and the dead-man ping say."""

    def __init__(
        self,
        config: Config,
        storage: Storage,
        clock: Clock,
        silences: Silences,
        clock_is_steady: Callable[[], bool],
        on_watch: Callable[[], bool],
        on_alert: Callable[[], None],
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        """`on_watch` says whether this process is the one that looks after all of them."""
        self._config = config
        self._storage = storage
        self._clock = clock
        self._silences = silences
        self._clock_is_steady = clock_is_steady
        self._on_watch = on_watch
        self._on_alert = on_alert
        self._seconds = seconds
        self._beat_at = seconds()
        self._looked_at = seconds()
        self._followed_at = seconds()
        self._missed: Mapping[str, int] | None = None
        self._terms: deque[Mapping[str, int]] = deque(maxlen=LOOKS_KEPT)
        self._rate_limited = metrics.total(metrics.RATE_LIMITED)
        self._conflicts = metrics.total(metrics.CONFLICTS)
        metrics.BUILD.labels(version(), package_version(TZDATA)).set(1)

    async def run(self) -> None:
        """Beat until cancelled."""
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            now = self._seconds()
            metrics.LOOP_LAG.set(max(0.0, now - self._beat_at - BEAT_SECONDS))
            self._beat_at = now
            if now - self._followed_at >= FOLLOW_EVERY_SECONDS:
                self._followed_at = now
                await self._follow()
            if now - self._looked_at >= LOOK_EVERY_SECONDS:
                self._looked_at = now
                await self.look_after()
            self._beat_at = self._seconds()

    def beating(self) -> bool:
        """Whether the loop turns; asks nobody."""
        return self._seconds() - self._beat_at < STUCK_SECONDS

    async def ailments(self) -> Mapping[str, str]:
        """What is wrong, by component."""
        signs = await self._signs()
        stale = signs is not None and signs.inbox_oldest_seconds > OLDEST_SECONDS
        return {
            **self._own_ailments(),
            "database": "" if signs else "doesn't answer",
            "inbox": "the oldest update waits too long" if stale else "",
        }

    async def gather(self) -> None:
        """Bring the gauges up to date; those of the database stay as they were while it is away."""
        for role, silence in self._silences.items():
            metrics.ROLE_SILENCE.labels(role).set(silence())
        metrics.DISK_FREE.set(free_share(self._config.data_dir))
        signs = await self._signs()
        if signs:
            show(signs)

    async def look_after(self) -> None:
        """Once a minute: tell the admin what he has to hear; ping while all is well.

        Each process speaks for itself, and one of them for the queues.
        """
        raised = [
            (f"own.{name}", f"{name}: {ailment}") for name, ailment in self._own_ailments().items() if ailment
        ]
        limited, conflicts = metrics.total(metrics.RATE_LIMITED), metrics.total(metrics.CONFLICTS)
        raised += of_the_process(
            limited - self._rate_limited, conflicts - self._conflicts, free_share(self._config.data_dir)
        )
        self._rate_limited, self._conflicts = limited, conflicts
        signs = await self._signs() if self._on_watch() else None
        if signs:
            self._terms.append(signs.terms)
            raised += [*alarms(signs, self._missed), *flapping(self._terms[0], signs.terms)]
        self._missed = signs.missed if signs else None
        for kind, text in raised:
            await self._tell(kind, text)
        if signs and all(kind in ALIVE_ALL_THE_SAME for kind, _ in raised):
            await self._ping()

    def _own_ailments(self) -> dict[str, str]:
        silent = {role: silence() for role, silence in self._silences.items()}
        found = {
            role: f"hasn't moved for {seconds:.0f} s" if seconds > ROLE_STUCK_SECONDS else ""
            for role, seconds in silent.items()
        }
        return {
            **found,
            "clock": "" if self._clock_is_steady() else "jumped; reminders wait until it is steady",
        }

    async def _tell(self, kind: str, text: str) -> None:
        async def add(uow: SqlUnit) -> bool:
            return await alert(uow, self._config.admin_chat_id, kind, text, self._clock.now())

        log.error("alert", kind=kind, reason=text)
        try:
            await self._storage.transact(add)
        except SQLAlchemyError as error:
            log.error("no alert could be made", exc_info=error)
        self._on_alert()

    async def _follow(self) -> None:
        if not isinstance(self._clock, ServerClock):
            return
        try:
            async with asyncio.timeout(DATABASE_PATIENCE_SECONDS), self._storage.connection() as connection:
                await self._clock.follow(connection)
        except (TimeoutError, SQLAlchemyError) as error:
            log.warning("the database's clock can't be read", reason=type(error).__name__)
        metrics.CLOCK_SKEW.set(self._clock.skew.total_seconds())

    async def _signs(self) -> VitalSigns | None:
        """The vital signs, or None when the database doesn't tell them within its time."""
        try:
            async with (
                asyncio.timeout(DATABASE_PATIENCE_SECONDS),
                self._storage.reader.connect() as connection,
            ):
                return await vital_signs.take(connection, self._clock.now())
        except (TimeoutError, SQLAlchemyError) as error:
            log.warning("the vital signs can't be read", reason=type(error).__name__)
            return None

    async def _ping(self) -> None:
        """Tell the watchman outside that all is well; his silence is the alarm that a dead bot can't raise."""
        if self._config.ping_url is None:
            return
        patience = aiohttp.ClientTimeout(total=PING_PATIENCE_SECONDS)
        try:
            async with aiohttp.request(
                "GET", self._config.ping_url.get_secret_value(), timeout=patience
            ) as answer:
                answer.raise_for_status()
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            log.warning("the ping didn't arrive", reason=type(error).__name__)


def free_share(folder: Path) -> float:
    """How much of the disk is free on which a folder is, or would be: 0 to 1."""
    whole = folder.absolute()
    usage = shutil.disk_usage(next(place for place in (whole, *whole.parents) if place.exists()))
    return usage.free / usage.total


def show(signs: VitalSigns) -> None:
    """Put the vital signs into the gauges."""
    metrics.INBOX_DEPTH.set(signs.inbox_depth)
    metrics.INBOX_OLDEST.set(signs.inbox_oldest_seconds)
    metrics.INBOX_PARKED.set(signs.inbox_parked)
    metrics.BACKUP_AGE.set(nan if signs.backup_age_seconds is None else signs.backup_age_seconds)
    metrics.OUTBOX_OLDEST.set(signs.outbox_oldest_seconds)
    for gauge, counts in (
        (metrics.OUTBOX_DEPTH, signs.outbox),
        (metrics.REMINDERS_MISSED, signs.missed),
        (metrics.LEASE_TERM, signs.terms),
    ):
        gauge.clear()
        for name, count in counts.items():
            gauge.labels(name).set(count)
