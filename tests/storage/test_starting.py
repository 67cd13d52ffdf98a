"""What a process puts in order before it begins."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.clock import FixedClock
from bot.coaching.outgoing import Kind, Outgoing, Screen
from bot.coaching.people import Status
from bot.storage import leases, starting
from bot.storage.database import Storage, open_storage
from bot.storage.outbox_queue import SqlQueue
from bot.storage.tables import meta
from tests.storage.conftest import NOW, config_for
from tests.storage.test_people import add_ada


async def test_the_leases_of_a_dead_process_end_at_once_on_sqlite(clock: FixedClock, tmp_path: Path) -> None:
    config = config_for(tmp_path)
    async with open_storage(config, clock) as storage:
        async with storage.unit() as unit:
            await unit.outbox.add(Outgoing(42, Screen("x"), Kind.REPLY, "u1.1"), NOW)
        assert len(await SqlQueue(storage).claim(NOW, 5, "dead")) == 1
        async with storage.connection() as connection:
            await leases.renew(connection, "tick", "dead", NOW, timedelta(minutes=1))
    async with open_storage(config, clock) as storage:
        queue = SqlQueue(storage)
        assert await queue.recover(NOW) == 1
        assert len(await queue.claim(NOW, 5, "alive")) == 1
        async with storage.connection() as connection:
            assert await leases.renew(connection, "tick", "alive", NOW, timedelta(minutes=1)) == 2


async def test_new_time_zone_data_has_everyone_planned_anew(storage: Storage) -> None:
    until = NOW.date() + timedelta(days=2)
    ada = await add_ada(storage)
    async with storage.unit() as unit:
        person = await unit.people.by_id(ada.id)
        assert person is not None
        await unit.people.planned(ada.id, until)
    async with storage.connection() as connection:
        assert not await starting.notice_time_zones(connection)
        await connection.execute(meta.update().where(meta.c.name == starting.TZDATA).values(value="2023.1"))
        assert await starting.notice_time_zones(connection)
    async with storage.unit() as unit:
        await unit.people.save(replace(person, status=Status.ACTIVE))
        assert await unit.people.needing_plan(until, 5) == [ada.id]


async def test_a_role_has_one_holder_and_each_change_a_new_term(storage: Storage) -> None:
    minute = timedelta(minutes=1)
    async with storage.connection() as connection:
        assert await leases.renew(connection, "tick", "a", NOW, minute) == 1
        assert await leases.renew(connection, "tick", "b", NOW + minute, minute) is None
        assert await leases.renew(connection, "tick", "a", NOW + minute, minute) == 1
        assert await leases.renew(connection, "tick", "b", NOW + 3 * minute, minute) == 2
        await leases.release(connection, "b")
        assert await leases.renew(connection, "tick", "a", NOW + 3 * minute, minute) == 3
