"""R1: SIGKILL at every named crash point; the next process goes on where the dead one stopped."""

from __future__ import annotations

import asyncio
import random
import shutil
import signal

import pytest

from bot.crashpoints import Point
from bot.simulator.core import Person
from bot.storage.migrate import KEYS, MAIN, migrate
from tests.reliability.harness.load import load
from tests.reliability.harness.oracle import audit
from tests.reliability.harness.processes import BotProcess
from tests.reliability.harness.results import Result, measured
from tests.reliability.harness.scene import Scene
from tests.reliability.harness.sizes import SEED, size, until_the_box_is_full
from tests.reliability.test_killed_commands import CASES as OF_COMMANDS

SELECTION = "tests/reliability/test_crash_points.py"
DAYS = size(1, 1000)
PASSINGS = (1, 1, 2, 3, 5, 8)
LIFE_SECONDS = 600.0
MOST_DEATHS = 3  # one after the other, before a process is let live
# Passed by a command of its own, not by a running bot; each is killed beside its command.
ELSEWHERE = frozenset(point for point, _command in OF_COMMANDS)
OF_A_BOT = [point for point in Point if point not in ELSEWHERE]
MIGRATING = {Point.MIGRATION_LOCKED, Point.MIGRATED}
DRAWN = [point for point in OF_A_BOT if point not in MIGRATING]
POISON = {"message_id": 1, "date": "never", "chat": {"id": 0, "type": 5}}


def act(people: list[Person], scene: Scene) -> set[int]:
    """A day in which a running bot passes every point; returns the updates that can't have an effect."""
    talker, pinner, reminded, failing, leaving = people
    for person in (talker, pinner, failing, leaving):
        person.say("hello")
        person.say("hello")
    pinner.say("pin")
    reminded.say("remind 2")
    failing.say("fail once")
    failing.say("hello")
    scene.updates.add("message", failing.user_id, {**POISON, "chat": {"id": failing.user_id, "type": 5}})
    poison = scene.updates.queued[-1].update_id
    talker.say("hello")
    leaving.say("erase")
    return {poison}


async def killed(bot: BotProcess, talker: Person) -> int:
    """Tap when there is something to tap, until the bot is dead; returns how it ended."""
    tapped = False
    ending = asyncio.create_task(bot.ended(60))
    while not ending.done():
        if not tapped and any("Again" in message.labels for message in talker.from_bot()):
            talker.tap("Again")
            tapped = True
        await asyncio.wait([ending], timeout=0.05)
    return await ending


def unmigrate(scene: Scene) -> None:
    """Leave a database that has still to be migrated."""
    if scene.config.is_sqlite:
        shutil.rmtree(scene.config.data_dir)
    else:
        migrate(scene.config.dsn, MAIN, "base")
        migrate(scene.config.keys_dsn, KEYS, "base")


@pytest.mark.slow
@pytest.mark.timeout(0)
@pytest.mark.parametrize("point", OF_A_BOT)
async def test_killed_there_nothing_is_lost_or_doubled(scene: Scene, point: Point) -> None:
    where = "SQLite" if scene.config.is_sqlite else "PostgreSQL"
    with measured(
        "R1", f"SIGKILL at each of {len(OF_A_BOT)} points of a running bot ({where})", SELECTION
    ) as result:
        await die_there(scene, point, result)


async def die_there(scene: Scene, point: Point, result: Result) -> None:
    if point in MIGRATING:
        unmigrate(scene)
    people = scene.people(5)
    excused = act(people, scene)
    first = scene.start(CRASH_AT=f"{point}:1")
    assert await killed(first, people[0]) == -signal.SIGKILL
    scene.bots.clear()
    scene.pass_time()
    second = scene.start()
    await scene.quiet()
    assert await second.stop() == 0
    found = await audit(scene, erased=[people[-1].user_id], but=excused)
    assert found.broken == {}, found
    assert found.parked == 1
    found.tell(result)
    result.faults, result.note = 1, ""
    assert found.replies_duplicated <= len(people)  # one in flight for each chat


@pytest.mark.slow
@pytest.mark.timeout(0)
async def test_killed_at_passings_drawn_by_chance_nothing_is_lost_or_doubled(scene: Scene) -> None:
    where = "SQLite" if scene.config.is_sqlite else "PostgreSQL"
    dice = random.Random(SEED)
    excused, gone, lives = set[int](), list[int](), 0
    with measured("R1", f"SIGKILL at points and passings drawn by chance ({where})", SELECTION) as result:
        for _ in until_the_box_is_full(DAYS):
            for _ in range(dice.randint(1, MOST_DEATHS)):
                people = scene.people(5)
                excused |= act(people, scene)
                gone.append(people[-1].user_id)
                load(people[:3], dice)
                scene.start(CRASH_AT=f"{dice.choice(DRAWN)}:{dice.choice(PASSINGS)}")
                lives += 1
                result.faults += await died(scene)
                if dice.random() < 0.5:
                    scene.pass_time()
            scene.start()
            await scene.quiet()
            await scene.end()
        found = await audit(scene, erased=gone, but=excused)
        assert found.broken == {}, found
        assert found.parked == len(excused)
        assert 0 < result.faults <= lives
        found.tell(result)
        result.note += f"; {result.faults} of {lives} lives came to their point"


async def died(scene: Scene) -> bool:
    """Let the one bot live until it dies at its point, or has nothing left to do and is killed: was it its point?"""
    [bot] = scene.bots
    end, rest = asyncio.create_task(bot.ended(LIFE_SECONDS)), asyncio.create_task(scene.quiet())
    await asyncio.wait({end, rest}, return_when=asyncio.FIRST_COMPLETED)
    if rest.done():
        await rest
    dead = end.done()
    assert not dead or await end == -signal.SIGKILL
    for task in (end, rest):
        task.cancel()
    await asyncio.gather(end, rest, return_exceptions=True)
    await scene.end()
    return dead
