"""R4: the disk is full, writing fails; nothing is lost, nothing comes twice, and it ends when the trouble ends."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from itertools import cycle
from pathlib import Path

import pytest

from bot.storage.database import prepare_schemas
from tests.reliability.harness.cluster import cluster
from tests.reliability.harness.disks import let_write, public_folder, small_disk
from tests.reliability.harness.load import load
from tests.reliability.harness.oracle import audit
from tests.reliability.harness.results import measured
from tests.reliability.harness.scene import Scene, scene
from tests.reliability.harness.sizes import SEED, size, until_the_box_is_full
from tests.storage.conftest import config_for

PEOPLE = 8
TIMES = size(1, 60)
BYTES = (5_000, 0)
DISK_MIB = 24
POSTGRES_MIB = 160
POSTGRES_PEOPLE = 30  # what they write needs new pages
SELECTION = "tests/reliability/test_full_disks.py"

Trouble = Callable[[bool], Awaitable[None]]


async def lived_through(played: Scene, trouble: Trouble, what: str, count: int = PEOPLE) -> None:
    """People write before, in and after each trouble; a bot serves them all, and nobody helps it."""
    dice = random.Random(SEED)
    with measured("R4", what, SELECTION) as result:
        people = played.people(count)
        bot = played.start()
        await played.running()
        for _ in until_the_box_is_full(TIMES):
            load(people, dice)
            await asyncio.sleep(dice.uniform(0.1, 0.4))
            await trouble(True)
            load(people, dice)
            await asyncio.sleep(dice.uniform(1.0, 2.0))
            result.faults += (
                len(played.updates) > 0
            )  # later rounds may find room in the files that grew before
            await trouble(False)
            await played.quiet()
        assert result.faults, "nothing ever waited at Telegram: the trouble troubled nobody"
        assert bot.alive
        await played.end()
        found = await audit(played)
        print(found)
        assert found.broken == {}, found
        assert found.replies_duplicated == 0, "what was sent is marked once the trouble is over"
        found.tell(result)


@pytest.mark.slow
@pytest.mark.timeout(0)
async def test_a_full_disk_loses_and_doubles_nothing(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", DISK_MIB) as disk:
        config = config_for(disk.folder)
        await asyncio.to_thread(prepare_schemas, config)
        async with scene(config, tmp_path) as played:

            async def trouble(on: bool) -> None:
                await asyncio.to_thread(disk.fill if on else disk.free)

            await lived_through(played, trouble, "the disk runs full (SQLite)")


@pytest.mark.slow
@pytest.mark.postgres
@pytest.mark.timeout(0)
@pytest.mark.parametrize("log_too", [False, True])
async def test_a_full_disk_under_postgresql_loses_and_doubles_nothing(tmp_path: Path, log_too: bool) -> None:
    """Its tables can't grow; or its log can't either: then it ends itself, and somebody has to start it again."""
    with public_folder() as folder, small_disk(folder / "disk", POSTGRES_MIB) as disk:
        async with cluster(disk.folder) as server:
            config = config_for(tmp_path, server.url)
            await asyncio.to_thread(prepare_schemas, config)

            async def trouble(on: bool) -> None:
                if on and log_too:
                    await server.end_by_a_full_disk(disk.fill)
                else:
                    await asyncio.to_thread(disk.fill if on else disk.free)
                if not on:
                    await server.revive()

            async with scene(config, tmp_path) as played:
                what = f"the disk runs full (PostgreSQL{', its log too' if log_too else ''})"
                await lived_through(played, trouble, what, POSTGRES_PEOPLE)


@pytest.mark.slow
@pytest.mark.timeout(0)
@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
async def test_failing_and_torn_writes_lose_and_double_nothing(scene: Scene) -> None:
    much = cycle(BYTES)

    async def trouble(on: bool) -> None:
        let_write(scene.bots[0].pid, *([next(much)] if on else []))

    await lived_through(scene, trouble, "writes fail or are torn off, the log's too (SQLite)")
