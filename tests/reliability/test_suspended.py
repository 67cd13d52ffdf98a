"""T3: a process is stopped amid sending until its leases are over, as a machine that sleeps or starves stops it."""

from __future__ import annotations

import asyncio
import os
import signal

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage.engine import reading_engine, writing_engine
from tests.reliability.harness.oracle import audit
from tests.reliability.harness.processes import BotProcess
from tests.reliability.harness.results import measured
from tests.reliability.harness.scene import Scene, left_over
from tests.reliability.harness.sizes import size, until_the_box_is_full

PEOPLE, EACH = 40, 3
TIMES = size(1, 60)
UNDER_WAY = 4
SELECTION = "tests/reliability/test_suspended.py"


@pytest.mark.slow
@pytest.mark.timeout(0)
@pytest.mark.parametrize(
    ("config", "replaced"),
    [
        ("sqlite", False),
        pytest.param("postgresql", False, marks=pytest.mark.postgres),
        pytest.param("postgresql", True, marks=pytest.mark.postgres),
    ],
    indirect=["config"],
)
async def test_who_wakes_after_its_leases_sends_nothing_twice(scene: Scene, replaced: bool) -> None:
    """But for what had left and wasn't marked, where another process has taken over: an answer's second attempt."""
    where = "SQLite" if scene.config.is_sqlite else "PostgreSQL"
    what = f"suspended for two leases amid sending ({where}{', another takes over' if replaced else ''})"
    engine = reading_engine(scene.config.dsn) or writing_engine(scene.config.dsn, pool_size=1)
    people = scene.people(PEOPLE)
    under_way = 0
    with measured("T3", what, SELECTION) as result:
        for _ in until_the_box_is_full(TIMES):
            for person in people:
                for _ in range(EACH):
                    person.say("hello")
                person.say("remind 1")
            sleeper = scene.start()
            under_way += await suspend_amid(sleeper, engine)
            scene.pass_time()
            others = [scene.start()] if replaced else []
            if replaced:
                await scene.until(lambda: nothing_left(engine))
            os.kill(sleeper.pid, signal.SIGCONT)
            await scene.quiet()
            result.faults += 1
            for bot in (sleeper, *others):
                await scene.kill(bot)
        await engine.dispose()
        found = await audit(scene)
        print(found)
        assert found.broken == {}, found
        assert found.replies_duplicated <= (under_way if replaced else 0)
        found.tell(result)
        result.note += f"; {under_way} under way"


async def suspend_amid(bot: BotProcess, engine: AsyncEngine) -> int:
    """Stop it in a moment in which it sends several messages; returns how many."""
    while True:
        os.kill(bot.pid, signal.SIGSTOP)
        under_way = (await left_over(engine))["sending messages"]
        if under_way >= UNDER_WAY:
            return under_way
        os.kill(bot.pid, signal.SIGCONT)
        await asyncio.sleep(0.05)


async def nothing_left(engine: AsyncEngine) -> bool:
    """Whether every update was served and every message sent."""
    return not any((await left_over(engine)).values())
