"""Takes turns between sessions, one SQL statement or commit at a time, in an order that a test chooses."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextvars import ContextVar
from typing import Any

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.util import await_only

BLOCKED_SECONDS = 0.05  # who hasn't come to its next statement by then waits for a lock of the other

_session: ContextVar[Session | None] = ContextVar("session", default=None)


class Session:
    """One script; it halts before each statement and each commit until it is its turn."""

    def __init__(self, script: Callable[[], Awaitable[Any]]) -> None:
        self._may_go = asyncio.Event()
        self._halted = asyncio.Event()
        self._script = script
        self.task = asyncio.ensure_future(self._run())

    async def _run(self) -> Any:
        _session.set(self)
        await self.halt()
        return await self._script()

    async def halt(self) -> None:
        """Say that a step was done, and wait for the next turn."""
        self._halted.set()
        await self._may_go.wait()
        self._may_go.clear()

    async def step(self) -> None:
        """Let it go to its next halt, its end, or the lock that it waits for."""
        if self._halted.is_set():
            self._halted.clear()
            self._may_go.set()
        halted = asyncio.ensure_future(self._halted.wait())
        await asyncio.wait({halted, self.task}, timeout=BLOCKED_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        halted.cancel()


def gate(engine: AsyncEngine) -> None:
    """Make every statement and commit of this engine a step of the session that runs it."""

    def halt(*_args: Any) -> None:
        session = _session.get()
        if session is not None:
            await_only(session.halt())

    event.listen(engine.sync_engine, "before_cursor_execute", halt)
    event.listen(engine.sync_engine, "commit", halt)


async def interleave(scripts: Sequence[Callable[[], Awaitable[Any]]], order: Sequence[int]) -> list[Any]:
    """Run the scripts, their steps in this order as far as locks allow, then in turns; returns their results."""
    sessions = [Session(script) for script in scripts]
    await asyncio.sleep(0)
    for number in order:
        await sessions[number].step()
    while not all(session.task.done() for session in sessions):
        for session in sessions:
            await session.step()
    return [session.task.result() for session in sessions]
