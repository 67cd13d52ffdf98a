"""What a process puts in order before it begins: a dead process's leases, rows planned with old time-zone data."""

from __future__ import annotations

from importlib.metadata import version

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage import leases
from bot.storage.dialects import upsert
from bot.storage.tables import meta, outbox, person

TZDATA = "tzdata"


async def end_leases(connection: AsyncConnection) -> None:
    """The only process of this database has just begun: whoever holds a lease is dead."""
    held = update(outbox).where(outbox.c.status == "sending")
    await connection.execute(held.values(lease_until=leases.LONG_AGO))
    await leases.release_all(connection)


async def notice_time_zones(connection: AsyncConnection) -> bool:
    """Governments change clocks: with new time-zone data everyone's reminders are planned anew. True if so."""
    present = version(TZDATA)
    query = select(meta.c.value).where(meta.c.name == TZDATA)
    if (await connection.execute(query)).scalar() == present:
        return False
    await upsert(connection, meta, {"name": TZDATA, "value": present})
    await connection.execute(update(person).values(planned_until=None))
    return True
