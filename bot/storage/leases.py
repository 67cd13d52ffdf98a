"""Who may do what only one process may do: a role's holder, until when, with a term that grows at each change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import case, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.config import Config
from bot.storage.dialects import insert_or_ignore
from bot.storage.engine import writing_engine
from bot.storage.tables import role_lease as table

# Clocks of replicas differ by less; a lease that ends later still was given by a clock that has gone back since.
SKEW = timedelta(hours=1)
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


async def renew(
    connection: AsyncConnection, role: str, owner: str, now: datetime, span: timedelta
) -> int | None:
    """Take or keep a role for a span; returns the term, or None while someone else holds it."""
    row = {"role": role, "owner": owner, "term": 1, "until": now + span}
    if await insert_or_ignore(connection, table, [row]):
        return 1
    free = or_(table.c.owner == owner, table.c.until < now, table.c.until > now + span + SKEW)
    change = update(table).where(table.c.role == role, free)
    # A new holder starts a new term; whoever renews keeps theirs.
    term = case((table.c.owner == owner, table.c.term), else_=table.c.term + 1)
    fresh = change.values(owner=owner, until=now + span, term=term)
    done = await connection.execute(fresh.returning(table.c.term))
    found: int | None = done.scalar()
    return found


async def release(connection: AsyncConnection, owner: str) -> None:
    """Give back every role of a process that ends; the terms stay, so that they only grow."""
    await connection.execute(update(table).where(table.c.owner == owner).values(until=LONG_AGO))


async def release_all(connection: AsyncConnection) -> None:
    """End every lease: for the only process of a database."""
    await connection.execute(update(table).values(until=LONG_AGO))


async def someone_runs(config: Config, now: datetime) -> bool:
    """Whether a process works on a PostgreSQL database; SQLite's lock says it for its one."""
    if config.is_sqlite:
        return False
    engine = writing_engine(config.dsn, pool_size=1)
    try:
        async with engine.connect() as connection:
            return await living(connection, "", now) > 0
    finally:
        await engine.dispose()


async def living(connection: AsyncConnection, prefix: str, now: datetime) -> int:
    """How many roles with this prefix are held."""
    query = (
        select(func.count()).select_from(table).where(table.c.role.startswith(prefix), table.c.until >= now)
    )
    return int((await connection.execute(query)).scalar_one())
