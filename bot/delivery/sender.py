"""The sender: takes messages from the outbox under a lease, sends them within the limits, settles each."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bot import metrics
from bot.clock import Clock
from bot.coaching.delivering import Claimed, Fate, Queue, Verdict
from bot.delivery.causes import Cause, Failure, judge
from bot.delivery.limits import Bucket, ChatLimits
from bot.delivery.policy import after_failure
from bot.delivery.post import post

log = structlog.get_logger("tandem.delivery")

IN_FLIGHT = 32
IDLE_SECONDS = 1.0
RECOVER_EVERY_SECONDS = 10.0
LONGEST_PAUSE_SECONDS = 30.0
ATTEMPT_SECONDS = 50.0  # all calls of a message together: within its lease, or another sender would take it


class TokenRevoked(Exception):
    """Telegram no longer knows the bot's token; the process has to stop and say so."""


class Sender:
    """One sender of a process. `owner` names it in leases; `per_second` is shared among all live senders."""

    def __init__(
        self,
        bot: Bot,
        queue: Queue,
        clock: Clock,
        *,
        owner: str,
        per_second: float = 25.0,
        attempt_seconds: float = ATTEMPT_SECONDS,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._bot = bot
        self._queue = queue
        self._clock = clock
        self._owner = owner
        self._per_second = per_second
        self._attempt_seconds = attempt_seconds
        self._seconds = seconds
        self._budget = Bucket(per_second, per_second, seconds)
        self._chats = ChatLimits(seconds)
        self._flying: dict[int, asyncio.Task[None]] = {}
        self._wake = asyncio.Event()
        self._stopping = asyncio.Event()
        self._revoked = False
        self._recovered_at = float("-inf")
        self._moved_at = seconds()

    @property
    def silence_seconds(self) -> float:
        """How long ago it last looked into the outbox."""
        return self._seconds() - self._moved_at

    def wake(self) -> None:
        """There may be something to send."""
        self._wake.set()

    def stop(self) -> None:
        """Take nothing more; `run` ends when what is in flight has settled."""
        self._stopping.set()
        self._wake.set()

    async def run(self) -> None:
        """Send until stopped. Raises TokenRevoked."""
        pause = IDLE_SECONDS
        while not self._stopping.is_set():
            self._wake.clear()
            self._moved_at = self._seconds()
            try:
                took = await self.turn()
                pause = IDLE_SECONDS
            except Exception:
                log.exception("the outbox can't be read; trying again", seconds=pause)
                took, pause = 0, min(pause * 2, LONGEST_PAUSE_SECONDS)
            if self._revoked:
                await self.settled()
                raise TokenRevoked
            if not took:
                await self._rest(pause)
        await self.settled()

    async def turn(self) -> int:
        """Take what may be sent now and begin to send it; returns how many."""
        now = self._clock.now()
        if self._seconds() - self._recovered_at >= RECOVER_EVERY_SECONDS:
            self._recovered_at = self._seconds()
            await self._queue.recover(now, tuple(self._flying))
            self._budget.rate = self._per_second / max(1, await self._queue.live_senders(self._owner, now))
        room = min(IN_FLIGHT - len(self._flying), self._budget.available())
        if room <= 0:
            return 0
        claimed = await self._queue.claim(now, room, self._owner)
        for one in claimed:
            self._budget.take()
            self._flying[one.id] = asyncio.create_task(self._send(one, now))
            self._flying[one.id].add_done_callback(partial(self._landed, one.id))
        return len(claimed)

    async def settled(self) -> None:
        """Wait for what is in flight."""
        while self._flying:
            await asyncio.wait(self._flying.values())

    async def _rest(self, seconds: float) -> None:
        # With messages in flight or the budget spent, the next place is free sooner than a whole pause.
        patience = min(seconds, 0.05) if self._flying or self._budget.available() < 1 else seconds
        try:
            await asyncio.wait_for(self._wake.wait(), patience)
        except TimeoutError:
            return

    def _landed(self, row_id: int, task: asyncio.Task[None]) -> None:
        self._flying.pop(row_id, None)
        self._wake.set()
        if not task.cancelled() and task.exception() is not None:
            log.error("a result couldn't be stored; the lease will run out", exc_info=task.exception())

    async def _send(self, claimed: Claimed, taken_at: datetime) -> None:
        await asyncio.sleep(self._chats.take(claimed.outgoing.chat_id))
        began = self._seconds()
        if (self._clock.now() - taken_at).total_seconds() < self._attempt_seconds:
            verdict = await self._attempt(claimed)
        else:  # this process slept or starved: another may have taken it, and nothing has left yet
            verdict = Verdict(Fate.PENDING, not_before=self._clock.now(), error="held too long")
        took = self._seconds() - began
        kept = await self._queue.settle(claimed, verdict, self._clock.now())
        kind, result = claimed.outgoing.kind.value, verdict.fate.value if kept else "superseded"
        metrics.SENDS.labels(kind, result).inc()
        metrics.SEND_SECONDS.observe(took)
        log.info(
            "message",
            corr=claimed.outgoing.idem,
            kind=kind,
            result=result,
            reason=verdict.error,
            attempt=claimed.attempt,
            ms=round(took * 1000),
        )

    async def _attempt(self, claimed: Claimed) -> Verdict:
        try:
            async with asyncio.timeout(self._attempt_seconds):
                posted = await post(self._bot, claimed.outgoing)
            return Verdict(Fate.SENT, posted.message_id, error="plain" if posted.plain else "")
        except TelegramError as error:
            return await self._judged(claimed, judge(error))
        except TimeoutError as error:  # perhaps it has arrived
            return await self._judged(claimed, judge(error))
        except Exception as error:
            log.exception("a message couldn't be made", corr=claimed.outgoing.idem)
            return Verdict(Fate.FAILED, error=type(error).__name__)

    async def _judged(self, claimed: Claimed, failure: Failure) -> Verdict:
        now = self._clock.now()
        if failure.cause is Cause.RATE_LIMITED:
            metrics.RATE_LIMITED.inc()
            metrics.RETRY_AFTER.set(failure.wait_seconds)
            until = now + timedelta(seconds=failure.wait_seconds)
            await self._queue.hold(claimed.outgoing.chat_id, until, now)
        self._revoked = self._revoked or failure.cause is Cause.TOKEN_REVOKED
        return after_failure(
            failure,
            now,
            unasked=claimed.outgoing.kind.unasked,
            attempt=claimed.attempt,
            doubts=claimed.doubts,
            created_at=claimed.created_at,
        )
