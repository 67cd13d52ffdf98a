"""Bringing both schemas to what this version expects: quick look first, then one at a time under a lock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from alembic import command
from alembic.config import Config as AlembicConfig
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, MetaData, create_engine, event, make_url, pool, text

from bot.crashpoints import Point, crash
from bot.storage.engine import KEYS_SCHEMA, FileLock, sqlite_file
from bot.storage.tables import keys_metadata, metadata

LOCK = 0x74616E64  # "tand": the advisory lock of all replicas on one PostgreSQL


class SchemaError(Exception):
    """The database's schema isn't one that this version can work with; the message says which way to go."""


@dataclass(frozen=True, slots=True)
class Schema:
    """One of the two histories. `schema` is its place in PostgreSQL (None: the default one)."""

    name: str
    metadata: MetaData
    schema: str | None = None

    def config(self) -> AlembicConfig:
        """Alembic's settings for it."""
        config = AlembicConfig()
        config.set_main_option("script_location", f"bot.storage:migrations/{self.name}")
        config.attributes["metadata"] = self.metadata
        return config

    def scripts(self) -> ScriptDirectory:
        """Its steps."""
        return ScriptDirectory.from_config(self.config())

    @property
    def head(self) -> str:
        """The revision this version expects."""
        head = self.scripts().get_current_head()
        assert head is not None  # both histories have steps
        return head


MAIN = Schema("main", metadata)
KEYS = Schema("keys", keys_metadata, KEYS_SCHEMA)


def current_revision(dsn: str, schema: Schema) -> str | None:
    """The revision of the database, None when it is empty."""
    with _connection(dsn, schema) as connection:
        return MigrationContext.configure(connection).get_current_revision()


def check_schema(dsn: str, schema: Schema) -> None:
    """Refuse with SchemaError a schema that is older or newer than this version's."""
    revision = current_revision(dsn, schema)
    if revision == schema.head:
        return
    if revision is None or _known(schema, revision):
        raise SchemaError(
            f"the {schema.name} schema is at {revision or 'nothing'}, this version needs {schema.head};"
            " run `python -m bot migrate`"
        )
    raise SchemaError(
        f"the {schema.name} schema is at {revision}, which this version doesn't know: the database was"
        " migrated by a newer version. Start that version, or restore a backup from before."
    )


def migrate(dsn: str, schema: Schema, target: str = "head") -> bool:
    """Upgrade to `target` under the lock; returns whether anything was done. Refuses a newer schema."""
    revision = current_revision(dsn, schema)
    if target == "head" and revision == schema.head:
        return False
    if revision is not None and not _known(schema, revision):
        check_schema(dsn, schema)
    with _locked(dsn, schema) as connection:
        crash(Point.MIGRATION_LOCKED)
        if target == "head" and MigrationContext.configure(connection).get_current_revision() == schema.head:
            return False
        _run(connection, schema, target)
    crash(Point.MIGRATED)
    return True


def _run(connection: Connection, schema: Schema, target: str) -> None:
    config = schema.config()
    config.attributes["connection"] = connection
    steps = schema.scripts()
    revision = MigrationContext.configure(connection).get_current_revision()
    ahead = {step.revision for step in steps.iterate_revisions(revision, "base")} if revision else set()
    if target == "base" or (target != "head" and target in ahead):
        command.downgrade(config, target)
    else:
        command.upgrade(config, target)
    connection.commit()


def _known(schema: Schema, revision: str) -> bool:
    return any(step.revision == revision for step in schema.scripts().walk_revisions())


@contextmanager
def _locked(dsn: str, schema: Schema) -> Iterator[Connection]:
    file = sqlite_file(dsn)
    if file is not None:
        lock = FileLock(file, ".migrating")
        lock.take(wait=True)
        try:
            with _connection(dsn, schema) as connection:
                yield connection
        finally:
            lock.release()
        return
    with _connection(dsn, schema) as connection:
        connection.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": LOCK})
        if schema.schema:
            connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {schema.schema}"))
        connection.commit()
        try:
            yield connection
        finally:
            connection.rollback()
            connection.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": LOCK})
            connection.commit()


@contextmanager
def _connection(dsn: str, schema: Schema) -> Iterator[Connection]:
    engine = _sync_engine(dsn, schema)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _sync_engine(dsn: str, schema: Schema) -> Engine:
    url = make_url(dsn)
    if url.get_backend_name() != "sqlite":
        options = f"-c search_path={schema.schema or 'public'} -c timezone=UTC"
        return create_engine(url, poolclass=pool.NullPool, connect_args={"options": options})
    file = sqlite_file(dsn)
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        url.set(drivername="sqlite"), poolclass=pool.NullPool, connect_args={"timeout": 30}
    )
    event.listen(engine, "connect", _manual_transactions)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def _manual_transactions(connection: object, _record: object) -> None:
    # pysqlite's own would commit before each step's DDL: a kill could leave half a step.
    connection.isolation_level = None  # type: ignore[attr-defined]  # DBAPI connections have no common type
