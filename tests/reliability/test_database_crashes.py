"""R4: the database dies under five working processes; nothing is lost, nothing comes twice, nobody has to help."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

import pytest

from bot.storage.database import prepare_schemas
from tests.reliability.harness.cluster import cluster
from tests.reliability.harness.load import FIVE, load
from tests.reliability.harness.oracle import audit
from tests.reliability.harness.results import measured
from tests.reliability.harness.scene import scene
from tests.reliability.harness.sizes import SEED, size, until_the_box_is_full
from tests.storage.conftest import config_for

CRASHES = size(10, 50)
PEOPLE = 20
SELECTION = "tests/reliability/test_database_crashes.py"


@pytest.mark.slow
@pytest.mark.postgres
@pytest.mark.timeout(0)
async def test_a_crashing_database_loses_and_doubles_nothing(tmp_path: Path) -> None:
    dice = random.Random(SEED)
    async with cluster() as server:
        config = config_for(tmp_path, server.url)
        await asyncio.to_thread(prepare_schemas, config)
        async with scene(config, tmp_path) as played:
            with measured(
                "R4", "pg_ctl -m immediate and pg_terminate_backend, 5 processes", SELECTION
            ) as result:
                cut = 0
                people = played.people(PEOPLE)
                bots = [played.start(roles) for roles in FIVE]
                await played.running()
                for _ in until_the_box_is_full(CRASHES):
                    load(people, dice)
                    await asyncio.sleep(dice.uniform(0.1, 0.6))
                    cut += await server.cut_connections()
                    await asyncio.sleep(dice.uniform(0.1, 0.6))
                    await server.crash()
                    await asyncio.sleep(dice.uniform(0.0, 0.5))
                    await server.start()
                    result.faults += 1
                played.pass_time()
                await played.quiet()
                assert all(bot.alive for bot in bots)
                await played.end()
                found = await audit(played)
                print(found)
                assert found.broken == {}, found
                assert cut > result.faults
                found.tell(result)
                result.note += f"; {cut} sessions terminated"
