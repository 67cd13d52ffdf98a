"""D1: sixteen writers read, change and write one row of a SQLite file; no change is lost, none meets a lock."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import insert, select, update

from bot.config import Config
from bot.storage.engine import writing_engine
from bot.storage.tables import meta
from tests.reliability.harness.results import measured
from tests.reliability.harness.sizes import size, until_the_box_is_full

WRITERS = 16
EACH = size(50, 6250)
NAME = "counter"
SELECTION = "tests/reliability/test_sqlite_writers.py"


async def count_up(config: Config) -> int:
    """One writer with an engine of its own, as another process would have; returns how often it wrote."""
    engine = writing_engine(config.dsn)
    mine, written = meta.c.name == NAME, 0
    try:
        for _ in until_the_box_is_full(EACH):
            async with engine.begin() as connection:
                value = (await connection.execute(select(meta.c.value).where(mine))).scalar_one()
                await connection.execute(update(meta).where(mine).values(value=str(int(value) + 1)))
            written += 1
    finally:
        await engine.dispose()
    return written


@pytest.mark.slow
@pytest.mark.timeout(0)
@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
async def test_no_change_is_lost_and_none_meets_a_lock(config: Config) -> None:
    engine = writing_engine(config.dsn)
    async with engine.begin() as connection:
        await connection.execute(insert(meta).values(name=NAME, value="0"))
    with measured("D1", "16 writers, read-modify-write of one row (SQLite)", SELECTION) as result:
        # A locked database would raise.
        result.runs = sum(await asyncio.gather(*(count_up(config) for _ in range(WRITERS))))
        async with engine.begin() as connection:
            value = (await connection.execute(select(meta.c.value).where(meta.c.name == NAME))).scalar_one()
        result.lost = result.runs - int(value)
        assert result.lost == 0
    await engine.dispose()
