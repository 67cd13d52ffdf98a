"""The stock pattern under the same kills: what our own figures are to be read beside, and that the oracle sees loss."""

from __future__ import annotations

import asyncio
import random
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import pytest

from bot.simulator.core import Person
from tests.reliability.harness.processes import CONTEXT
from tests.reliability.harness.results import Result, measured
from tests.reliability.harness.scene import Scene
from tests.reliability.harness.sizes import SEED, size, until_the_box_is_full
from tests.reliability.stock.counting_bot import main

PEOPLE = 30
KILLS = size(5, 200)
LONGEST_LIFE_SECONDS = 0.8
STILL_SECONDS = 3.0
SELECTION = "tests/reliability/test_stock_pattern.py"


@pytest.mark.slow
@pytest.mark.timeout(0)
@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
async def test_the_stock_pattern_loses_updates_and_reminders(scene: Scene) -> None:
    dice = random.Random(SEED)
    people = scene.people(PEOPLE)
    what = "kill -9 at random (stock python-telegram-bot 22: polling, JobQueue, ConversationHandler; SQLite)"
    with measured("R2", what, SELECTION) as result:
        for _ in until_the_box_is_full(KILLS):
            with started(scene):
                await served(scene)
                load(people, dice)
                await asyncio.sleep(dice.uniform(0.0, LONGEST_LIFE_SECONDS))
            result.faults += 1
        with started(scene):
            await still(scene)
        count(scene, result)
        assert result.lost > 0


def load(people: list[Person], dice: random.Random) -> None:
    """The texts of R2's load."""
    for person in people:
        for _ in range(dice.choice((0, 1, 1, 2))):
            person.say("hello")
    dice.choice(people).say("remind 3")


@contextmanager
def started(scene: Scene) -> Iterator[None]:
    """A bot that runs until it is killed here."""
    arguments = (scene.simulator.token, scene.server.url, str(scene.folder))
    running: ForkServerProcess = CONTEXT.Process(target=main, args=arguments, daemon=True)
    running.start()
    yield
    running.kill()
    running.join()


async def served(scene: Scene) -> None:
    """Wait until it polls."""
    polls = len(scene.simulator.ledger.calls("getUpdates"))

    async def polled() -> bool:
        return len(scene.simulator.ledger.calls("getUpdates")) > polls

    await scene.until(polled)


async def still(scene: Scene) -> None:
    """Wait until nothing has come for a while and nothing is queued."""
    loop = asyncio.get_running_loop()
    calls, since = 0, loop.time()

    async def at_rest() -> bool:
        nonlocal calls, since
        now = len(scene.simulator.ledger.calls("sendMessage"))
        if now != calls or len(scene.updates):
            calls, since = now, loop.time()
        return loop.time() - since > STILL_SECONDS

    await scene.until(at_rest)


def count(scene: Scene, result: Result) -> None:
    """Effects and reminders against what people did."""
    with sqlite3.connect(Path(scene.folder) / "stock.db") as connection:
        effects = Counter(row[0] for row in connection.execute("SELECT update_id FROM effect"))
    connection.close()
    updates = {update.update_id: str(update.payload.get("text", "")) for update in scene.updates.queued}
    wanted = {
        f"reminder k{n}.{slot}" for n, text in updates.items() if text == "remind 3" for slot in range(3)
    }
    came = Counter(call.text for call in scene.simulator.ledger.accepted("sendMessage"))
    reminders_lost = sum(key not in came for key in wanted)
    effects_lost = sum(number not in effects for number in updates)
    result.runs = len(updates) + len(wanted)
    result.lost = effects_lost + reminders_lost
    result.duplicated = sum(n - 1 for n in effects.values()) + sum(
        came[key] - 1 for key in wanted if key in came
    )
    result.note = (
        f"{len(updates):,} updates, {effects_lost} lost; {len(wanted)} reminders, {reminders_lost} never came"
    )
