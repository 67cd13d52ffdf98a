"""R2: kill -9 at any instant under mixed load; nothing lost, nothing twice, nothing out of order."""

from __future__ import annotations

import asyncio
import random

import pytest

from bot.app.roles import ALL_ROLES, Role
from bot.simulator.core import Person
from tests.reliability.harness.oracle import audit
from tests.reliability.harness.scene import Scene
from tests.reliability.harness.sizes import SEED, size

PEOPLE = 30
KILLS = size(20, 1000)
LONGEST_LIFE_SECONDS = 0.8
ALONE = (ALL_ROLES,)
FIVE = (
    frozenset({Role.POLL}),
    frozenset({Role.WORK}),
    frozenset({Role.WORK, Role.TICK}),
    frozenset({Role.SEND, Role.TICK}),
    frozenset({Role.SEND}),
)


def load(people: list[Person], dice: random.Random) -> None:
    """Some forty updates: texts in bursts, taps, a pin, reminders asked for."""
    for person in people:
        for _ in range(dice.choice((0, 1, 1, 2))):
            person.say(dice.choice(("hello", "hello", "squat 3x5", "pin")))
        if dice.random() < 0.3 and person.from_bot():
            person.tap("Again")
    dice.choice(people).say("remind 3")


@pytest.mark.slow
@pytest.mark.timeout(0)
async def test_random_kills_under_load(scene: Scene) -> None:
    dice = random.Random(SEED)
    people = scene.people(PEOPLE)
    places = ALONE if scene.config.is_sqlite else FIVE
    for roles in places:
        scene.start(roles)
    for _ in range(KILLS):
        load(people, dice)
        await asyncio.sleep(dice.uniform(0.0, LONGEST_LIFE_SECONDS))
        victim = dice.choice(scene.bots)
        await scene.kill(victim)
        if dice.random() < 0.2:
            scene.pass_time()
        scene.start(victim.roles)
    scene.pass_time()
    await scene.quiet()
    await scene.end()
    found = await audit(scene)
    print(found)
    assert found.broken == {}, found
    assert found.updates > KILLS * PEOPLE / 2
