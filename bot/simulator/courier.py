"""Pushes updates to the bot's webhook as the real server does: in order for each chat, again until accepted."""

import asyncio
import random
from collections.abc import Iterator
from contextlib import suppress
from functools import partial

import aiohttp

from bot.simulator.core.events import Event, Happening
from bot.simulator.core.simulator import Simulator
from bot.simulator.core.updates import Update

ANSWER_TIMEOUT_SECONDS = 60.0
MAX_RETRY_AFTER_SECONDS = 3600.0
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  # a header's name, not a secret


def retry_delays(shuffle: random.Random) -> Iterator[float]:
    """Seconds before each further attempt: none, 2, 4, 8 ... up to a random 60 to 120."""
    yield 0.0
    delay = 2.0
    while True:
        yield min(delay, shuffle.uniform(60.0, 120.0))
        delay *= 2


class Courier:
    """One task that delivers; `patience` scales every wait, so that tests need not wait for minutes."""

    def __init__(self, simulator: Simulator, patience: float = 1.0) -> None:
        """Deliver for this simulator."""
        self._simulator = simulator
        self._patience = patience
        self._random = random.Random(1)
        self._news = asyncio.Event()
        self._busy: dict[int, asyncio.Task[None]] = {}

    async def run(self) -> None:
        """Deliver until cancelled."""
        loop = asyncio.get_running_loop()

        def listen(event: Event) -> None:
            if event.happening is Happening.UPDATE:
                loop.call_soon_threadsafe(self._news.set)

        stop = self._simulator.bulletin.subscribe(listen)
        try:
            async with aiohttp.ClientSession() as session:
                while True:
                    self._news.clear()
                    self._start(session)
                    await self._news.wait()
        finally:
            stop()
            for task in self._busy.values():
                task.cancel()

    def _start(self, session: aiohttp.ClientSession) -> None:
        """Give the oldest update of each idle chat to a task of its own."""
        world = self._simulator.world
        if not world.webhook.url:
            return
        for update in world.queue.waiting():
            if len(self._busy) >= world.webhook.max_connections:
                return
            if update.chat_id not in self._busy:
                task = asyncio.create_task(self._deliver(session, update))
                self._busy[update.chat_id] = task
                task.add_done_callback(partial(self._done, update.chat_id))

    def _done(self, chat_id: int, _task: asyncio.Task[None]) -> None:
        self._busy.pop(chat_id, None)
        self._news.set()

    async def _deliver(self, session: aiohttp.ClientSession, update: Update) -> None:
        world = self._simulator.world
        url = world.webhook.url
        for delay in retry_delays(self._random):
            wait = await self._attempt(session, update)
            if wait is None:
                with suppress(ValueError):  # the queue may have been emptied meanwhile
                    world.queue.remove(update)
                return
            await asyncio.sleep(max(wait, delay) * self._patience)
            if world.webhook.url != url:
                return

    async def _attempt(self, session: aiohttp.ClientSession, update: Update) -> float | None:
        """None when the bot accepted the update, else the seconds it wants us to wait."""
        hook = self._simulator.world.webhook
        headers = {SECRET_HEADER: hook.secret_token} if hook.secret_token else {}
        timeout = aiohttp.ClientTimeout(total=ANSWER_TIMEOUT_SECONDS)
        try:
            async with session.post(
                hook.url, json=update.as_json(), headers=headers, timeout=timeout
            ) as answer:
                await answer.read()
                if answer.status < 300:
                    return None
                problem = f"Wrong response from the webhook: {answer.status} {answer.reason}"
                wish = answer.headers.get("Retry-After", "0")
        except (aiohttp.ClientError, TimeoutError) as error:
            problem, wish = f"Connection failed: {error}", "0"
        hook.last_error_at, hook.last_error = self._simulator.clock.now(), problem
        return min(float(wish) if wish.isdecimal() else 0.0, MAX_RETRY_AFTER_SECONDS)
