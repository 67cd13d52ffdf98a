"""What `check` says of a database."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from bot.app.checking import check_database
from bot.config import Config, ConfigError
from tests.storage.conftest import config, config_for, empty_postgres, migrated_folder

__all__ = ["config", "migrated_folder"]


async def test_a_database_that_can_be_written_is_fine(config: Config) -> None:
    assert (await check_database(config)).startswith("fine (")


@pytest.mark.postgres
async def test_one_that_can_only_be_read_is_not(postgres_url: str, tmp_path: Path) -> None:
    config = config_for(tmp_path, postgres_url)
    await empty_postgres(config)
    async with await psycopg.AsyncConnection.connect(postgres_url, autocommit=True) as connection:
        name = sql.Identifier(connection.info.dbname)
        only_read = sql.SQL("ALTER DATABASE {} SET default_transaction_read_only = {}")
        await connection.execute(only_read.format(name, sql.SQL("on")))
        try:
            with pytest.raises(ConfigError, match="read-only"):
                await check_database(config)
        finally:
            await connection.execute(sql.SQL("SET default_transaction_read_only = off"))
            await connection.execute(
                sql.SQL("ALTER DATABASE {} RESET default_transaction_read_only").format(name)
            )
