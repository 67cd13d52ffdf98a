"""R3: no way to Telegram for minutes and hours; what is late follows the policy, several become one, nothing twice."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from telegram.error import NetworkError

from bot.simulator.request import SimulatorRequest
from bot.storage.tables import outbox
from tests.handlers.conftest import (
    AFTER_THE_SETUP,
    LONDON,
    MONDAY_0700,
    config_in,
    migrated_folder,
    newcomer,
    set_up,
)
from tests.handlers.test_after_an_outage import AWAY, EARLY_RUN, lifts
from tests.handlers.test_late_finish import MONDAY, plan
from tests.handlers.town import MINUTE, Resident, town
from tests.reliability.harness.results import measured

__all__ = ["migrated_folder", "set_up"]

SELECTION = "tests/reliability/test_outages.py"
LATE = "A bit late"
LOOKS = 12  # at the schedule, in an outage
# From when to when on Monday; what came of the reminder of 17:00 for 18:00 then, and whether the next word owns up.
OUTAGES = (
    ("16:59", "17:01", "as it is", False),  # dead names for two minutes
    ("16:50", "17:20", "late", False),
    ("16:30", "21:40", "silence", True),  # until quiet hours
)


class Line:
    """The way to Telegram."""

    cut = False


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Line:
    line, works = Line(), SimulatorRequest.do_request

    async def do_request(self: SimulatorRequest, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        if line.cut:
            raise NetworkError("no such name") from ConnectionRefusedError()
        return await works(self, *args, **kwargs)

    monkeypatch.setattr(SimulatorRequest, "do_request", do_request)
    return line


@asynccontextmanager
async def monday(set_up: Path, folder: Path) -> AsyncIterator[Resident]:
    """Anna on a Monday with a plan, in a town of her own."""
    async with town(config_in(folder, set_up), MONDAY_0700, AFTER_THE_SETUP) as founded:
        yield newcomer(founded, started=True)
    shutil.rmtree(folder)


async def away(anna: Resident, line: Line, begins: str, ends: str) -> list[str]:
    """The bot lives on without Telegram, and two minutes with it again; returns what came by itself."""
    await anna.goes_to(f"2027-03-08 {begins}")
    before = len(anna.new_messages())
    begin, end = (datetime.fromisoformat(f"2027-03-08 {at}").replace(tzinfo=LONDON) for at in (begins, ends))
    steps = [begin + n * (end - begin) / LOOKS for n in range(1, LOOKS)]
    for moment in (*steps, *(end + n * MINUTE / 2 for n in range(4))):
        line.cut = moment < end
        anna.town.clock.at = moment
        await anna.town.beat()
    assert await waiting(anna) == 0, "something still waits two minutes after the outage"
    return [call.text for call in anna.new_messages()[before:]]


async def waiting(anna: Resident) -> int:
    async with anna.town.storage.connection() as connection:
        query = select(func.count()).where(outbox.c.status.in_(("pending", "sending")))
        return int((await connection.execute(query)).scalar_one())


def became(texts: list[str]) -> str:
    if not texts:
        return "silence"
    return "late" if LATE in texts[0] else "as it is"


async def test_an_outage_delays_or_drops_by_the_policy(set_up: Path, tmp_path: Path, line: Line) -> None:
    with measured(
        "R3", "no way to Telegram for 2 minutes, 30 minutes, 5 hours (SQLite)", SELECTION
    ) as result:
        for begins, ends, fate, owns_up in OUTAGES:
            async with monday(set_up, tmp_path / "town") as anna:
                texts = await away(anna, line, begins, ends)
                assert (begins, became(texts), len(texts) < 2) == (begins, fate, True)
                anna.town.clock.at = datetime(2027, 3, 8, 21, 50, tzinfo=LONDON)
                assert (AWAY in (await anna.says("/today")).text) == owns_up
            result.runs += 1
            result.faults += 1
        result.note = (
            "outages over a reminder; late, dropped and owned up to by the policy; all sent within 2 minutes"
        )


async def test_what_was_missed_meanwhile_becomes_one_message(
    set_up: Path, tmp_path: Path, line: Line
) -> None:
    async with monday(set_up, tmp_path / "town") as anna:
        await plan(anna, MONDAY, (lifts(time(18)), EARLY_RUN))  # the question at 19:30, the reminder at 20:00
        [text] = await away(anna, line, "19:20", "20:40")
    assert text.startswith("<b>Tuesday 06:00")
    assert AWAY in text
