"""The few statements that SQLite and PostgreSQL spell alike but SQLAlchemy keeps per dialect."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

Rows = Sequence[dict[str, Any]]


def _insert(connection: AsyncConnection, table: Table) -> Any:
    return (sqlite if connection.dialect.name == "sqlite" else postgresql).insert(table)


async def insert_or_ignore(connection: AsyncConnection, table: Table, rows: Rows) -> int:
    """Insert rows; one that a unique key already holds is left alone. Returns how many were new."""
    if not rows:
        return 0
    statement = _insert(connection, table).values(list(rows)).on_conflict_do_nothing()
    # The drivers count inserted rows differently; what comes back is counted alike.
    return len((await connection.execute(statement.returning(*table.primary_key))).all())


async def upsert(connection: AsyncConnection, table: Table, row: dict[str, Any]) -> None:
    """Insert a row, or put its values into the one with the same primary key."""
    keys = [column.name for column in table.primary_key]
    statement = _insert(connection, table).values(row)
    fresh = {name: statement.excluded[name] for name in row if name not in keys}
    await connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=fresh))
