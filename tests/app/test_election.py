"""A role for one: whoever holds the lease plays; another takes over when it ends, dies or loses it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from bot.app.election import LEASE, Elected
from bot.clock import FixedClock
from bot.storage.database import Storage

STEP_SECONDS = 0.01
PATIENCE_SECONDS = 10


class Stage:
    """Who plays."""

    def __init__(self) -> None:
        self.playing: list[str] = []

    def play(self, name: str) -> Callable[[], asyncio.Future[None]]:
        async def played() -> None:
            self.playing.append(name)
            try:
                await asyncio.Event().wait()
            finally:
                self.playing.remove(name)

        return lambda: asyncio.ensure_future(played())

    async def shows(self, *names: str) -> None:
        async with asyncio.timeout(PATIENCE_SECONDS):
            while self.playing != list(names):  # noqa: ASYNC110  # any of several tasks may change it
                await asyncio.sleep(STEP_SECONDS)


@asynccontextmanager
async def running(elected: Elected) -> AsyncIterator[asyncio.Task[None]]:
    task = asyncio.create_task(elected.run())
    try:
        yield task
    finally:
        elected.stop()
        await asyncio.wait([task])


def candidate(name: str, storage: Storage, clock: FixedClock, stage: Stage) -> Elected:
    return Elected("poll", name, storage, clock, stage.play(name), STEP_SECONDS)


async def test_one_plays_and_the_other_follows_when_its_lease_runs_out(
    storage: Storage, clock: FixedClock
) -> None:
    stage = Stage()
    async with running(candidate("one", storage, clock, stage)):
        await stage.shows("one")
        async with running(candidate("two", storage, clock, stage)):
            await asyncio.sleep(5 * STEP_SECONDS)
            assert stage.playing == ["one"]
    assert stage.playing == []
    async with running(candidate("three", storage, clock, stage)):
        clock.advance(LEASE + timedelta(seconds=1))
        await stage.shows("three")


async def test_who_finds_the_role_taken_stops_playing(storage: Storage, clock: FixedClock) -> None:
    stage = Stage()
    async with running(candidate("one", storage, clock, stage)):
        await stage.shows("one")
        async with storage.connection() as connection:
            await connection.exec_driver_sql("UPDATE role_lease SET owner = 'other'")
        await stage.shows()


async def test_what_ends_the_role_for_good_is_raised(storage: Storage, clock: FixedClock) -> None:
    async def dies() -> None:
        raise LookupError("dead")

    elected = Elected("poll", "one", storage, clock, dies, STEP_SECONDS)
    with pytest.raises(LookupError):
        async with asyncio.timeout(PATIENCE_SECONDS):
            await elected.run()


async def test_a_stop_before_the_first_vote_ends_at_once(storage: Storage, clock: FixedClock) -> None:
    elected = candidate("one", storage, clock, Stage())
    elected.stop()
    async with asyncio.timeout(PATIENCE_SECONDS):
        await elected.run()
