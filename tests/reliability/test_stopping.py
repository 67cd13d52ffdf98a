"""P1: told to stop with a full inbox, it ends in time, and the next process goes on without loss or repetition."""

from __future__ import annotations

from time import monotonic

import pytest

from bot.app.roles import Role
from tests.reliability.harness.oracle import audit
from tests.reliability.harness.results import measured
from tests.reliability.harness.scene import Scene
from tests.reliability.harness.sizes import size, until_the_box_is_full

PEOPLE, EACH = 50, size(6, 20)
TIMES = size(1, 10)
IN_TIME_SECONDS = 15
SELECTION = "tests/reliability/test_stopping.py"


@pytest.mark.slow
@pytest.mark.timeout(0)
async def test_a_stop_amid_work_loses_and_repeats_nothing(scene: Scene) -> None:
    where = "SQLite" if scene.config.is_sqlite else "PostgreSQL"
    people = scene.people(PEOPLE)
    with measured("P1", f"SIGTERM with a full inbox ({where})", SELECTION) as result:
        slowest = 0.0
        for _ in until_the_box_is_full(TIMES):
            for person in people:
                for _ in range(EACH):
                    person.say("hello")
            await stored(scene)
            slowest = max(slowest, await stopped_amid(scene))
            result.faults += 1
        assert slowest < IN_TIME_SECONDS
        scene.start()
        await scene.quiet()
        await scene.end()
        found = await audit(scene)
        assert found.broken == {}, found
        assert (found.replies_duplicated, found.replies_never) == (0, 0)
        found.tell(result)
        result.note += f"; slowest end {slowest:.1f} s"


async def stored(scene: Scene) -> None:
    """Let a bot fetch everything and serve nothing."""
    fetching = scene.start(frozenset({Role.POLL}))

    async def fetched() -> bool:
        return len(scene.updates) == 0

    await scene.until(fetched)
    assert await fetching.stop() == 0
    scene.bots.clear()


async def stopped_amid(scene: Scene) -> float:
    """Start everything, and stop it as soon as it has answered someone; returns how many seconds it took to end."""
    answered = len(scene.simulator.ledger.accepted("sendMessage"))
    bot = scene.start()

    async def answers() -> bool:
        return len(scene.simulator.ledger.accepted("sendMessage")) > answered

    await scene.until(answers)
    began = monotonic()
    assert await bot.stop() == 0
    scene.bots.clear()
    return monotonic() - began
