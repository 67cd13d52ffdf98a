"""D3: copies taken under load, put back, started; a prefix of history, nothing old goes out, the erased stay away."""

from __future__ import annotations

import asyncio
import random
import re
from collections.abc import Sequence
from datetime import timedelta

import pytest

from bot.simulator.core import Person
from bot.storage.backup.restoring import restore
from bot.storage.backup.taking import Taken, take
from bot.storage.backup.verifying import verify_live
from bot.storage.database import open_storage
from tests.reliability.harness.load import load
from tests.reliability.harness.oracle import effects
from tests.reliability.harness.results import Result, measured
from tests.reliability.harness.scene import Scene
from tests.reliability.harness.sizes import SEED, size, until_the_box_is_full

PEOPLE = size(6, 12)
CYCLES = size(1, 50)
SELECTION = "tests/reliability/test_restores.py"
UPDATE = re.compile(r"7\d{8}")  # the number of an update, in an answer or a reminder


@pytest.mark.slow
@pytest.mark.timeout(0)
async def test_a_restored_copy_is_a_prefix_and_sends_nothing_old(scene: Scene) -> None:
    where = "SQLite" if scene.config.is_sqlite else "PostgreSQL"
    dice = random.Random(SEED)
    with measured("D3", f"backup under load, restore, start ({where})", SELECTION) as result:
        for _ in until_the_box_is_full(CYCLES):
            people = scene.people(PEOPLE)
            taken = await lived(scene, people, dice)
            scene.pass_time(timedelta(days=1))
            with_keys = taken.keys if dice.random() < 0.5 else None
            await restore(scene.config, scene.clock, taken.data, with_keys, replace=True)
            await judged(scene, people, result)
            result.faults += 1
        result.note = "effects looked for; lost are those missing inside a prefix"
        assert (result.lost, result.duplicated) == (0, 0)


async def lived(scene: Scene, people: Sequence[Person], dice: random.Random) -> Taken:
    """A busy time with a backup in the middle; afterwards the last of the people is erased."""
    for person in people:
        person.say("hello")
    scene.start()
    await scene.quiet()
    for _ in range(3):
        load(list(people[:-1]), dice)
    people[-1].say("hello")
    await asyncio.sleep(dice.uniform(0, 0.5))
    taken = await take(scene.config, scene.folder / "backups", scene.clock.now())
    for _ in range(2):
        load(list(people[:-1]), dice)
    people[-1].say("erase")
    await scene.quiet()
    await scene.end()
    return taken


async def judged(scene: Scene, people: Sequence[Person], result: Result) -> None:
    """Start on the copy, a day later, and look: only what had not been served yet is answered."""
    known = {person.user_id: await effects_of(scene, person) for person in people}
    before = len(scene.simulator.ledger.accepted("sendMessage"))
    await started_and_stopped(scene)
    said = [call.text for call in scene.simulator.ledger.accepted("sendMessage")[before:]]
    served = {number for numbers in known.values() for number in numbers}
    old = [text for text in said if (found := UPDATE.search(text)) and int(found[0]) in served]
    assert old == []
    assert known[people[-1].user_id] == []
    for person in people[:-1]:
        wanted, there = scene.updates.of(person.user_id), await effects_of(scene, person)
        result.runs += len(there)
        result.lost += sum(number not in there for number in wanted[: len(there)])
        result.duplicated += len(there) - len(set(there))
        assert there == wanted[: len(there)]
        assert there
    assert [line async for line in verify_live(scene.config)] == []


async def effects_of(scene: Scene, person: Person) -> list[int]:
    async with open_storage(scene.config, scene.clock) as storage:
        return [number for number, _ in await effects(storage, person.user_id)]


async def started_and_stopped(scene: Scene) -> None:
    """A bot begins, does what there is to do, and ends."""
    polls = len(scene.simulator.ledger.calls("getUpdates"))
    bot = scene.start()

    async def polled() -> bool:
        return len(scene.simulator.ledger.calls("getUpdates")) > polls

    await scene.until(polled)
    await scene.quiet()
    assert await bot.stop() == 0
    scene.bots.clear()
