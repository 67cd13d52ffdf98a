"""Waiting in tests for what the bot will do, without sleeping longer than it takes."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from bot.simulator.core.events import Event
from bot.simulator.core.simulator import Simulator

Found = TypeVar("Found")
LOOK_AGAIN_SECONDS = 0.05


async def until(simulator: Simulator, look: Callable[[], Found], timeout_seconds: float = 10.0) -> Found:
    """What `look` returns as soon as that is truthy; it is asked after every event, and now and then.

    Use it as `await until(simulator, lambda: anna.last().text == "Saved")`. A LookupError of `look` counts as
    not yet. Raises TimeoutError with the last calls of the bot.
    """
    loop, changed = asyncio.get_running_loop(), asyncio.Event()

    def listen(_event: Event) -> None:
        loop.call_soon_threadsafe(changed.set)

    stop = simulator.bulletin.subscribe(listen)
    deadline = loop.time() + timeout_seconds
    try:
        while True:
            changed.clear()
            found = _look(look)
            if found:
                return found
            if loop.time() > deadline:
                recent = [
                    (call.method, call.text[:60], call.outcome) for call in simulator.ledger.calls()[-8:]
                ]
                raise TimeoutError(f"not within {timeout_seconds} s; the bot's last calls: {recent}")
            waiting = asyncio.ensure_future(changed.wait())
            await asyncio.wait({waiting}, timeout=LOOK_AGAIN_SECONDS)
            waiting.cancel()
    finally:
        stop()


def _look(look: Callable[[], Found]) -> Found | None:
    try:
        return look()
    except LookupError:
        return None
