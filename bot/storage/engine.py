"""Engines set up for no silent loss: SQLite with BEGIN IMMEDIATE and FULL sync, PostgreSQL with time limits."""

from __future__ import annotations

import fcntl
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=30000",
    "trusted_schema=OFF",
    "secure_delete=ON",
    "journal_size_limit=67108864",
)
KEYS_SCHEMA = "keys"
POSTGRES_SETTINGS = {
    "statement_timeout": "5s",
    "lock_timeout": "2s",
    "idle_in_transaction_session_timeout": "15s",
    "tcp_keepalives_idle": "30",
}


class DatabaseInUse(Exception):
    """Another process has this SQLite database open."""


def writing_engine(dsn: str, *, pool_size: int = 10, schema: str = "public") -> AsyncEngine:
    """The engine of the units of work. On SQLite there is one connection: writers queue instead of colliding."""
    url = make_url(dsn)
    if url.get_backend_name() != "sqlite":
        return create_async_engine(
            url,
            hide_parameters=True,
            pool_size=pool_size,
            max_overflow=0,
            pool_pre_ping=True,
            pool_recycle=1800,
            pool_timeout=5,
            connect_args={"options": postgres_options(schema), "connect_timeout": 5},
        )
    engine = create_async_engine(
        _ready(url),
        hide_parameters=True,
        connect_args={"timeout": 30},
        pool_size=1,
        max_overflow=0,
        pool_timeout=60,
    )
    listen_to_sqlite(engine, begin="BEGIN IMMEDIATE")
    return engine


def reading_engine(dsn: str) -> AsyncEngine | None:
    """A second engine for SQLite that can't write and never waits for a writer; None on PostgreSQL."""
    url = make_url(dsn)
    if url.get_backend_name() != "sqlite":
        return None
    engine = create_async_engine(
        _ready(url), hide_parameters=True, connect_args={"timeout": 30}, pool_size=4, max_overflow=0
    )
    listen_to_sqlite(engine, begin="BEGIN", pragmas=(*PRAGMAS, "query_only=ON"))
    return engine


def listen_to_sqlite(engine: AsyncEngine, begin: str, pragmas: tuple[str, ...] = PRAGMAS) -> None:
    """Set the pragmas on each connection and say ourselves how a transaction begins."""

    @event.listens_for(engine.sync_engine, "connect")
    def _connected(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def _begun(connection: Connection) -> None:
        connection.exec_driver_sql(begin)


def keys_engine(dsn: str) -> AsyncEngine:
    """The engine of the users' keys: a file of their own, or the schema `keys` of PostgreSQL."""
    return writing_engine(dsn, pool_size=4, schema=KEYS_SCHEMA)


def postgres_options(schema: str) -> str:
    """The `options` of libpq: the limits of every session, its schema, and UTC."""
    settings = " ".join(f"-c {name}={value}" for name, value in POSTGRES_SETTINGS.items())
    return f"{settings} -c search_path={schema} -c timezone=UTC"


def sqlite_file(dsn: str) -> Path | None:
    """The database's file, if it is SQLite."""
    url = make_url(dsn)
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


def _ready(url: URL) -> URL:
    file = sqlite_file(url.render_as_string(hide_password=False))
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
    return url


class FileLock:
    """An exclusive lock on `<file>.lock`, given back when closed or when the process dies, however it dies."""

    def __init__(self, file: Path, suffix: str = ".lock") -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self._path = file.with_name(file.name + suffix)
        self._file = self._path.open("a")

    def take(self, *, wait: bool = False) -> None:
        """Take it, waiting if asked to; refuses with DatabaseInUse when another process has it."""
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._file.close()
            raise DatabaseInUse(
                f"{self._path} is held by another process: SQLite serves one bot at a time. Stop the other one,"
                " or use PostgreSQL (DATABASE_URL) for several."
            ) from None

    def release(self) -> None:
        """Give it back."""
        self._file.close()
