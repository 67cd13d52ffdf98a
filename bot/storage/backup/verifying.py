"""Does everything open, in the running database or in a backup? Nothing is changed, and nothing is shown."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.config import Config
from bot.storage import migrate
from bot.storage.backup.format import BackupBroken, read_head, read_rows
from bot.storage.engine import KEYS_SCHEMA, reading_engine, sqlite_file, writing_engine
from bot.storage.master import MasterKeys, WrongMasterKey, load_master
from bot.storage.sealing import DataKey, Place, Unreadable, key_id_of, unseal
from bot.storage.tables import metadata, user_key
from bot.storage.vault import open_wrapped

SEALED = frozenset({"body", "payload", "attachment"})
OWNERS = {"person": "id", "inbox": "chat_key", "outbox": "chat_id"}  # elsewhere: person_id
OpenKey = Callable[[bytes], DataKey | None]


class NothingYet(Exception):
    """No bot has run on this database yet, so there is nothing to verify."""

    def __init__(self, config: Config) -> None:
        where = f"in {sqlite_file(config.dsn)}" if config.is_sqlite else "where DATABASE_URL points"
        super().__init__(f"nothing to verify yet: there is no data {where}; the first start makes it")


def sealed_fields(table: str, row: Mapping[str, Any]) -> Iterator[tuple[Place, bytes]]:
    """The sealed fields of a row with their places."""
    for name in SEALED & row.keys():
        if row[name]:
            yield Place(table, name, row[OWNERS.get(table, "person_id")]), row[name]


async def verify_live(config: Config) -> AsyncIterator[str]:
    """What is wrong with the running database, a line each; refuses with NothingYet one without any data."""
    schemas = (config.dsn, migrate.MAIN), (config.keys_dsn, migrate.KEYS)
    if not any([await asyncio.to_thread(migrate.current_revision, *one) for one in schemas]):
        raise NothingYet(config)
    for one in schemas:
        await asyncio.to_thread(migrate.check_schema, *one)
    data = reading_engine(config.dsn) or writing_engine(config.dsn, pool_size=1)
    keys = reading_engine(config.keys_dsn) or writing_engine(config.keys_dsn, pool_size=1, schema=KEYS_SCHEMA)
    try:
        for engine in (data, keys):
            async for problem in _whole(engine):
                yield problem
        async with keys.connect() as connection:
            rows = [dict(r) for r in (await connection.execute(select(user_key))).mappings()]
        if not rows and not await _anything(data):
            raise NothingYet(config)
        opened = _Keys(load_master(config, may_make=False), rows)
        for problem in opened.problems:
            yield problem
        async with data.connect() as connection:
            for table in metadata.sorted_tables:
                stream = await connection.stream(select(table))
                async for row in stream.mappings():
                    for problem in _problems(table.name, dict(row), opened):
                        yield problem
    finally:
        await data.dispose()
        await keys.dispose()


def verify_files(config: Config, data: Path, keys: Path) -> Iterator[str]:
    """What is wrong with a backup, a line each; its parts are read through and every field is opened."""
    try:
        for part, file in (("data", data), ("keys", keys)):
            if read_head(file).part != part:
                yield f"{file} doesn't hold the {part}"
                return
        stored = [row for batch in read_rows(keys) if batch.table == user_key.name for row in batch.rows]
        opened = _Keys(load_master(config, may_make=False), stored)
        yield from opened.problems
        for batch in read_rows(data):
            for row in batch.rows:
                yield from _problems(batch.table, row, opened)
    except BackupBroken as broken:
        yield str(broken)


class _Keys:
    """The users' keys, unwrapped."""

    def __init__(self, master: MasterKeys, rows: list[dict[str, Any]]) -> None:
        self.problems: list[str] = []
        self._keys: dict[bytes, DataKey] = {}
        for row in rows:
            try:
                self._keys[row["key_id"]] = open_wrapped(master, row["key_id"], row["owner"], row["wrapped"])
            except WrongMasterKey as error:
                self.problems.append(
                    f"key {row['key_id'].hex()}: {error}; put the master key back that it was made with"
                )

    def __call__(self, key_id: bytes) -> DataKey | None:
        return self._keys.get(key_id)


def _problems(table: str, row: Mapping[str, Any], key_of: OpenKey) -> Iterator[str]:
    for place, sealed in sealed_fields(table, row):
        try:
            key = key_of(key_id_of(sealed))
            if key is None:
                raise Unreadable("its key is gone")
            unseal(key, place, sealed)
        except Unreadable as error:
            yield f"{table} of owner {place.owner}: a field of column {place.column} doesn't open ({error})"


async def _anything(engine: AsyncEngine) -> bool:
    """Whether somebody has written, or is known."""
    async with engine.connect() as connection:
        tables = [metadata.tables[name] for name in OWNERS]
        return any([(await connection.execute(select(one).limit(1))).first() for one in tables])


async def _whole(engine: AsyncEngine) -> AsyncIterator[str]:
    """SQLite's own look at its file; PostgreSQL checks its pages by itself."""
    if engine.dialect.name != "sqlite":
        return
    async with engine.connect() as connection:
        for pragma in ("integrity_check", "foreign_key_check"):
            for row in await connection.execute(text(f"PRAGMA {pragma}")):
                if row[0] != "ok":
                    yield f"{pragma}: {row[0]}; restore a backup"
