"""R2: kill -9 at any instant under mixed load; nothing lost, nothing twice, nothing out of order."""

from __future__ import annotations

import asyncio
import random

import pytest

from tests.reliability.harness.load import ALONE, FIVE, load
from tests.reliability.harness.oracle import audit
from tests.reliability.harness.results import measured
from tests.reliability.harness.scene import Scene
from tests.reliability.harness.sizes import SEED, size, until_the_box_is_full

PEOPLE = 30
KILLS = size(12, 1000)
LONGEST_LIFE_SECONDS = 0.8
SELECTION = "tests/reliability/test_random_kills.py"


@pytest.mark.slow
@pytest.mark.timeout(0)
async def test_random_kills_under_load(scene: Scene) -> None:
    dice = random.Random(SEED)
    people = scene.people(PEOPLE)
    alone = scene.config.is_sqlite
    where = "SQLite, 1 process" if alone else "PostgreSQL, 5 processes"
    with measured("R2", f"kill -9 at random ({where})", SELECTION) as result:
        for roles in ALONE if alone else FIVE:
            scene.start(roles)
        for _ in until_the_box_is_full(KILLS):
            load(people, dice)
            await asyncio.sleep(dice.uniform(0.0, LONGEST_LIFE_SECONDS))
            victim = dice.choice(scene.bots)
            await scene.kill(victim)
            result.faults += 1
            if dice.random() < 0.2:
                scene.pass_time()
            scene.start(victim.roles)
        scene.pass_time()
        await scene.quiet()
        await scene.end()
        found = await audit(scene)
        print(found)
        assert found.broken == {}, found
        assert found.updates > result.faults * PEOPLE / 2
        found.tell(result)
