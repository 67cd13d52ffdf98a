"""R7: bursts from each person, four replicas; nothing of one chat overtakes anything else of it."""

from __future__ import annotations

import random

import pytest

from bot.app.roles import ALL_ROLES, Role
from tests.reliability.harness.oracle import audit
from tests.reliability.harness.results import measured
from tests.reliability.harness.scene import Scene
from tests.reliability.harness.sizes import SEED, size, until_the_box_is_full

PEOPLE, ROUNDS = size((25, 1), (100, 60))
REPLICAS = (ALL_ROLES, *[frozenset({Role.WORK, Role.SEND})] * 3)
SELECTION = "tests/reliability/test_bursts.py"
POSTGRES = pytest.param("postgresql", marks=pytest.mark.postgres)


@pytest.mark.slow
@pytest.mark.timeout(0)
@pytest.mark.parametrize("config", [POSTGRES], indirect=True)
async def test_bursts_stay_in_order(scene: Scene) -> None:
    dice = random.Random(SEED)
    people = scene.people(PEOPLE)
    with measured("R7", "bursts of 5-20 messages, 4 replicas (PostgreSQL)", SELECTION) as result:
        for roles in REPLICAS:
            scene.start(roles)
        await scene.running()
        for _ in until_the_box_is_full(ROUNDS):
            for person in people:
                for _ in range(dice.randint(5, 20)):
                    person.say("hello")
            await scene.quiet()
        await scene.end()
        found = await audit(scene)
        assert found.broken == {}, found
        assert (found.replies_duplicated, found.replies_never) == (0, 0)
        found.tell(result)
        result.note += f"; out of order {found.effects_disordered + found.replies_disordered}"
