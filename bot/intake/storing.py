"""The door of the inbox: raw updates, however they came, are stored and committed, and the worker is woken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import structlog

from bot import metrics
from bot.crashpoints import Point, crash
from bot.intake.sorting import kind_of, sort_in
from bot.storage.database import Storage

log = structlog.get_logger("tandem.intake")


class Intake:
    """Stores updates for one bot. `on_stored` wakes the worker."""

    def __init__(self, storage: Storage, bot_id: int, on_stored: Callable[[], None]) -> None:
        self._storage = storage
        self._bot_id = bot_id
        self._on_stored = on_stored

    async def store(self, batch: Sequence[Any]) -> int | None:
        """Commit a batch; returns the highest number in it, None when none has a number.

        An update that is here already is left alone. Raises what the database raises.
        """
        received = [one for one in map(sort_in, batch) if one is not None]
        if len(received) < len(batch):
            log.error("updates without a number", count=len(batch) - len(received))
        async with self._storage.unit() as unit:
            await unit.inbox.store(self._bot_id, received)
            crash(Point.INBOX_INSERTED)
        crash(Point.INBOX_COMMITTED)
        for one in received:
            metrics.UPDATES_RECEIVED.labels(kind_of(one.content)).inc()
            metrics.UPDATES_PARKED.inc(not one.readable)
        self._on_stored()
        return max((one.update_id for one in received), default=None)
