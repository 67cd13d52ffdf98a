"""R3: a bad network both ways; nothing is lost, reminders never come twice, answers only where one was lost."""

from __future__ import annotations

import random

import pytest

from bot.simulator.core.faults import Fault, FaultKind
from tests.reliability.harness.oracle import audit
from tests.reliability.harness.results import measured
from tests.reliability.harness.scene import Scene
from tests.reliability.harness.sizes import SEED, size, until_the_box_is_full

PEOPLE = 40
ROUNDS = size(2, 100)
SELECTION = "tests/reliability/test_network_faults.py"
SHARES = (
    (FaultKind.DROP_BEFORE, 0.05),
    (FaultKind.DROP_AFTER, 0.05),
    (FaultKind.SERVER_ERROR, 0.04),
    (FaultKind.SERVER_ERROR_AFTER, 0.01),
    (FaultKind.TOO_MANY, 0.02),
)
ANSWER_LOST = (FaultKind.DROP_AFTER, FaultKind.SERVER_ERROR_AFTER, FaultKind.HANG)


@pytest.mark.slow
@pytest.mark.timeout(0)
async def test_a_bad_network_loses_nothing_and_repeats_no_reminder(scene: Scene) -> None:
    where = "SQLite" if scene.config.is_sqlite else "PostgreSQL"
    dice = random.Random(SEED)
    faults = scene.simulator.faults
    for method in ("sendMessage", "getUpdates"):
        for kind, share in SHARES:
            faults.add(Fault(kind, method, times=None, share=share))
    faults.add(Fault(FaultKind.HANG, "sendMessage", skip=20))
    people = scene.people(PEOPLE)
    with measured("R3", f"17 % of calls fail, both ways ({where})", SELECTION) as result:
        scene.start()
        for _ in until_the_box_is_full(ROUNDS):
            for person in people:
                for _ in range(dice.randint(1, 5)):
                    person.say("hello")
            for person in dice.sample(people, 5):
                person.say("remind 2")
            await scene.quiet()
        await scene.end()
        found = await audit(scene)
        assert found.broken == {}, found
        result.faults = faults.struck()
        assert found.replies_duplicated <= faults.struck(*ANSWER_LOST)
        assert result.faults > 0.1 * found.updates
        found.tell(result)
