"""Putting a backup back, into either database. What is old in it is let go at the first start, which follows."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import structlog
from sqlalchemy import MetaData, func, insert, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from sqlalchemy.sql.expression import TableClause
from sqlalchemy.sql.expression import column as column_of
from sqlalchemy.sql.expression import table as table_of

from bot.clock import Clock
from bot.config import Config
from bot.crashpoints import Point, crash
from bot.storage import migrate
from bot.storage.backup.format import BackupBroken, read_head, read_rows
from bot.storage.backup.taking import ASIDE, DATA, KEYS
from bot.storage.database import open_storage
from bot.storage.dialects import upsert
from bot.storage.engine import KEYS_SCHEMA, FileLock, keys_engine, sqlite_file, writing_engine
from bot.storage.leases import someone_runs
from bot.storage.migrate import Schema
from bot.storage.tables import erasure, keys_metadata, meta, metadata, person
from bot.storage.vault import EPOCH

log = structlog.get_logger("tandem.storage")


class RestoreRefused(Exception):
    """The database can't be restored into; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Part:
    """One of the two databases to be filled from a file."""

    name: str
    file: Path
    dsn: str
    schema: Schema
    tables: MetaData

    @property
    def engine(self) -> AsyncEngine:
        """Its database."""
        place = KEYS_SCHEMA if self.schema is migrate.KEYS else "public"
        return writing_engine(self.dsn, pool_size=1, schema=place)


async def restore(config: Config, clock: Clock, data: Path, keys: Path | None, *, replace: bool) -> int:
    """Fill the database from a backup and open it once; returns how many rows were put back.

    Without `keys` the present keys stay, which is better where they still are; with them, what the present ones know
    of erasures stays. SQLite's files are moved aside, not deleted. Refuses with BackupBroken, RestoreRefused,
    DatabaseInUse (a bot runs) or SchemaError.
    """
    parts = [Part(DATA, data, config.dsn, migrate.MAIN, metadata)]
    if keys is not None:
        parts.append(Part(KEYS, keys, config.keys_dsn, migrate.KEYS, keys_metadata))
    for part in parts:
        await asyncio.to_thread(_check, part)
    file = sqlite_file(config.dsn)
    lock = FileLock(file) if file else None
    if lock:
        lock.take()
    try:
        await _make_room(config, clock, replace=replace)
        erased = await _erasures(config) if keys is not None else []
        rows = sum([await _fill(part) for part in parts])
        await _keep(config, erased)
        await _mark_as_copy(config)
    finally:
        if lock:
            lock.release()
    crash(Point.DATA_RESTORED)
    async with open_storage(config, clock):
        return rows


def _check(part: Part) -> None:
    """Read a file through before anything is touched."""
    head = read_head(part.file)
    if head.part != part.name:
        raise BackupBroken(f"{part.file} holds the {head.part}, not the {part.name}")
    known = {step.revision for step in part.schema.scripts().walk_revisions()}
    if head.revision not in known:
        raise BackupBroken(
            f"{part.file} was made by a newer version ({head.revision}); restore it with that one"
        )
    for _rows in read_rows(part.file):
        pass


async def _make_room(config: Config, clock: Clock, *, replace: bool) -> None:
    """See that nothing runs and nothing is lost unasked."""
    if await asyncio.to_thread(migrate.current_revision, config.dsn, migrate.MAIN) is None:
        return
    if await someone_runs(config, clock.now()):
        raise RestoreRefused(
            "processes are running on this database: stop them all, wait a minute, try again"
        )
    engine = writing_engine(config.dsn, pool_size=1)
    try:
        async with engine.connect() as connection:
            people = (await connection.execute(select(func.count()).select_from(person))).scalar_one()
    finally:
        await engine.dispose()
    if people and not replace:
        raise RestoreRefused(f"the database holds {people} people; --replace puts the backup in their place")


async def _fill(part: Part) -> int:
    head = read_head(part.file)
    file = sqlite_file(part.dsn)
    if file is not None:
        _move_aside(file)
    elif await asyncio.to_thread(migrate.current_revision, part.dsn, part.schema) is not None:
        await asyncio.to_thread(migrate.migrate, part.dsn, part.schema, "base")
    await asyncio.to_thread(migrate.migrate, part.dsn, part.schema, head.revision)
    crash(Point.SCHEMA_RESTORED)
    engine = part.engine
    count = 0
    try:
        async with engine.begin() as connection:
            for table, rows in (
                (r.table, r.rows) for r in await asyncio.to_thread(list, read_rows(part.file))
            ):
                await connection.execute(insert(_typed(part.tables, table, rows[0])), list(rows))
                count += len(rows)
            if engine.dialect.name == "postgresql":
                await _count_on(connection, part.tables)
    finally:
        await engine.dispose()
    return count


async def _erasures(config: Config) -> list[dict[str, Any]]:
    """Who was erased, as far as the present keys tell: perhaps no ledger outside the databases does."""
    engine = keys_engine(config.keys_dsn)
    try:
        if await asyncio.to_thread(migrate.current_revision, config.keys_dsn, migrate.KEYS) is None:
            return []
        async with engine.connect() as connection:
            return [dict(row) for row in (await connection.execute(select(erasure))).mappings()]
    except DBAPIError as error:  # they may be what is lost
        log.warning("the present keys don't tell who was erased", reason=type(error.orig).__name__)
        return []
    finally:
        await engine.dispose()


async def _keep(config: Config, erased: list[dict[str, Any]]) -> None:
    engine = keys_engine(config.keys_dsn)
    try:
        async with engine.begin() as connection:
            for row in erased:
                await upsert(connection, erasure, row)
    finally:
        await engine.dispose()


def _typed(tables: MetaData, name: str, row: dict[str, Any]) -> TableClause:
    """The table as it was when the backup was taken: its columns, with the types they have now."""
    known = {c.name: c.type for c in tables.tables[name].columns} if name in tables.tables else {}
    return table_of(name, *(column_of(c, known.get(c)) for c in row))


async def _count_on(connection: AsyncConnection, tables: MetaData) -> None:
    """Let PostgreSQL number new rows after the highest restored one."""
    for table in tables.sorted_tables:
        numbered = table.autoincrement_column
        if numbered is not None and len(table.primary_key) == 1 and numbered.autoincrement is True:
            await connection.execute(
                text(
                    f"SELECT setval(pg_get_serial_sequence('{table.name}', '{numbered.name}'),"  # noqa: S608  # our own names
                    f" GREATEST((SELECT max({numbered.name}) FROM {table.name}), 1))"
                )
            )


async def _mark_as_copy(config: Config) -> None:
    """Make the data older than any keys, so that the first start sees a copy."""
    await asyncio.to_thread(migrate.migrate, config.dsn, migrate.MAIN)
    await asyncio.to_thread(migrate.migrate, config.keys_dsn, migrate.KEYS)
    engine = writing_engine(config.dsn, pool_size=1)
    try:
        async with engine.begin() as connection:
            await upsert(connection, meta, {"name": EPOCH, "value": "-1"})
    finally:
        await engine.dispose()


def _move_aside(file: Path) -> None:
    for name in (file.name, f"{file.name}-wal", f"{file.name}-shm"):
        there = file.with_name(name)
        if there.exists():
            there.touch()  # since when it is aside
            there.replace(file.with_name(f"{name}{ASIDE}"))
