"""The demo: an address, a chat with the real bot behind it, and an end without leftovers."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 60
RUNNING = re.compile(rb'"pid": (\d+)')


class Demo:
    """A running demo as its user sees it."""

    def __init__(self, process: asyncio.subprocess.Process, session: aiohttp.ClientSession, url: str) -> None:
        self.process = process
        self.url = url
        self._session = session

    async def ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        async with self._session.request(method, f"{self.url}{path}", json=body) as answer:
            answer.raise_for_status()
            return await answer.json() if answer.content_type == "application/json" else await answer.text()

    async def bot_pid(self) -> int:
        """The next bot process that says that it runs."""
        assert self.process.stderr is not None
        while True:
            line = await self.process.stderr.readline()
            assert line, "the demo ended"
            if b'"event": "running"' in line and (found := RUNNING.search(line)):
                return int(found[1])

    async def first_answer(self) -> str:
        """What the bot says to somebody new."""
        person = await self.ask("POST", "/sim/people", {"first_name": "Anna"})
        await self.ask("POST", f"/sim/people/{person['id']}/messages", {"text": "/start"})
        while True:
            chat = await self.ask("GET", f"/sim/people/{person['id']}")
            said = [message["text"] for message in chat["messages"] if message["from_bot"]]
            if said:
                return str(said[0])
            await asyncio.sleep(0.05)


@pytest.fixture
async def demo(tmp_path: Path) -> AsyncIterator[Demo]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "demo", "--port", "0", "--data-dir", str(tmp_path / "demo")),
        cwd=ROOT,
        env={**os.environ, "LOG_LEVEL": "INFO", "TELEGRAM_BOT_TOKEN": "987654321:" + "x" * 35},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        async with asyncio.timeout(PATIENCE_SECONDS), aiohttp.ClientSession() as session:
            address = re.search(rb"http://\S+", await process.stdout.readline())
            assert address is not None
            yield Demo(process, session, address[0].decode())
    finally:
        if process.returncode is None:
            process.terminate()
            await process.wait()


async def test_the_page_and_the_real_bot_are_there(demo: Demo) -> None:
    assert "<html" in await demo.ask("GET", "/")
    assert await demo.first_answer()


async def test_a_stop_ends_both(demo: Demo) -> None:
    pid = await demo.bot_pid()
    demo.process.send_signal(signal.SIGTERM)
    assert await demo.process.wait() == 0
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


async def test_a_bot_that_dies_is_started_again(demo: Demo) -> None:
    first = await demo.bot_pid()
    os.kill(first, signal.SIGKILL)
    assert await demo.bot_pid() != first
    assert await demo.first_answer()
