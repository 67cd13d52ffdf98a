"""Taking a backup while the bot runs: each database read in one snapshot, the keys after the data."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import MetaData, Table, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.config import Config
from bot.crashpoints import Point, crash
from bot.storage import migrate
from bot.storage.backup.format import Head, Writer
from bot.storage.dialects import upsert
from bot.storage.engine import KEYS_SCHEMA, reading_engine, sqlite_file, writing_engine
from bot.storage.tables import keys_metadata, meta, metadata, role_lease, send_limit
from bot.storage.vital_signs import BACKED_UP

DATA, KEYS = "data", "keys"
SUFFIX = ".jsonl.gz"
ASIDE = ".before-restore"  # SQLite's own files, when a backup takes their place
OF_PROCESSES = (role_lease, send_limit)  # means nothing to another process
KEYS_KEPT = timedelta(days=7)  # a copy of the keys opens what was erased since; /privacy says how long


@dataclass(frozen=True, slots=True)
class Taken:
    """The two files of a backup, how many rows they hold, and how many old copies of the keys were removed."""

    data: Path
    keys: Path
    rows: int
    removed: int


async def take(config: Config, folder: Path, now: datetime) -> Taken:
    """Write both parts below `folder`; refuses with SchemaError a database of another version.

    The keys are read after the data: whatever the data holds then has its key, or was erased meanwhile.
    """
    for dsn, schema in ((config.dsn, migrate.MAIN), (config.keys_dsn, migrate.KEYS)):
        await asyncio.to_thread(migrate.check_schema, dsn, schema)
    name = f"{now:%Y%m%dT%H%M%SZ}{SUFFIX}"
    data, keys = folder / DATA / name, folder / KEYS / name
    engine = reading_engine(config.dsn) or writing_engine(config.dsn, pool_size=1)
    rows = await _write(engine, metadata, data, Head(DATA, migrate.MAIN.head, now))
    crash(Point.DATA_BACKED_UP)
    engine = reading_engine(config.keys_dsn) or writing_engine(
        config.keys_dsn, pool_size=1, schema=KEYS_SCHEMA
    )
    rows += await _write(engine, keys_metadata, keys, Head(KEYS, migrate.KEYS.head, now))
    await _note(config, now)
    return Taken(data, keys, rows, len(_forget(folder / KEYS, config, now)))


async def _note(config: Config, now: datetime) -> None:
    """Leave word for whoever watches how old the newest backup is."""
    engine = writing_engine(config.dsn, pool_size=1)
    try:
        async with engine.begin() as connection:
            await upsert(connection, meta, {"name": BACKED_UP, "value": now.isoformat()})
    finally:
        await engine.dispose()


async def _write(engine: AsyncEngine, what: MetaData, path: Path, head: Head) -> int:
    try:
        async with engine.connect() as connection:
            if engine.dialect.name == "postgresql":
                connection = await connection.execution_options(
                    isolation_level="REPEATABLE READ", postgresql_readonly=True
                )
            with Writer(path, head) as writer:
                for table in what.sorted_tables:
                    if table not in OF_PROCESSES:
                        await _write_table(connection, writer, table)
                return writer.counts.total()
    finally:
        await engine.dispose()


async def _write_table(connection: AsyncConnection, writer: Writer, table: Table) -> None:
    query = select(table).order_by(*table.primary_key)
    writer.table(table.name, [c.name for c in table.columns])
    async for row in await connection.stream(query):
        writer.row(row)


def _forget(folder: Path, config: Config, now: datetime) -> Sequence[Path]:
    """Remove copies of the keys whose time is over, and the keys that a restore has moved aside."""
    oldest = now - KEYS_KEPT
    old = [file for file in folder.glob(f"*{SUFFIX}") if file.name < f"{oldest:%Y%m%dT%H%M%SZ}"]
    present = sqlite_file(config.keys_dsn)
    if present is not None:
        aside = present.parent.glob(f"{present.name}*{ASIDE}")
        old += [file for file in aside if file.stat().st_mtime < oldest.timestamp()]
    for file in old:
        file.unlink()
    return old
