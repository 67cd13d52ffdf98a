"""What is thrown away when its time is over; nothing here is about a person's own data."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, func

from bot.crashpoints import Point, crash
from bot.storage.database import Storage
from bot.storage.strangers import forget_strangers
from bot.storage.tables import dialogue, inbox, outbox, reminder, role_lease, send_limit

INBOX_KEPT = timedelta(days=14)
OUTBOX_KEPT = timedelta(days=120)
REMINDERS_KEPT = timedelta(days=90)
SENDERS_KEPT = timedelta(days=1)


async def clean(storage: Storage, now: datetime) -> int:
    """Delete settled rows of the queues and expired prompts, leases and limits; returns how many."""
    await storage.finish_erasures()
    # What couldn't be read was put aside as it came.
    settled_at = func.coalesce(inbox.c.settled_at, inbox.c.received_at)
    settled = inbox.c.status.in_(("done", "parked")) & (settled_at < now - INBOX_KEPT)
    # A message's subject is needed for as long as someone may tap its buttons.
    statements = (
        delete(inbox).where(settled),
        delete(outbox).where(outbox.c.settled_at < now - OUTBOX_KEPT),
        delete(reminder).where(reminder.c.status != "planned", reminder.c.due_utc < now - REMINDERS_KEPT),
        delete(dialogue).where(dialogue.c.expires_at < now),
        delete(role_lease).where(
            role_lease.c.role.startswith("sender:"), role_lease.c.until < now - SENDERS_KEPT
        ),
        delete(send_limit).where(send_limit.c.not_before < now),
    )
    gone = await forget_strangers(storage, now)
    for statement in statements:
        async with storage.connection() as connection:
            gone += (await connection.execute(statement)).rowcount
    crash(Point.HOUSEKEPT)
    return gone
