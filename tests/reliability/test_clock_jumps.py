"""T3: clocks that jump, stand still or drift; nothing comes twice or early, and what is late follows the policy."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.app.parts import Trips
from bot.app.trips import real_trips
from bot.clock import FixedClock
from bot.coaching.delivering import Fate, Verdict
from bot.coaching.ports import Reminder
from bot.config import Config
from bot.scheduler import Tick
from bot.storage.database import Storage, open_storage
from bot.storage.outbox_queue import SqlQueue
from bot.storage.server_clock import ServerClock
from tests.handlers.conftest import MONDAY_0700, migrated_folder, set_up
from tests.reliability.harness.results import Result, measured
from tests.reliability.harness.sizes import SEED, size, until_the_box_is_full
from tests.storage.conftest import config_for
from tests.storage.test_people import add_ada
from tests.telegrams import Seconds

__all__ = ["migrated_folder", "set_up"]

SCENARIOS = size(12, 2000)
SELECTION = "tests/reliability/test_clock_jumps.py"
LONDON = ZoneInfo("Europe/London")
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
QUIET_FROM, QUIET_UNTIL = time(21, 30), time(6, 30)
LATE_WORDS = "A bit late"
JUMPS = (
    *(timedelta(seconds=s) for s in (1, 30, 119, 121)),
    *(n * MINUTE for n in (5, 16, 40, 70, 170, 200)),
    *(8 * HOUR, DAY, 3 * DAY, 30 * DAY),
)


@dataclass(frozen=True, slots=True)
class Came:
    """A message: its key, what the wall clock showed, and whether it said that it was late."""

    idem: str
    at: datetime
    late: bool


@dataclass
class Watch:
    """One process over Anna's schedule; only `look` moves time, the wall's and the other one apart."""

    storage: Storage
    clock: FixedClock
    seconds: Seconds
    tick: Tick
    queue: SqlQueue
    came: list[Came] = field(default_factory=list)
    looks: list[tuple[datetime, bool]] = field(default_factory=list)

    async def look(self, passes: timedelta, jump: timedelta = timedelta(0)) -> None:
        """So much time passes, the wall clock jumps besides, and the process ticks and sends."""
        self.seconds.at += passes.total_seconds()
        self.clock.at += passes + jump
        now = self.clock.now()
        await self.tick.tick(now)
        self.looks.append((now, self.tick.clock_is_steady))
        while claimed := await self.queue.claim(now, 32, "me"):  # one of a chat at a time
            for one in claimed:
                self.came.append(Came(one.outgoing.idem, now, LATE_WORDS in one.outgoing.screen.text))
                assert await self.queue.settle(one, Verdict(Fate.SENT, len(self.came)), now)

    async def ends(self) -> dict[date, datetime]:
        """When the last session of each day of the first week ends, by the wall clock."""
        async with self.storage.look() as unit:
            week = await unit.training.week(1, MONDAY_0700.date())
        assert week is not None
        ends: dict[date, datetime] = {}
        for one in week.sessions:
            day = MONDAY_0700.date() + one.day * DAY
            end = datetime.combine(day, one.start, LONDON) + one.minutes * MINUTE
            ends[day] = max(ends.get(day, end), end)
        return ends

    async def rows(self) -> list[Reminder]:
        """The whole schedule."""
        async with self.storage.look() as unit:
            return list(await unit.reminders.of(1, MONDAY_0700.date(), MONDAY_0700.date() + 60 * DAY))


@cache
def trips() -> Trips:
    """The coach's own, their templates compiled once."""
    return real_trips(config_for(Path("nowhere")), FixedClock(MONDAY_0700), "tandem_demo_bot")


@asynccontextmanager
async def watch(data: Path, folder: Path, begins: datetime) -> AsyncIterator[Watch]:
    shutil.copytree(data, folder / "data")
    clock, seconds = FixedClock(begins.astimezone(UTC), steerable=False), Seconds()
    async with open_storage(config_for(folder), clock) as storage:
        tick = Tick(
            storage,
            clock,
            trips().fire,
            trips().plan_ahead,
            lambda: None,
            owner="me",
            seconds=seconds,
        )
        yield Watch(storage, clock, seconds, tick, SqlQueue(storage))


async def play(watched: Watch, dice: random.Random) -> timedelta:
    """Something happens to the clock; returns by how much it jumped in all."""
    jump = dice.choice(JUMPS)
    await watched.look(timedelta(0))
    match dice.randrange(4):
        case 0:
            await watched.look(5 * timedelta(seconds=1), -jump)
        case 1:  # stopped, or the machine slept with a clock that counts sleep
            await watched.look(jump)
        case 2:
            drift = dice.choice((-1, 1)) * timedelta(seconds=30)
            for _ in range(12):
                await watched.look(5 * MINUTE, drift)
            jump = 12 * drift
        case _:
            await watched.look(5 * timedelta(seconds=1), jump)
    for _ in range(4):
        await watched.look(timedelta(seconds=5))
    for _ in range(8):
        await watched.look(35 * MINUTE)
    return jump


def over_or_quiet(row: Reminder, wall: datetime, ends: dict[date, datetime]) -> bool:
    """Whether a message that is more than 15 minutes late is useless or unwelcome at this local moment."""
    if wall.time() >= QUIET_FROM or wall.time() < QUIET_UNTIL:
        return True
    return row.kind == "daily" and row.local_date in ends and wall >= ends[row.local_date]


def expected(row: Reminder, looks: list[tuple[datetime, bool]], ends: dict[date, datetime]) -> str:
    """What must become of a row by the policy of reliability 2.4: as it is, late, or silence."""
    fires = next((at for at, steady in looks if steady and at >= row.due_utc), None)
    if fires is None or fires - row.due_utc > 3 * HOUR:
        return "silence"
    if fires - row.due_utc <= 15 * MINUTE:
        return "as it is"
    if over_or_quiet(row, fires.astimezone(LONDON), ends):
        return "silence"
    return "late" if row.kind == "daily" else "as it is"


async def judge(watched: Watch, jump: timedelta, result: Result) -> None:
    """Hold what came against what had to."""
    times = Counter(message.idem for message in watched.came)
    result.duplicated += sum(count - 1 for count in times.values())
    ends = await watched.ends()
    for row in await watched.rows():
        idem = f"r1.{row.local_date:%Y%m%d}.{row.kind}.{row.slot}"
        mine = [message for message in watched.came if message.idem == idem]
        assert all(message.at >= row.due_utc - MINUTE for message in mine), f"early: {row}"
        assert all(message.at <= row.due_utc + 3 * HOUR for message in mine), f"too late: {row}"
        if row.kind == "pin" or abs(jump) >= DAY:
            continue  # days without a word change the plan itself
        became = ("late" if mine[0].late else "as it is") if mine else "silence"
        told = f"{row} at {watched.looks}"
        assert became == expected(row, watched.looks, ends), told
        result.runs += 1


@pytest.mark.slow
@pytest.mark.timeout(0)
async def test_whatever_the_clock_does_the_policy_holds(set_up: Path, tmp_path: Path) -> None:
    dice = random.Random(SEED)
    with measured("T3", "clocks that jump by 1 s to 30 days, stop or drift by 10 %", SELECTION) as result:
        for number in until_the_box_is_full(SCENARIOS):
            anchor = MONDAY_0700.replace(hour=17) + dice.choice((0, 0, 2)) * DAY
            begins = anchor - timedelta(minutes=dice.uniform(-200, 40))
            async with watch(set_up, tmp_path / str(number), begins) as watched:
                await judge(watched, await play(watched, dice), result)
            shutil.rmtree(tmp_path / str(number))
            result.faults += 1
        result.note = "judged promises"
        assert result.duplicated == 0
        assert result.runs > 2 * result.faults


@pytest.mark.postgres
@pytest.mark.parametrize("config", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True)
async def test_replicas_whose_machines_differ_by_minutes_agree(config: Config) -> None:
    now = datetime.now(UTC)
    async with open_storage(config, FixedClock(now)) as storage:
        clocks = [ServerClock(FixedClock(now + skew)) for skew in (-5 * MINUTE, timedelta(0), 5 * MINUTE)]
        async with storage.connection() as connection:
            for clock in clocks:
                await clock.follow(connection)
    told = [clock.now() for clock in clocks]
    assert max(told) - min(told) < timedelta(seconds=30)  # the questions were asked one after the other


async def test_the_end_of_32_bits_is_a_day_like_any_other(storage: Storage, clock: FixedClock) -> None:
    last = datetime(2038, 1, 19, 3, 14, 7, tzinfo=UTC)
    ada = await add_ada(storage)
    seconds, fired = Seconds(), []

    async def fire(_uow: object, reminder: Reminder, now: datetime) -> None:
        fired.append((reminder.slot, now))

    async def nothing(*_args: object) -> None:
        return None

    async with storage.unit() as unit:
        await unit.reminders.upsert(
            [
                Reminder(ada.id, last.date(), "daily", n, last + n * timedelta(seconds=5), time(3, 14), "UTC")
                for n in range(-2, 3)
            ]
        )
    tick = Tick(storage, clock, fire, nothing, lambda: None, owner="a", seconds=seconds)
    for n in range(-3, 4):
        clock.at = last + n * timedelta(seconds=5)
        seconds.at += 5
        await tick.tick(clock.now())
    assert fired == [(n, last + n * timedelta(seconds=5)) for n in range(-2, 3)]
