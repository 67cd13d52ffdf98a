"""R5: updates by webhook to replicas that come and go; all that was answered with 200 has its one effect."""

from __future__ import annotations

import asyncio
import random
import socket

import httpx
import pytest

from bot.app.roles import WEB, WORKER
from bot.intake.webhook import SECRET_HEADER
from bot.simulator.core import Person
from tests.reliability.harness.oracle import audit
from tests.reliability.harness.processes import BotProcess
from tests.reliability.harness.results import measured
from tests.reliability.harness.scene import Scene
from tests.reliability.harness.sizes import SEED, size, until_the_box_is_full

PEOPLE = 20
KILLS = size(6, 200)
LONGEST_LIFE_SECONDS = 1.5
# Several processes need PostgreSQL.
POSTGRES = pytest.param("postgresql", marks=pytest.mark.postgres)
pytestmark = pytest.mark.parametrize("config", [POSTGRES], indirect=True)
SELECTION = "tests/reliability/test_web_and_workers.py"
SECRET = "a-secret-of-thirty-two-characters"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as held:
        return int(held.getsockname()[1])


def by_webhook(scene: Scene) -> Scene:
    """Updates come to a port of its own."""
    port = free_port()
    scene.settings |= {
        "WEBHOOK_URL": f"http://127.0.0.1:{port}",
        "WEBHOOK_SECRET": SECRET,
        "PORT": str(port),
    }
    return scene


@pytest.fixture
def scene(scene: Scene) -> Scene:
    return by_webhook(scene)


async def hooked(scene: Scene) -> None:
    async def is_set() -> bool:
        return bool(scene.simulator.world.webhook.url)

    await scene.until(is_set)


def load(people: list[Person], dice: random.Random) -> None:
    for person in people:
        for _ in range(dice.choice((0, 1, 2))):
            person.say("hello")


@pytest.mark.slow
@pytest.mark.timeout(0)
async def test_replicas_that_are_killed_lose_and_repeat_nothing(scene: Scene) -> None:
    dice = random.Random(SEED)
    people = scene.people(PEOPLE)
    with measured("R5", "kill -9 at random: 1 web and 2 worker processes (PostgreSQL)", SELECTION) as result:
        for roles in (WEB, WORKER, WORKER):
            scene.start(roles)
        await hooked(scene)
        for _ in until_the_box_is_full(KILLS):
            load(people, dice)
            await asyncio.sleep(dice.uniform(0.0, LONGEST_LIFE_SECONDS))
            victim = dice.choice(scene.bots)
            await scene.kill(victim)
            result.faults += 1
            scene.start(victim.roles)
        scene.pass_time()
        await scene.quiet()
        await scene.end()
        found = await audit(scene)
        print(found)
        assert found.broken == {}, found
        assert found.updates > result.faults * PEOPLE / 2
        found.tell(result)


async def test_an_update_posted_again_and_by_others_has_one_effect(scene: Scene) -> None:
    [anna] = scene.people(1)
    web, worker = scene.start(WEB), scene.start(WORKER)
    await hooked(scene)
    anna.say("hello")
    await scene.quiet()
    url = scene.simulator.world.webhook.url
    again = scene.updates.queued[-1].as_json()
    async with httpx.AsyncClient() as client:
        told = [
            (await client.post(url, json=again, headers={SECRET_HEADER: secret})).status_code
            for secret in (SECRET, SECRET, "guess")
        ]
    await scene.quiet()
    assert told == [200, 200, 403]
    assert [await stopped(bot) for bot in (web, worker)] == [0, 0]
    found = await audit(scene)
    assert (found.broken, found.replies_duplicated, found.updates) == ({}, 0, 1)


async def stopped(bot: BotProcess) -> int:
    return await bot.stop(15.0)
