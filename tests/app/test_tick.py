"""The tick as a plain function of the present instant."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from bot.clock import FixedClock
from bot.coaching.outgoing import Kind, Outgoing, Screen
from bot.coaching.people import Person, Status
from bot.coaching.ports import Reminder, ReminderStatus, UnitOfWork
from bot.scheduler import Tick
from bot.storage.database import Storage
from bot.storage.tables import person as person_table
from bot.storage.tables import role_lease
from tests.storage.conftest import NOW
from tests.storage.test_people import add_ada
from tests.storage.test_reminders import DUE, reminder
from tests.telegrams import Seconds


class Coach:
    """Stands in for the use cases: notes what was asked of it, and fails on demand."""

    def __init__(self) -> None:
        self.fired: list[str] = []
        self.planned: list[int] = []
        self.broken = ""
        self.error: Exception = LookupError()

    async def fire(self, uow: UnitOfWork, due: Reminder, now: datetime) -> None:
        idem = f"r.{due.person_id}.{due.kind}"
        await uow.outbox.add(Outgoing(42, Screen("today"), Kind.REMINDER, idem, due.person_id), now)
        if due.kind == self.broken:
            raise self.error
        self.fired.append(due.kind)

    async def plan_ahead(self, uow: UnitOfWork, person: Person, now: datetime) -> None:
        self.planned.append(person.id)
        if self.broken == "plan":
            raise LookupError
        await uow.reminders.upsert([reminder(person.id)])


@pytest.fixture
def coach() -> Coach:
    return Coach()


@pytest.fixture
def tick(storage: Storage, clock: FixedClock, seconds: Seconds, coach: Coach, tmp_path: Path) -> Tick:
    return Tick(
        storage,
        clock,
        coach.fire,
        coach.plan_ahead,
        lambda: None,
        owner="a",
        next_file=tmp_path / "clock.json.next",
        seconds=seconds,
    )


async def plan(storage: Storage, *kinds: str) -> Person:
    ada = await add_ada(storage)
    async with storage.unit() as unit:
        await unit.reminders.upsert([reminder(ada.id, kind=kind) for kind in kinds])
    return ada


async def statuses(storage: Storage, person: Person) -> dict[str, ReminderStatus]:
    async with storage.look() as unit:
        return {r.kind: r.status for r in await unit.reminders.of(person.id, NOW.date(), NOW.date())}


async def test_what_is_due_fires_once(storage: Storage, tick: Tick, coach: Coach) -> None:
    await plan(storage, "reminder", "review")
    await tick.tick(DUE - timedelta(seconds=1))
    assert coach.fired == []
    for _ in range(3):
        await tick.tick(DUE)
    assert sorted(coach.fired) == ["reminder", "review"]


async def test_a_failing_reminder_stops_nobody_and_expires(
    storage: Storage, tick: Tick, coach: Coach
) -> None:
    ada = await plan(storage, "bad", "reminder")
    coach.broken = "bad"
    await tick.tick(DUE)
    assert coach.fired == ["reminder"]
    assert (await statuses(storage, ada))["bad"] is ReminderStatus.PLANNED
    for _ in range(2):
        await tick.tick(DUE)
    assert await statuses(storage, ada) == {"bad": ReminderStatus.EXPIRED, "reminder": ReminderStatus.QUEUED}


async def test_a_failed_firing_leaves_no_message(storage: Storage, tick: Tick, coach: Coach) -> None:
    ada = await plan(storage, "bad")
    coach.broken = "bad"
    await tick.tick(DUE)
    async with storage.unit() as unit:
        fresh = Outgoing(42, Screen("x"), Kind.REMINDER, f"r.{ada.id}.bad", ada.id)
        assert await unit.outbox.add(fresh, NOW)


async def test_a_database_that_goes_away_is_no_failure_of_a_reminder(
    storage: Storage, tick: Tick, coach: Coach
) -> None:
    ada = await plan(storage, "reminder")
    coach.error = OperationalError("", {}, Exception("server closed the connection"), True)
    coach.broken = "reminder"
    for _ in range(5):
        with pytest.raises(OperationalError):
            await tick.tick(DUE)
    assert await statuses(storage, ada) == {"reminder": ReminderStatus.PLANNED}
    coach.broken = ""
    await tick.tick(DUE)
    assert coach.fired == ["reminder"]


async def test_people_are_planned_for_once_a_day(storage: Storage, tick: Tick, coach: Coach) -> None:
    ada = await add_ada(storage)
    async with storage.unit() as unit:
        await unit.people.save(replace(ada, status=Status.ACTIVE))
    for hours in (0, 1, 24):
        await tick.tick(NOW + timedelta(hours=hours))
    assert coach.planned == [ada.id, ada.id]


async def test_a_person_who_cannot_be_planned_for_stops_nobody(
    storage: Storage, tick: Tick, coach: Coach
) -> None:
    ada = await plan(storage, "reminder")
    async with storage.unit() as unit:
        await unit.people.save(replace(ada, status=Status.ACTIVE))
    coach.broken = "plan"
    await tick.tick(DUE)
    assert coach.fired == ["reminder"]


async def test_a_person_whose_data_does_not_open_stops_nobody(
    storage: Storage, tick: Tick, coach: Coach
) -> None:
    ada = await plan(storage, "reminder")
    async with storage.unit() as unit:
        other = await unit.people.add(43, 43, "en", NOW)
        for person in (other, ada):
            await unit.people.save(replace(person, status=Status.ACTIVE))
    async with storage.connection() as connection:
        await connection.execute(person_table.update().where(person_table.c.id == ada.id).values(body=b"?"))
    await tick.tick(DUE)
    assert coach.planned == [other.id]
    assert coach.fired == ["reminder", "reminder"]  # one was there, one has just been planned


async def test_only_the_holder_of_the_role_ticks(
    storage: Storage, tick: Tick, clock: FixedClock, coach: Coach
) -> None:
    await plan(storage, "reminder")
    other = {"role": "tick", "owner": "b", "term": 4, "until": DUE + timedelta(seconds=30)}
    async with storage.connection() as connection:
        await connection.execute(role_lease.insert().values(other))
    await tick.tick(DUE)
    assert coach.fired == []
    await tick.tick(DUE + timedelta(seconds=31))
    assert coach.fired == ["reminder"]


async def test_the_page_reads_when_the_next_reminder_is_due(
    storage: Storage, tick: Tick, tmp_path: Path
) -> None:
    file = tmp_path / "clock.json.next"
    await tick.tick(NOW)
    assert json.loads(file.read_text()) == {"due": None}
    await plan(storage, "reminder")
    await tick.tick(NOW)
    assert json.loads(file.read_text()) == {"due": DUE.isoformat(), "zone": "Europe/Berlin"}


async def test_a_failing_tick_is_followed_by_the_next(
    storage: Storage, tick: Tick, clock: FixedClock, coach: Coach, monkeypatch: pytest.MonkeyPatch
) -> None:
    await plan(storage, "reminder")
    clock.at = DUE
    with monkeypatch.context() as broken:
        broken.setattr("bot.storage.leases.renew", None)
        await tick.beat()
    assert coach.fired == []
    await tick.beat()
    assert coach.fired == ["reminder"]


async def test_a_stop_ends_it_between_two_rows(storage: Storage, tick: Tick, coach: Coach) -> None:
    await plan(storage, "a", "b")
    tick.stopping.set()
    await tick.tick(DUE)
    assert coach.fired == []


async def test_a_clock_that_went_back_frees_the_role_of_a_dead_process(
    storage: Storage, tick: Tick, coach: Coach
) -> None:
    await plan(storage, "reminder")
    dead = {"role": "tick", "owner": "dead", "term": 4, "until": DUE + timedelta(days=3)}
    async with storage.connection() as connection:
        await connection.execute(role_lease.insert().values(dead))
    await tick.tick(DUE)
    assert coach.fired == ["reminder"]


async def test_a_tick_that_fails_is_a_silent_one(
    tick: Tick, seconds: Seconds, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(_now: datetime) -> None:
        raise OperationalError("UPDATE", {}, OSError("the disk is full"))

    monkeypatch.setattr(tick, "plan", fails)
    seconds.at += 91
    await tick.beat()
    assert tick.silence_seconds == 91
    monkeypatch.undo()
    await tick.beat()
    assert tick.silence_seconds == 0
