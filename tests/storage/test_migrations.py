"""The schemas go up, down and up again, and what the steps build is what the tables say."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from bot.config import Config
from bot.storage import migrate
from bot.storage.migrate import KEYS, MAIN, Schema, SchemaError
from tests.storage.conftest import config_for

SCHEMAS = [MAIN, KEYS]


def dsn_of(config: Config, schema: Schema) -> str:
    return config.dsn if schema is MAIN else config.keys_dsn


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda schema: schema.name)
def test_every_step_goes_up_down_and_up_again(config: Config, schema: Schema) -> None:
    dsn = dsn_of(config, schema)
    migrate.migrate(dsn, schema, "base")
    steps = [step.revision for step in schema.scripts().walk_revisions()][::-1]
    for before, step in zip(["base", *steps], steps, strict=False):
        for target in (step, before, step):
            migrate.migrate(dsn, schema, target)
            assert (migrate.current_revision(dsn, schema) or "base") == target


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda schema: schema.name)
def test_the_steps_build_what_the_tables_say(config: Config, schema: Schema) -> None:
    migrate.migrate(dsn_of(config, schema), schema)
    with migrate._connection(dsn_of(config, schema), schema) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, schema.metadata) == []


def test_the_second_time_nothing_is_done(config: Config) -> None:
    migrate.migrate(config.dsn, MAIN)
    assert not migrate.migrate(config.dsn, MAIN)


def test_six_at_once_upgrade_once(config: Config) -> None:
    migrate.migrate(config.dsn, MAIN, "base")
    with ThreadPoolExecutor(6) as replicas:
        done = list(replicas.map(lambda _: migrate.migrate(config.dsn, MAIN), range(6)))
    assert sum(done) == 1
    assert migrate.current_revision(config.dsn, MAIN) == MAIN.head


def test_a_newer_schema_is_refused_with_the_way_out(config: Config) -> None:
    migrate.migrate(config.dsn, MAIN)
    with migrate._connection(config.dsn, MAIN) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        connection.commit()
    try:
        for look in (migrate.check_schema, migrate.migrate):
            with pytest.raises(SchemaError, match="newer version"):
                look(config.dsn, MAIN)
    finally:
        with migrate._connection(config.dsn, MAIN) as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = :head"), {"head": MAIN.head})
            connection.commit()


def test_an_older_schema_names_the_command(tmp_path: Path) -> None:
    config = config_for(tmp_path)
    with pytest.raises(SchemaError, match="python -m bot migrate"):
        migrate.check_schema(config.dsn, MAIN)


def test_the_steps_keep_an_autoincrement_that_never_gives_an_id_twice(tmp_path: Path) -> None:
    config = config_for(tmp_path)
    migrate.migrate(config.dsn, MAIN)
    with sqlite3.connect(config.data_dir / "tandem.db") as connection:
        made = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
    assert all("AUTOINCREMENT" in made[name] for name in ("person", "inbox", "outbox"))
