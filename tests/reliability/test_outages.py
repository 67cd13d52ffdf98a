"""R3: no way to Telegram for minutes and hours; what is late follows the policy, several become one, nothing twice."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from telegram.error import NetworkError

from bot.coaching.people import Settings
from bot.simulator.request import SimulatorRequest
from bot.storage.tables import outbox
from rules.lateness import AS_IT_IS, AT_THE_LATEST
from rules.planned_message import MessageKind
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
from tests.reliability.harness.sizes import SEED, size, until_the_box_is_full

__all__ = ["migrated_folder", "set_up"]

SELECTION = "tests/reliability/test_outages.py"
LATE = "A bit late"
LOOKS = 12  # at the schedule, in an outage
DAYS = size(3, 2_000)
HOUR = timedelta(hours=1)
THREE = datetime.combine(MONDAY, time(15), LONDON)
QUIET_FROM = Settings().quiet_from
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


async def away(anna: Resident, line: Line, begin: datetime, end: datetime) -> list[str]:
    """The bot lives on without Telegram, and two minutes with it again; returns what came by itself."""
    await anna.goes_to(f"{begin:%Y-%m-%d %H:%M:%S}")
    before = len(anna.new_messages())
    steps = [begin + n * (end - begin) / LOOKS for n in range(1, LOOKS)]
    for moment in (*steps, *(end + n * MINUTE / 2 for n in range(4))):
        line.cut = moment < end
        anna.town.clock.at = moment
        await anna.town.beat()
    assert await waiting(anna) == 0, "something still waits two minutes after the outage"
    return [call.text for call in anna.new_messages()[before:]]


def at(wall: str) -> datetime:
    """This time on Monday."""
    return datetime.combine(MONDAY, time.fromisoformat(wall), LONDON)


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
                texts = await away(anna, line, at(begins), at(ends))
                assert (begins, became(texts), len(texts) < 2) == (begins, fate, True)
                anna.town.clock.at = datetime(2027, 3, 8, 21, 50, tzinfo=LONDON)
                assert (AWAY in (await anna.says("/today")).text) == owns_up
            result.runs += 1
            result.faults += 1
        result.note = (
            "outages over a reminder; late, dropped and owned up to by the policy; all sent within 2 minutes"
        )


def policy(due: datetime, begins: datetime, ends: datetime, over: datetime | None) -> str:
    """What must become of a message that is due then, useless once it is `over` (reliability 2.4)."""
    if not begins <= due < ends or ends - due <= AS_IT_IS:
        return "as it is"
    useless = over is not None and ends >= over
    return "silence" if useless or ends - due > AT_THE_LATEST or ends.time() >= QUIET_FROM else "late"


def drawn(dice: random.Random, changes: Sequence[datetime]) -> tuple[datetime, datetime]:
    """An outage on Monday; none that ends where the policy changes: a line is tried anew each minute only."""
    begins = THREE + dice.random() * 6 * HOUR
    ends = begins + dice.random() ** 2 * 8 * HOUR
    if any(abs(ends - at) < 2 * MINUTE for at in changes):
        return drawn(dice, changes)
    return begins, min(ends, THREE + 8 * HOUR)


async def lived_through(anna: Resident, line: Line, dice: random.Random) -> tuple[str, str]:
    """Monday with an outage, up to a word of hers late in the evening; returns what became of both messages."""
    due = {row.kind: row.due_utc.astimezone(LONDON) for row in await anna.reminders(MONDAY, MONDAY)}
    reminder, question = due[MessageKind.DAILY], due[MessageKind.FOLLOWUP]
    over = await end_of_monday(anna)
    quiet = datetime.combine(MONDAY, QUIET_FROM, LONDON)
    begins, ends = drawn(dice, (reminder + AS_IT_IS, question + AS_IT_IS, over, quiet))
    before = len(anna.new_messages())
    await away(anna, line, begins, ends)
    if ends < quiet - HOUR:
        await anna.goes_to("2027-03-08 21:29")
    texts = [call.text for call in anna.new_messages()[before:]]
    anna.town.clock.at = THREE + 8 * HOUR + MINUTE
    texts.append((await anna.says("/today")).text)
    fates = policy(reminder, begins, ends, over), policy(question, begins, ends, None)
    told = (
        became([text for text in texts if text.startswith("<b>Today 18:00") and text != texts[-1]]),
        "came" if any("How was it" in text for text in texts[:-1]) else "silence",
        sum(AWAY in text for text in texts),
    )
    wanted = fates[0], "silence" if fates[1] == "silence" else "came", int("silence" in fates)
    assert told == wanted, (begins, ends, texts)
    return fates


async def end_of_monday(anna: Resident) -> datetime:
    """When the last session of the day ends."""
    async with anna.town.storage.look() as unit:
        week = await unit.training.week((await anna.known()).id, MONDAY)
    assert week is not None
    return max(
        datetime.combine(MONDAY, one.start, LONDON) + one.minutes * MINUTE
        for one in week.sessions
        if one.day == 0
    )


async def test_so_do_outages_drawn_by_chance(set_up: Path, tmp_path: Path, line: Line) -> None:
    dice, fates = random.Random(SEED), Counter[str]()
    with measured(
        "R3", "no way to Telegram for up to 8 hours, drawn by chance (SQLite)", SELECTION
    ) as result:
        for _ in until_the_box_is_full(DAYS):
            async with monday(set_up, tmp_path / "town") as anna:
                fates.update(await lived_through(anna, line, dice))
            result.runs += 2
            result.faults += 1
        result.note = (
            f"a reminder and a question each: {fates['late']} late by more than 15 minutes,"
            f" {fates['silence']} dropped and owned up to"
        )


async def test_what_was_missed_meanwhile_becomes_one_message(
    set_up: Path, tmp_path: Path, line: Line
) -> None:
    async with monday(set_up, tmp_path / "town") as anna:
        await plan(anna, MONDAY, (lifts(time(18)), EARLY_RUN))  # the question at 19:30, the reminder at 20:00
        [text] = await away(anna, line, at("19:20"), at("20:40"))
    assert text.startswith("<b>Tuesday 06:00")
    assert AWAY in text
