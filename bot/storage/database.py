"""The door to storage: opens both databases, hands out units of work, repeats what the database asks to repeat."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import stamina
from sqlalchemy import delete, exists, select, text
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot import metrics
from bot.clock import Clock
from bot.config import Config
from bot.crashpoints import Point, crash
from bot.storage import migrate, restored, starting
from bot.storage.engine import FileLock, keys_engine, reading_engine, sqlite_file, writing_engine
from bot.storage.master import load_master
from bot.storage.tables import erasure_todo, inbox
from bot.storage.unit import SqlUnit
from bot.storage.vault import SYSTEM, Vault

T = TypeVar("T")
# PostgreSQL's "try this transaction again": serialization failure, deadlock, lock timeout.
REPEATABLE = frozenset({"40001", "40P01", "55P03"})
# Connection trouble, resources used up, shut down or starting up, system error.
OUTAGES = ("08", "53", "57P", "58")
SQLITE_OUTAGES = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
    }
)
PATIENCE: dict[str, Any] = {"attempts": 5, "wait_initial": 0.05, "wait_jitter": 0.05, "wait_max": 1.0}
LONG_PATIENCE: dict[str, Any] = {"attempts": None, "timeout": 60.0, "wait_initial": 0.1, "wait_max": 2.0}


class Storage:
    """Both databases of a running process."""

    def __init__(self, engine: AsyncEngine, reader: AsyncEngine, vault: Vault, clock: Clock) -> None:
        self.engine = engine
        self.reader = reader
        self.vault = vault
        self.clock = clock

    @asynccontextmanager
    async def unit(self) -> AsyncIterator[SqlUnit]:
        """One unit of work: committed at the end, rolled back if it raises."""
        async with self.engine.begin() as connection:
            unit = SqlUnit(connection, self.vault, self.clock.now())
            yield unit
        if unit.people.erased:
            crash(Point.ERASURE_COMMITTED)
            await self.finish_erasures()

    @asynccontextmanager
    async def look(self) -> AsyncIterator[SqlUnit]:
        """A unit that only reads; on SQLite it waits for nobody."""
        async with self.reader.connect() as connection:
            yield SqlUnit(connection, self.vault, self.clock.now())

    async def transact(self, work: Callable[[SqlUnit], Awaitable[T]]) -> T:
        """Do `work` in a unit of work; once more (five times at most) when the database asks for it."""

        async def once() -> T:
            async with self.unit() as unit:
                return await work(unit)

        return await self.repeat(once)

    async def repeat(self, work: Callable[[], Awaitable[T]]) -> T:
        """Do a whole transaction, again when the database asks for it."""
        async for attempt in stamina.retry_context(on=is_repeatable, **PATIENCE):
            if attempt.num > 1:
                metrics.DATABASE_RETRIES.inc()
            with attempt:
                return await work()
        raise AssertionError("unreachable: the last attempt returns or raises")

    async def insist(self, work: Callable[[], Awaitable[T]]) -> T:
        """Do a whole transaction; while the database is away or full, try again for a minute."""
        async for attempt in stamina.retry_context(on=is_outage, **LONG_PATIENCE):
            with attempt:
                return await self.repeat(work)
        raise AssertionError("unreachable: the last attempt returns or raises")

    async def finish_erasures(self) -> int:
        """Destroy the keys of erased people, also after a crash; returns how many were destroyed.

        A chat with updates still waiting keeps its old key until they are worked off; it is in the ledgers at once,
        so that no older copy brings the person back meanwhile.
        """
        waiting = exists().where(inbox.c.chat_key == erasure_todo.c.owner, inbox.c.status == "new")
        async with self.engine.begin() as connection:
            rows = (await connection.execute(select(erasure_todo).where(~waiting))).all()
            later = (await connection.execute(select(erasure_todo).where(waiting))).all()
        for row in later:
            await self.vault.enter(row.owner, row.at)
        for row in rows:
            await self.vault.destroy([row.key_id], row.owner, row.at)
            async with self.engine.begin() as connection:
                await connection.execute(delete(erasure_todo).where(erasure_todo.c.key_id == row.key_id))
        return len(rows)

    async def ping(self) -> None:
        """Raise if the database doesn't answer."""
        async with self.reader.connect() as connection:
            await connection.execute(text("SELECT 1"))

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[AsyncConnection]:
        """A bare transaction for the queues of this package."""
        async with self.engine.begin() as connection:
            yield connection


def is_repeatable(error: Exception) -> bool:
    """Whether the database rolled a transaction back for no fault of its own, or the connection broke."""
    if not isinstance(error, DBAPIError):
        return False
    return error.connection_invalidated or getattr(error.orig, "sqlstate", None) in REPEATABLE


def is_outage(error: BaseException) -> bool:
    """Whether the database was away, full or broken: no fault of what was to be stored."""
    if isinstance(error, PoolTimeout):
        return True
    if not isinstance(error, DBAPIError):
        return False
    if error.connection_invalidated:
        return True
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    if isinstance(error.orig, sqlite3.Error):
        return getattr(error.orig, "sqlite_errorcode", 0) & 0xFF in SQLITE_OUTAGES
    state = getattr(error.orig, "sqlstate", None)
    return state is None or state.startswith(OUTAGES)


@asynccontextmanager
async def open_storage(config: Config, clock: Clock, *, pool_size: int = 10) -> AsyncIterator[Storage]:
    """Open, migrate if allowed, and close at the end.

    Refuses with DatabaseInUse, SchemaError or ConfigError.
    """
    lock = _only_process(config)
    engines: list[AsyncEngine] = []
    try:
        await asyncio.to_thread(prepare_schemas, config)
        engine = writing_engine(config.dsn, pool_size=pool_size)
        reader = reading_engine(config.dsn) or engine
        keys = keys_engine(config.keys_dsn)
        engines += [engine, keys] if reader is engine else [engine, reader, keys]
        vault = await open_vault(config, keys, clock)
        storage = Storage(engine, reader, vault, clock)
        async with storage.connection() as connection:
            if config.is_sqlite:
                await starting.end_leases(connection)
            await starting.notice_time_zones(connection)
        await restored.notice(storage)
        await storage.finish_erasures()
        yield storage
    finally:
        for one in engines:
            await one.dispose()
        if lock:
            lock.release()


async def open_vault(config: Config, keys: AsyncEngine, clock: Clock) -> Vault:
    """The users' keys with the master key that opens them; refuses a master key that doesn't."""
    empty = await Vault.is_empty(keys)
    vault = Vault(
        keys, load_master(config, may_make=empty), alone=config.is_sqlite, ledger_file=config.ledger_file
    )
    await vault.present(SYSTEM, clock.now())
    return vault


def prepare_schemas(config: Config) -> None:
    """Migrate both schemas, or only check them when AUTO_MIGRATE is off."""
    for dsn, schema in ((config.dsn, migrate.MAIN), (config.keys_dsn, migrate.KEYS)):
        if config.auto_migrate:
            migrate.migrate(dsn, schema)
        migrate.check_schema(dsn, schema)


def _only_process(config: Config) -> FileLock | None:
    file = sqlite_file(config.dsn)
    if file is None:
        return None
    lock = FileLock(file)
    lock.take()
    return lock
