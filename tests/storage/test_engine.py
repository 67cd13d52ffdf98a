"""Transactions lose nothing, a second process is refused, and a process can end."""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import sys

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.clock import FixedClock
from bot.storage.database import Storage, is_outage, is_repeatable, open_storage
from bot.storage.engine import DatabaseInUse
from bot.storage.tables import meta
from bot.storage.unit import SqlUnit
from tests.storage.conftest import NOW, config_for


async def test_sixteen_writers_lose_no_update(storage: Storage) -> None:
    async with storage.connection() as connection:
        await connection.execute(meta.insert().values(name="count", value="0"))

    async def add_one() -> None:
        async with storage.connection() as connection:
            row = select(meta.c.value).where(meta.c.name == "count").with_for_update()
            value = int((await connection.execute(row)).scalar_one())
            await asyncio.sleep(0)
            await connection.execute(update(meta).where(meta.c.name == "count").values(value=str(value + 1)))

    await asyncio.gather(*(add_one() for _ in range(160)))
    async with storage.connection() as connection:
        assert (
            await connection.execute(select(meta.c.value).where(meta.c.name == "count"))
        ).scalar_one() == "160"


async def test_a_reader_cannot_write_on_sqlite(
    clock: FixedClock, tmp_path_factory: pytest.TempPathFactory
) -> None:
    config = config_for(tmp_path_factory.mktemp("reader"))
    async with open_storage(config, clock) as storage, storage.look() as unit:
        with pytest.raises(DBAPIError, match="readonly"):
            await unit.people.add(1, 1, "en", NOW)


async def test_a_second_process_on_sqlite_is_refused(tmp_path_factory: pytest.TempPathFactory) -> None:
    config = config_for(tmp_path_factory.mktemp("second"))
    async with open_storage(config, FixedClock(NOW)):
        with pytest.raises(DatabaseInUse, match="PostgreSQL"):
            async with open_storage(config, FixedClock(NOW)):
                pass
    async with open_storage(config, FixedClock(NOW)) as storage:
        await storage.ping()


async def test_what_the_database_asks_to_repeat_is_repeated(storage: Storage) -> None:
    tries: list[int] = []

    async def work(unit: SqlUnit) -> str:
        tries.append(1)
        await unit.people.add(len(tries), 1, "en", NOW)
        if len(tries) < 3:
            raise DBAPIError("", {}, Conflict(), False)
        return "done"

    assert await storage.transact(work) == "done"
    async with storage.look() as unit:
        assert [await unit.people.by_telegram(n) is not None for n in (1, 2, 3)] == [False, False, True]


async def test_an_error_of_ours_is_not_repeated(storage: Storage) -> None:
    tries: list[int] = []

    async def work(_unit: SqlUnit) -> None:
        tries.append(1)
        raise LookupError

    with pytest.raises(LookupError):
        await storage.transact(work)
    assert len(tries) == 1


class Conflict(Exception):
    """A driver's error that asks for another try."""

    sqlstate = "40001"


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (DBAPIError("", {}, Conflict(), False), True),
        (DBAPIError("", {}, Exception(), connection_invalidated=True), True),
        (DBAPIError("", {}, Exception(), False), False),
        (LookupError(), False),
    ],
)
def test_which_errors_ask_for_another_try(error: Exception, expected: bool) -> None:
    assert is_repeatable(error) is expected


def test_a_process_ends_by_itself_when_storage_is_closed(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("ends")
    program = (
        "import asyncio\nfrom pathlib import Path\nfrom bot.clock import SystemClock\n"
        "from bot.storage.database import open_storage\nfrom tests.storage.conftest import config_for\n"
        "async def main():\n"
        f"    async with open_storage(config_for(Path({str(folder)!r})), SystemClock()) as storage:\n"
        "        await storage.ping()\n"
        "asyncio.run(main())\n"
    )
    assert subprocess.run([sys.executable, "-c", program], timeout=60, check=False).returncode == 0


def sqlite_error(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError()
    error.sqlite_errorcode = code
    return error


class Broken(Exception):
    """A driver's error with the state of the server."""

    def __init__(self, sqlstate: str | None) -> None:
        self.sqlstate = sqlstate


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (OperationalError("", {}, Broken("57P01"), False), True),  # terminated by the administrator
        (OperationalError("", {}, Broken("53100"), False), True),  # disk full
        (OperationalError("", {}, Broken(None), False), True),  # no connection could be made
        (OperationalError("", {}, Broken("57014"), False), False),  # the statement took too long
        (DBAPIError("", {}, Broken("08006"), connection_invalidated=True), True),
        (PoolTimeout(), True),
        (OperationalError("", {}, sqlite_error(sqlite3.SQLITE_FULL), False), True),
        (OperationalError("", {}, sqlite_error(sqlite3.SQLITE_IOERR_WRITE), False), True),
        (OperationalError("", {}, sqlite_error(sqlite3.SQLITE_ERROR), False), False),
        (IntegrityError("", {}, Broken("23505"), False), False),
        (LookupError(), False),
    ],
)
def test_which_errors_mean_that_the_database_is_away(error: Exception, expected: bool) -> None:
    assert is_outage(error) is expected
