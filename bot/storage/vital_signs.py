"""How the queues stand, for whoever watches: counts and ages, nothing of anybody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, FromClause, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables import inbox, meta, outbox, reminder, role_lease

RECENT = timedelta(days=1)
SHORT = timedelta(hours=1)
BACKED_UP = "backed_up"  # in `meta`: when the newest backup was taken


@dataclass(frozen=True, slots=True)
class VitalSigns:
    """The queues at an instant; ages in seconds, 0 when nothing waits. Counts of a day unless they say else.

    `backup_age_seconds` is None where no backup was ever taken.
    """

    inbox_depth: int
    inbox_oldest_seconds: float
    inbox_parked: int
    outbox: Mapping[str, int]
    outbox_oldest_seconds: float
    unknown_last_hour: int
    plain_last_hour: int
    unreadable_last_hour: int
    missed: Mapping[str, int]
    terms: Mapping[str, int]
    backup_age_seconds: float | None = None


async def take(connection: AsyncConnection, now: datetime) -> VitalSigns:
    """Read them all."""
    waiting = inbox.c.status == "new"
    due = (outbox.c.status == "pending") & (outbox.c.not_before <= now)
    lately = outbox.c.created_at > now - RECENT
    unknown = (outbox.c.status == "unknown") & (outbox.c.settled_at > now - SHORT)
    plain = (outbox.c.last_error == "plain") & (outbox.c.settled_at > now - SHORT)
    unreadable = (inbox.c.status == "parked") & (inbox.c.attempts == 0) & (inbox.c.received_at > now - SHORT)
    missed = (reminder.c.status == "expired") & (reminder.c.due_utc > now - RECENT)
    return VitalSigns(
        inbox_depth=await _count(connection, inbox, waiting),
        inbox_oldest_seconds=await _age(connection, inbox.c.received_at, waiting, now),
        inbox_parked=await _count(connection, inbox, inbox.c.status == "parked"),
        outbox=await _by(connection, outbox.c.status, lately),
        outbox_oldest_seconds=await _age(connection, outbox.c.not_before, due, now),
        unknown_last_hour=await _count(connection, outbox, unknown),
        plain_last_hour=await _count(connection, outbox, plain),
        unreadable_last_hour=await _count(connection, inbox, unreadable),
        missed=await _by(connection, reminder.c.reason, missed),
        terms=await _terms(connection),
        backup_age_seconds=await _backup_age(connection, now),
    )


async def _count(connection: AsyncConnection, table: FromClause, which: ColumnElement[bool]) -> int:
    return int((await connection.execute(select(func.count()).select_from(table).where(which))).scalar_one())


async def _age(
    connection: AsyncConnection, since: ColumnElement[datetime], which: ColumnElement[bool], now: datetime
) -> float:
    oldest: datetime | None = (
        await connection.execute(select(since).where(which).order_by(since).limit(1))
    ).scalar()
    return max(0.0, (now - oldest).total_seconds()) if oldest else 0.0


async def _by(
    connection: AsyncConnection, name: ColumnElement[str], which: ColumnElement[bool]
) -> dict[str, int]:
    rows = await connection.execute(select(name, func.count()).where(which).group_by(name))
    return {str(key or "none"): int(count) for key, count in rows}


async def _terms(connection: AsyncConnection) -> dict[str, int]:
    query = select(role_lease.c.role, role_lease.c.term).where(~role_lease.c.role.startswith("sender:"))
    return {role: int(term) for role, term in await connection.execute(query)}


async def _backup_age(connection: AsyncConnection, now: datetime) -> float | None:
    taken = (await connection.execute(select(meta.c.value).where(meta.c.name == BACKED_UP))).scalar()
    return max(0.0, (now - datetime.fromisoformat(taken)).total_seconds()) if taken else None
