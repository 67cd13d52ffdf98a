"""Chats of nobody we know: whoever was erased got a farewell; a day later nothing names them any more."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import and_, delete, exists, func, or_, select, update

from bot.storage.database import Storage
from bot.storage.inbox import NOBODY
from bot.storage.tables import inbox, outbox, person

FAREWELL_KEPT = timedelta(days=1)  # also what an admin was told, so that it isn't said twice


async def forget_strangers(storage: Storage, now: datetime) -> int:
    """Take the chat's number out of the queues and the keys; returns how many are gone.

    In two rounds: the keys are retired first and destroyed the next time, so that nothing sealed meanwhile is lost.
    """
    gone = 0
    for chat in await _strangers(storage, now):
        if not await storage.vault.fade(chat):
            continue
        async with storage.connection() as connection:
            served = and_(inbox.c.chat_key == chat, inbox.c.status != "new")
            await connection.execute(update(inbox).where(served).values(chat_key=NOBODY))
            theirs = and_(outbox.c.chat_id == chat, outbox.c.person_id.is_(None))
            await connection.execute(delete(outbox).where(theirs, outbox.c.settled_at.is_not(None)))
        gone += 1
    return gone


async def _strangers(storage: Storage, now: datetime) -> list[int]:
    """People's chats in which the last word is a day old, with nobody's data behind and nothing that waits."""
    chat = outbox.c.chat_id
    known = exists().where(or_(person.c.telegram_id == chat, person.c.chat_id == chat))
    waits = exists().where(
        inbox.c.chat_key == chat, or_(inbox.c.status == "new", inbox.c.payload.is_not(None))
    )
    silent = and_(
        func.count(outbox.c.settled_at) == func.count(),
        func.max(outbox.c.settled_at) < now - FAREWELL_KEPT,
    )
    query = select(chat).where(outbox.c.person_id.is_(None), chat > 0, ~known, ~waits)
    async with storage.connection() as connection:
        return list((await connection.execute(query.group_by(chat).having(silent))).scalars())
