"""T2: three years of people who move and change their minds; each promise comes once, and at its instant."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar, cast

import pytest

from bot.clock import FixedClock
from bot.coaching import preferences, reminders
from bot.coaching.people import Person, Status
from bot.coaching.ports import Reminder, UnitOfWork
from bot.coaching.spreading import LONGEST
from bot.scheduler import Tick
from bot.storage.database import Storage
from bot.storage.unit import SqlUnit
from rules.sessions import Session
from tests.reliability.harness.results import Result, measured
from tests.reliability.harness.sizes import SEED, size, until_the_box_is_full
from tests.reliability.years.lives import Key, Life, Stay, life, promised
from tests.reliability.years.memory import MemoryUnit

T = TypeVar("T")
PEOPLE, ROUNDS = 10, size(1, 100)
STORED, STORED_DAYS = size((2, 40), (4, 400))  # in a real database, which takes far longer
BEGIN = datetime(2025, 1, 6, 3, tzinfo=UTC)
THREE_YEARS = timedelta(days=3 * 365)
LOOK_EVERY = timedelta(hours=3)  # a tick at least; between them it comes to each due instant
SELECTION = "tests/reliability/test_three_years.py"
OF_FAULTS = "faults are moves and changes; at a wrong instant 0"


@dataclass
class OneUnit:
    """A storage whose every transaction is the same one: years would take hours if each were flushed."""

    unit: SqlUnit

    async def transact(self, work: Callable[[SqlUnit], Awaitable[T]]) -> T:
        return await work(self.unit)

    @asynccontextmanager
    async def look(self) -> AsyncIterator[SqlUnit]:
        yield self.unit


@dataclass
class World:
    """Everybody's lives, and the schedule that serves them."""

    unit: SqlUnit
    clock: FixedClock
    end: datetime
    lives: dict[int, Life] = field(default_factory=dict)
    fired: dict[Key, list[datetime]] = field(default_factory=dict)

    async def fire(self, _uow: UnitOfWork, reminder: Reminder, now: datetime) -> None:
        key = reminder.person_id, reminder.local_date, reminder.kind, reminder.slot
        self.fired.setdefault(key, []).append(now)

    async def plan_ahead(self, uow: UnitOfWork, person: Person, now: datetime) -> None:
        await reminders.replan(uow, person, now)

    async def sessions_on(self, _uow: UnitOfWork, person: Person, day: date) -> tuple[Session, ...]:
        """In the place of a stored plan: the person's weekdays."""
        return self.lives[person.id].sessions.get(day.weekday(), ())

    async def arrive(self, dice: random.Random) -> None:
        """One more person."""
        number = 1000 + len(self.lives)
        added = await self.unit.people.add(number, number, "en", BEGIN)
        self.lives[added.id] = life(dice, BEGIN, self.end)
        person = replace(added, status=Status.ACTIVE, time_zone=self.lives[added.id].stays[0].zone)
        await self.unit.people.save(person)
        await reminders.replan(self.unit, person, BEGIN)

    async def change(self, who: int, before: Stay, stay: Stay, now: datetime) -> None:
        """Somebody moves or chooses something else, as the settings' screens do it."""
        person = await self.unit.people.by_id(who)
        assert person is not None
        if stay.zone != before.zone:
            await preferences.zone(self.unit, person, stay.zone, now)
            return
        wished = stay.settings
        settings = replace(
            person.settings,
            reminder_lead_min=wished.lead_min,
            reminder_time=wished.reminder_time,
            quiet_from=wished.quiet_from,
            quiet_until=wished.quiet_until,
        )
        await preferences.change(self.unit, person, settings, now)

    async def live(self, tick: Tick) -> int:
        """Play the years: time stops where something is due or somebody changes, and every three hours.

        Returns how many changes there were.
        """
        changes = sorted(
            (stay.since, who, number)
            for who, lived in self.lives.items()
            for number, stay in enumerate(lived.stays)
            if number
        )
        waiting = deque(changes)
        while (now := self.clock.now()) < self.end:
            await tick.plan(now)
            await tick.fire_due(now)
            if waiting and waiting[0][0] <= now:
                _, who, number = waiting.popleft()
                stays = self.lives[who].stays
                await self.change(who, stays[number - 1], stays[number], now)
                continue
            due = await self.unit.reminders.next_due()
            steps = [now + LOOK_EVERY, self.end, *(since for since, _, _ in list(waiting)[:1])]
            self.clock.at = min([*steps, *([due] if due else [])])
        return len(changes)

    def compare(self) -> tuple[list[tuple[Key, datetime]], list[tuple[Key, list[datetime]]]]:
        """What never came, and what came at an instant that nobody was promised; a crowd's are 4 minutes early."""
        missed, wrong = [], []
        for who, lived in self.lives.items():
            must, may = promised(who, lived, self.end, LONGEST)
            missed += [(key, due) for key, due in must.items() if key not in self.fired]
            came = {key: times for key, times in self.fired.items() if key[0] == who and key not in may}
            wrong += [
                (key, times) for key, times in came.items() if not in_time(must.get(key), key, times[0])
            ]
        return missed, wrong


def in_time(due: datetime | None, key: Key, came: datetime) -> bool:
    """At its instant; nobody waits for the pinned message's turn, and time doesn't stop for it here."""
    if due is not None and key[2] == reminders.PINNED_WEEK:
        return timedelta(0) <= came - due <= LOOK_EVERY
    return due is not None and timedelta(0) <= due - came <= LONGEST


async def years(
    unit: SqlUnit, clock: FixedClock, people: int, end: datetime, seed: int, result: Result
) -> None:
    """Let people live until the end, and compare."""
    clock.at = BEGIN
    world, dice = World(unit, clock, end), random.Random(seed)
    storage = cast(Storage, OneUnit(unit))
    tick = Tick(storage, clock, world.fire, world.plan_ahead, lambda: None, owner="a")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reminders, "_sessions_on", world.sessions_on)
        for _ in range(people):
            await world.arrive(dice)
        result.faults += await world.live(tick)
    missed, wrong = world.compare()
    twice = sum(len(times) - 1 for times in world.fired.values())
    assert (missed[:5], twice, wrong[:5]) == ([], 0, [])
    assert len(world.fired) > people * (end - BEGIN).days / 2
    result.runs += len(world.fired)


@pytest.mark.slow
@pytest.mark.timeout(0)
async def test_in_three_years_each_promise_comes_once() -> None:
    with measured("T2", "3 years of people who move and change settings", SELECTION) as result:
        for number in until_the_box_is_full(ROUNDS):
            unit = cast(SqlUnit, MemoryUnit())
            await years(unit, FixedClock(BEGIN), PEOPLE, BEGIN + THREE_YEARS, SEED + number, result)
            result.note = f"promises to {PEOPLE * (number + 1):,} people; {OF_FAULTS}"


@pytest.mark.slow
@pytest.mark.timeout(0)
@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
async def test_so_it_is_in_a_real_database(storage: Storage, clock: FixedClock) -> None:
    what = "the same in a real database (SQLite)"
    with measured("T2", what, SELECTION) as result:
        async with storage.unit() as unit:
            await years(unit, clock, STORED, BEGIN + timedelta(days=STORED_DAYS), SEED, result)
        result.note = f"promises to {STORED} people; {OF_FAULTS}"
