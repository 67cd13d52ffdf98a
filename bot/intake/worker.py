"""Works off the inbox: the oldest update of each chat, several chats at once, nobody twice in a row."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

import structlog
from telegram import Bot

from bot import metrics
from bot.clock import Clock
from bot.crashpoints import Point, crash
from bot.delivery.api import answer_tap
from bot.intake.serving import Counter, Tap
from bot.storage.database import Storage
from bot.storage.inbox import Head

log = structlog.get_logger("tandem.intake")

HEADS = 64
AT_ONCE = 8
IDLE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 15.0
OUTAGE_SECONDS = 1.0


class Worker:
    """One worker of a process. `on_done` wakes the sender; `seconds` is a clock that only goes forward."""

    def __init__(
        self,
        bot: Bot,
        storage: Storage,
        clock: Clock,
        counter: Counter,
        on_done: Callable[[], None],
        *,
        at_once: int = AT_ONCE,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._bot = bot
        self._storage = storage
        self._clock = clock
        self._counter = counter
        self._on_done = on_done
        self._at_once = at_once
        self._seconds = seconds
        self._busy: dict[int, asyncio.Task[None]] = {}
        self._answers: set[asyncio.Task[None]] = set()
        self._wake = asyncio.Event()
        self._stopping = asyncio.Event()
        self._moved_at = seconds()

    @property
    def silence_seconds(self) -> float:
        """How long ago it last looked into the inbox."""
        return self._seconds() - self._moved_at

    def wake(self) -> None:
        """There may be something to do."""
        self._wake.set()

    def stop(self) -> None:
        """Begin nothing more; `run` ends when what was begun is done."""
        self._stopping.set()
        self._wake.set()

    async def run(self) -> None:
        """Work until stopped."""
        pause = IDLE_SECONDS
        while not self._stopping.is_set():
            self._wake.clear()
            self._moved_at = self._seconds()
            try:
                began = await self.turn()
                pause = IDLE_SECONDS
            except Exception:
                log.exception("the inbox can't be read; trying again", seconds=pause)
                began, pause = 0, min(pause * 2, LONGEST_PAUSE_SECONDS)
            if not began:
                await self._rest(pause)
        await self.settled()

    async def turn(self) -> int:
        """Begin with the heads of chats that aren't being served; returns how many.

        Each chat comes once a turn, so that one who sends much doesn't hold up the others.
        """
        if len(self._busy) >= self._at_once:
            return 0
        async with self._storage.look() as unit:
            heads = await unit.inbox.heads(self._clock.now(), HEADS)
        began = 0
        for head in heads:
            if head.chat_key in self._busy:
                continue
            while len(self._busy) >= self._at_once:
                await asyncio.wait(self._busy.values(), return_when=asyncio.FIRST_COMPLETED)
                await asyncio.sleep(0)
            if self._stopping.is_set():
                break
            self._begin(head)
            began += 1
        return began

    async def settled(self) -> None:
        """Wait for what was begun, answers to taps included."""
        while self._busy or self._answers:
            await asyncio.wait({*self._busy.values(), *self._answers})
            await asyncio.sleep(0)

    def _begin(self, head: Head) -> None:
        task = asyncio.create_task(self._work(head))
        self._busy[head.chat_key] = task
        task.add_done_callback(lambda _task: self._free(head.chat_key))

    def _free(self, chat_key: int) -> None:
        self._busy.pop(chat_key, None)
        self._wake.set()

    async def _rest(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._wake.wait(), seconds)
        except TimeoutError:
            return

    async def _work(self, head: Head) -> None:
        began = self._seconds()
        try:
            tap = await self._counter.work(head)
        except Exception:
            log.exception("the database didn't take a result; trying again", corr=f"u{head.update_id}")
            await asyncio.sleep(OUTAGE_SECONDS)
            return
        took = self._seconds() - began
        metrics.UPDATE_SECONDS.observe(took)
        log.info("update", corr=f"u{head.update_id}", ms=round(took * 1000))
        if tap is not None:
            answer = asyncio.create_task(self._answer(tap))
            self._answers.add(answer)
            answer.add_done_callback(self._answers.discard)
        self._on_done()

    async def _answer(self, tap: Tap) -> None:
        cause = await answer_tap(self._bot, tap.callback_query_id, tap.toast)
        crash(Point.CALLBACK_ANSWERED)
        if cause is not None:
            log.info("a tap wasn't answered", reason=cause.value)
