"""A role that one process at a time plays: whoever holds its lease; another takes over when it ends or dies."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta

import structlog

from bot.clock import Clock
from bot.storage import leases
from bot.storage.database import Storage

log = structlog.get_logger("tandem.app")

LEASE = timedelta(seconds=15)


class Elected:
    """Plays a role while it holds the lease. `play` runs until cancelled, or raises what ends the process."""

    def __init__(
        self,
        role: str,
        owner: str,
        storage: Storage,
        clock: Clock,
        play: Callable[[], Awaitable[None]],
        step_seconds: float,
    ) -> None:
        self._role = role
        self._owner = owner
        self._storage = storage
        self._clock = clock
        self._play = play
        self._step_seconds = step_seconds
        self._stopping = asyncio.Event()
        self._playing: asyncio.Task[None] | None = None

    @property
    def playing(self) -> bool:
        """Whether this process plays the role now."""
        return self._playing is not None and not self._playing.done()

    def stop(self) -> None:
        """End playing; `run` returns soon."""
        self._stopping.set()

    async def run(self) -> None:
        """Stand for election until stopped. Raises what `play` raises."""
        try:
            while not self._stopping.is_set():
                await self._turn()
                await self._rest()
        finally:
            await self._halt()

    async def _turn(self) -> None:
        """Take or keep the role, or lose it; a database that is away loses nothing by itself."""
        if self._playing is not None and self._playing.done():
            self._playing.result()
            self._playing = None
        try:
            elected = await self._hold()
        except Exception:
            log.exception("the lease can't be asked for; trying again", role=self._role)
            return
        if elected and self._playing is None:
            log.info("elected", role=self._role)
            self._playing = asyncio.ensure_future(self._play())
        elif not elected:
            await self._halt()

    async def _hold(self) -> bool:
        async with self._storage.connection() as connection:
            now = self._clock.now()
            return await leases.renew(connection, self._role, self._owner, now, LEASE) is not None

    async def _rest(self) -> None:
        """Until the next step, told to stop, or the end of playing."""
        stop = asyncio.ensure_future(self._stopping.wait())
        others = {self._playing} if self._playing else set()
        await asyncio.wait({stop, *others}, timeout=self._step_seconds, return_when=asyncio.FIRST_COMPLETED)
        stop.cancel()

    async def _halt(self) -> None:
        playing, self._playing = self._playing, None
        if playing is None or playing.done():
            return
        log.info("no longer elected", role=self._role)
        playing.cancel()
        with suppress(asyncio.CancelledError):
            await playing
