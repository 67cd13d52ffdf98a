"""The first start after a restore: nothing old goes out, and who was erased meanwhile is erased again.

Each start counts an epoch in the data and then in the keys. Data that is behind its keys is an older copy.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import structlog
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.crashpoints import Point, crash
from bot.storage.account import erase_rows
from bot.storage.dialects import upsert
from bot.storage.inbox import NOBODY
from bot.storage.leases import release_all
from bot.storage.tables import inbox, meta, outbox, person, reminder
from bot.storage.vault import EPOCH, Vault

if TYPE_CHECKING:
    from bot.storage.database import Storage

log = structlog.get_logger("tandem.storage")

REASON = "restored"


async def notice(storage: Storage) -> bool:
    """Count this start; True when the data turned out to be a restored copy, which is then put in order first."""
    known = await storage.vault.epoch()
    async with storage.connection() as connection:
        counted = await _counted(connection)
        is_copy = known is not None and counted < known
        if is_copy:
            await expire(connection, storage.clock.now())
    if is_copy:
        log.warning("a restored copy: what was due is expired", count=await erase_again(storage))
        crash(Point.RESTORE_NOTICED)
    async with storage.connection() as connection:
        epoch = max(await _counted(connection), known or 0) + 1
        await upsert(connection, meta, {"name": EPOCH, "value": str(epoch)})
    await storage.vault.note_epoch(epoch)
    return is_copy


async def expire(connection: AsyncConnection, now: datetime) -> None:
    """Let go of all that was due or on its way when the copy was taken; everyone is planned for anew."""
    late = update(reminder).where(reminder.c.status == "planned", reminder.c.due_utc <= now)
    await connection.execute(late.values(status="expired", reason=REASON))
    open_ones = update(outbox).where(outbox.c.status.in_(("pending", "sending")))
    gone = {"body": None, "attachment": None, "settled_at": now}
    await connection.execute(open_ones.values(status="expired", last_error=REASON, **gone))
    await connection.execute(update(person).values(planned_until=None))
    await release_all(connection)


async def erase_again(storage: Storage) -> int:
    """Erase who is in the ledger, or whose key is gone; returns how many people that were."""
    vault, now = storage.vault, storage.clock.now()
    erased, owners = await vault.erased(), await vault.owners()
    async with storage.connection() as connection:
        rows = (await connection.execute(select(person))).all()
        gone = [
            row
            for row in rows
            if row.telegram_id not in owners
            or await _was_erased(vault, erased, row.telegram_id, row.created_at, now)
        ]
        for row in gone:
            await erase_rows(connection, vault, row.id, {row.telegram_id, row.chat_id}, now)
            # What they wrote before the copy was taken and nobody had served: it was erased as well.
            theirs = inbox.c.chat_key.in_({row.telegram_id, row.chat_id})
            unserved = update(inbox).where(theirs, inbox.c.status == "new")
            over = {"status": "done", "payload": None, "settled_at": now, "chat_key": NOBODY}
            await connection.execute(unserved.values(over))
    for owner, since in owners.items():
        if await _was_erased(vault, erased, owner, since, now):
            await vault.destroy(await vault.retire(owner), owner, now)
    await storage.finish_erasures()
    return len(gone)


async def _was_erased(
    vault: Vault, erased: dict[str, datetime], owner: int, since: datetime, now: datetime
) -> bool:
    """Whether the owner was erased after `since`: someone who came back later has begun anew."""
    at = erased.get(await vault.owner_hash(owner, now)) if erased else None
    return at is not None and at >= since


async def _counted(connection: AsyncConnection) -> int:
    """The data's epoch, its row held until this transaction ends."""
    query = select(meta.c.value).where(meta.c.name == EPOCH)
    found = (await connection.execute(query.with_for_update())).scalar()
    return int(found) if found else 0
