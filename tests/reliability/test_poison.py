"""R6: mutated updates among good ones; the good are served, the bad put aside, and nobody polls in circles."""

from __future__ import annotations

import copy
import random
from typing import Any

import pytest

from bot.simulator.core import Person
from tests.reliability.harness.oracle import audit
from tests.reliability.harness.results import measured
from tests.reliability.harness.scene import Scene
from tests.reliability.harness.sizes import SEED, size, until_the_box_is_full

GOOD, BAD = 120, 30
ROUNDS = size(1, 700)
PEOPLE = 30
POLLS_A_SECOND = 2
SELECTION = "tests/reliability/test_poison.py"
JUNK: tuple[Any, ...] = (None, True, -1, 10**30, 0.5, "", "x" * 5000, "\x00", [], [[]], {}, {"id": {}})


def mutated(payload: dict[str, Any], dice: random.Random) -> dict[str, Any]:
    """The payload with one to three of its values gone or replaced, at any depth."""
    spoilt = copy.deepcopy(payload)
    for _ in range(dice.randint(1, 3)):
        holder: Any = spoilt
        while True:
            name = dice.choice(list(holder))
            if not isinstance(holder[name], dict) or not holder[name] or dice.random() < 0.4:
                break
            holder = holder[name]
        if dice.random() < 0.3 and len(holder) > 1:
            del holder[name]
        else:
            holder[name] = copy.deepcopy(dice.choice(JUNK))  # its own: a later change may go into it
    return spoilt


def queue_up(scene: Scene, people: list[Person], dice: random.Random) -> set[int]:
    """Good ones and bad ones in one queue; returns the numbers of the bad ones."""
    bad = set()
    for place in dice.sample([True] * GOOD + [False] * BAD, GOOD + BAD):
        person = dice.choice(people)
        if place or not scene.updates.of(person.user_id):
            person.say("hello")
            continue
        pattern = next(u for u in scene.updates.queued if u.chat_id == person.user_id)
        scene.updates.add("message", person.user_id, mutated(pattern.payload, dice))
        bad.add(scene.updates.queued[-1].update_id)
    return bad


@pytest.mark.slow
@pytest.mark.timeout(0)
async def test_poison_stops_nobody(scene: Scene) -> None:
    where = "SQLite" if scene.config.is_sqlite else "PostgreSQL"
    dice = random.Random(SEED)
    people = scene.people(PEOPLE)
    with measured("R6", f"mutated updates among good ones ({where})", SELECTION) as result:
        bad: set[int] = set()
        began = scene.clock.now()
        scene.start()
        for _ in until_the_box_is_full(ROUNDS):
            bad |= queue_up(scene, people, dice)
            await scene.quiet()
        await scene.end()
        calls = scene.simulator.ledger.calls("getUpdates")
        found = await audit(scene, but=bad)
        assert found.broken == {}, found
        assert found.updates == len(scene.updates.queued) - len(bad)
        assert 0 < found.parked <= len(bad)
        seconds = (calls[-1].at - began).total_seconds()
        assert len(calls) <= 5 + len(scene.updates.queued) / 50 + POLLS_A_SECOND * seconds
        found.tell(result)
        result.faults = len(bad)
        result.note += f"; {found.parked} parked, the rest could still be served"
