"""Long polling that loses nothing: fetch, store, commit, and only the next fetch acknowledges."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

import structlog
from telegram import Bot
from telegram.error import Conflict, EndPointNotFound, InvalidToken, RetryAfter, TelegramError

from bot import metrics
from bot.crashpoints import Point, crash
from bot.delivery.causes import Cause, judge
from bot.delivery.request import AiohttpRequest
from bot.delivery.sender import TokenRevoked
from bot.intake.sorting import KINDS
from bot.intake.storing import Intake

log = structlog.get_logger("tandem.intake")

POLL_SECONDS = 30
PATIENCE_SECONDS = 40.0
BATCH = 100
LONGEST_PAUSE_SECONDS = 15.0
REBUILD_AFTER_SECONDS = 90.0
GIVE_UP_AFTER_SECONDS = 300.0


class PollingDead(Exception):
    """No poll has succeeded for so long that only a new process can help."""


class Poller:
    """Fetches updates for one bot; `seconds` is a clock that only goes forward."""

    def __init__(
        self,
        bot: Bot,
        transport: AiohttpRequest | None,
        intake: Intake,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._bot = bot
        self._transport = transport
        self._intake = intake
        self._seconds = seconds
        self._offset = 0
        self._stopping = asyncio.Event()
        self._fresh_at = seconds()
        self._rebuilt_at = seconds()

    @property
    def silence_seconds(self) -> float:
        """How long ago the last poll succeeded."""
        return self._seconds() - self._fresh_at

    def stop(self) -> None:
        """Fetch nothing more; what is fetched and not stored comes again."""
        self._stopping.set()

    async def run(self) -> None:
        """Poll until stopped or cancelled. Raises TokenRevoked or PollingDead."""
        self._fresh_at = self._rebuilt_at = self._seconds()
        polling = asyncio.create_task(self._poll())
        stopping = asyncio.create_task(self._stopping.wait())
        try:
            await asyncio.wait([polling, stopping], return_when=asyncio.FIRST_COMPLETED)
            if polling.done():
                polling.result()
        finally:
            stopping.cancel()
            polling.cancel()
            await asyncio.wait([polling])

    async def _poll(self) -> None:
        pause = 0.0
        while not self._stopping.is_set():
            pause = await self._turn(pause)

    async def _turn(self, pause: float) -> float:
        """One poll after a pause; returns the next pause in seconds."""
        await asyncio.sleep(pause)
        try:
            await self.fetch()
        except TelegramError as error:
            return await self._failed(error, pause)
        except Exception as error:  # the database is away: what was fetched comes again
            log.error("updates weren't stored; they come again", exc_info=error)
            return _longer(pause)
        return 0.0

    async def fetch(self) -> None:
        """One poll, stored and committed; the next one acknowledges it."""
        batch = await self._bot.do_api_request(
            "getUpdates",
            api_kwargs={
                "offset": self._offset,
                "timeout": POLL_SECONDS,
                "limit": BATCH,
                "allowed_updates": KINDS,
            },
            read_timeout=PATIENCE_SECONDS,
        )
        self._fresh_at = self._seconds()
        crash(Point.ACKNOWLEDGED)
        if batch:
            crash(Point.FETCHED)
            highest = await self._intake.store(batch)
            self._offset = self._offset if highest is None else highest + 1

    async def _failed(self, error: TelegramError, pause: float) -> float:
        failure = judge(error)
        if isinstance(error, InvalidToken | EndPointNotFound) and failure.cause is Cause.TOKEN_REVOKED:
            raise TokenRevoked from error
        if isinstance(error, RetryAfter):
            return failure.wait_seconds
        another = isinstance(error, Conflict)
        if another:
            metrics.CONFLICTS.inc()
        reason = "another process polls" if another else failure.cause.value
        log.warning("poll failed", reason=reason, seconds=round(self.silence_seconds))
        await self._heal()
        return _longer(pause)

    async def _heal(self) -> None:
        if self.silence_seconds > GIVE_UP_AFTER_SECONDS:
            raise PollingDead(f"no poll has succeeded for {self.silence_seconds:.0f} seconds")
        rebuilt = self._seconds() - self._rebuilt_at
        if self._transport and min(self.silence_seconds, rebuilt) > REBUILD_AFTER_SECONDS:
            self._rebuilt_at = self._seconds()
            await self._transport.rebuild()


def _longer(pause: float) -> float:
    return min(max(pause * 2, 0.5), LONGEST_PAUSE_SECONDS)
