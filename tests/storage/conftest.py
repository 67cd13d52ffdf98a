"""A storage on either database, empty at the start of each test."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.clock import FixedClock
from bot.config import Config, load_config
from bot.storage.database import Storage, open_storage, prepare_schemas
from bot.storage.engine import writing_engine
from bot.storage.master import new_key
from bot.storage.tables import keys_metadata, metadata

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
MASTER = new_key()


def config_for(folder: Path, dsn: str | None = None) -> Config:
    return load_config(env_file=None, data_dir=folder / "data", database_url=dsn, master_key=MASTER)


async def empty_postgres(config: Config) -> None:
    """Prepare the schemas and leave no row behind."""
    prepare_schemas(config)
    engine = writing_engine(config.dsn)
    # Deleting from small tables is much faster than truncating them.
    tables = [f"public.{t.name}" for t in reversed(metadata.sorted_tables)]
    tables += [f"keys.{t.name}" for t in keys_metadata.sorted_tables]
    async with engine.begin() as connection:
        for table in tables:
            await connection.execute(text(f"DELETE FROM {table}"))
    await engine.dispose()


@pytest.fixture(scope="session")
def migrated_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both SQLite files, migrated once and copied for each test."""
    folder = tmp_path_factory.mktemp("migrated")
    prepare_schemas(config_for(folder))
    return folder / "data"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
async def config(request: pytest.FixtureRequest, tmp_path: Path) -> Config:
    if request.param == "sqlite":
        shutil.copytree(request.getfixturevalue("migrated_folder"), tmp_path / "data")
        return config_for(tmp_path)
    config = config_for(tmp_path, request.getfixturevalue("postgres_url"))
    await empty_postgres(config)
    return config


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
async def storage(config: Config, clock: FixedClock) -> AsyncIterator[Storage]:
    async with open_storage(config, clock) as opened:
        yield opened
