"""One update: taken, parsed, served and marked done in one transaction; or tried again, or put aside."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

import structlog
from telegram import Bot, Update

from bot import metrics
from bot.clock import Clock
from bot.coaching.files import FileContent, FileWanted
from bot.coaching.ports import UnitOfWork
from bot.crashpoints import Point, crash
from bot.intake.flood import FloodGate, Ruling
from bot.intake.sorting import is_command, is_tap
from bot.storage.database import Storage, is_outage
from bot.storage.inbox import Head, Taken
from bot.storage.sealing import KeyGone, Unreadable
from bot.storage.unit import SqlUnit

log = structlog.get_logger("tandem.intake")

BACKOFF = (timedelta(seconds=1), timedelta(seconds=5), timedelta(seconds=30), timedelta(seconds=30))


# Fetches a file by its id and reads it; raises what the network raises.
ReadFile = Callable[[str], Awaitable[FileContent]]


class Poison(Exception):
    """An update that can't be read: trying again won't help."""


class Conversation(Protocol):
    """What the intake needs from the handlers; messages go into the unit's outbox."""

    async def serve(self, update: Update, uow: UnitOfWork, files: Mapping[str, FileContent]) -> str:
        """Serve an update; returns the toast for a tapped button (empty: none). May raise FileWanted."""

    async def apologise(self, chat_id: int, update_id: int, uow: UnitOfWork) -> None:
        """Say that something went wrong on our side, and tell the admin."""

    async def slow_down(self, chat_id: int, update_id: int, uow: UnitOfWork) -> None:
        """Ask someone who floods us to wait."""


@dataclass(frozen=True, slots=True)
class Tap:
    """A tapped button that waits for its answer."""

    callback_query_id: str
    toast: str


class Counter:
    """Serves updates, one at a time per call."""

    def __init__(
        self,
        bot: Bot,
        storage: Storage,
        clock: Clock,
        conversation: Conversation,
        read_file: ReadFile,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._bot = bot
        self._storage = storage
        self._clock = clock
        self._conversation = conversation
        self._read_file = read_file
        self._flood = FloodGate(seconds)

    async def work(self, head: Head) -> Tap | None:
        """Serve an update and commit; returns the tap to answer.

        A failure is stored; raised is only that the database is away, which is no failure of the update.
        """
        try:
            tap = await self._work(head)
        except Exception as error:  # noqa: BLE001  # whatever a handler raises: the next update has to go on
            await self._failed(head, error)
            return None
        crash(Point.UPDATE_COMMITTED)
        return tap

    async def _work(self, head: Head) -> Tap | None:
        """Serve; where a handler wants a file, fetch it while no transaction is open, and serve again with it."""
        try:
            return await self._storage.transact(lambda unit: self._serve_taken(unit, head, {}))
        except FileWanted as wanted:
            files = {wanted.file_id: await self._read_file(wanted.file_id)}
        return await self._storage.transact(lambda unit: self._serve_taken(unit, head, files))

    async def _serve_taken(self, unit: SqlUnit, head: Head, files: Mapping[str, FileContent]) -> Tap | None:
        taken = await unit.inbox.take(head.seq)
        if taken is None:
            return None
        crash(Point.UPDATE_CLAIMED)
        with structlog.contextvars.bound_contextvars(corr=f"u{taken.update_id}"):
            tap = await self._serve(unit, taken, files)
        crash(Point.UPDATE_DISPATCHED)
        await unit.inbox.done(taken.seq, self._clock.now())
        crash(Point.UPDATE_DONE)
        return tap

    async def _serve(self, unit: SqlUnit, taken: Taken, files: Mapping[str, FileContent]) -> Tap | None:
        raw = taken.content
        ruling = self._flood.rule(taken.chat_key, droppable=is_command(raw) or is_tap(raw))
        toast = ""
        if ruling is Ruling.SERVE:
            toast = await self._conversation.serve(self._parse(taken), unit, files)
        elif ruling is Ruling.WARN:
            await self._conversation.slow_down(taken.chat_key, taken.update_id, unit)
        return Tap(str(raw["callback_query"]["id"]), toast) if is_tap(raw) else None

    def _parse(self, taken: Taken) -> Update:
        try:
            return Update.de_json(taken.content, self._bot)
        except Exception as error:  # noqa: BLE001  # the client raises anything at a malformed update
            # The message of the error may quote the update: only its class goes on.
            raise Poison(type(error).__name__) from None

    async def _failed(self, head: Head, error: Exception) -> None:
        if is_outage(error):
            raise error
        name = type(error).__name__
        log.error("an update failed", corr=f"u{head.update_id}", reason=name, exc_info=error)
        crash(Point.UPDATE_FAILED)
        hopeless = isinstance(error, Poison | KeyGone | Unreadable)
        try:
            await self._storage.transact(lambda unit: self._put_off(unit, head, name, hopeless=hopeless))
        except Exception as another:
            if is_outage(another):
                raise
            log.exception("no apology could be made", corr=f"u{head.update_id}")
            await self._storage.transact(lambda unit: unit.inbox.park(head.seq, self._clock.now(), name))

    async def _put_off(self, unit: SqlUnit, head: Head, error: str, *, hopeless: bool) -> None:
        counted = await unit.inbox.attempts(head.seq)
        if counted is None:
            return
        update_id, attempts = counted
        now = self._clock.now()
        if not hopeless and attempts < len(BACKOFF):
            await unit.inbox.retry(head.seq, now + BACKOFF[attempts], error)
            return
        await unit.inbox.park(head.seq, now, error)
        metrics.UPDATES_PARKED.inc()
        await self._conversation.apologise(head.chat_key, update_id, unit)
        crash(Point.UPDATE_PARKED)
