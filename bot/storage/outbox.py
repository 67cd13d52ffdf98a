"""Messages to be sent, as the units of work see them: added, found by what they show, cancelled."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import and_, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.coaching.outgoing import Kind, Outgoing
from bot.storage.codec import pack, unpack
from bot.storage.dialects import insert_or_ignore
from bot.storage.fields import Fields
from bot.storage.tables import outbox as table

# What a running session shows by itself goes in one order with the answers to its taps: it must not overtake them, and
# they not it.
ANSWERS_FIRST = {Kind.SAFETY: 0, Kind.REPLY: 1, Kind.FILE: 1, Kind.LIVE: 1, Kind.NOTICE: 2, Kind.ALERT: 2}
UNASKED_LAST = 3
ON_THE_SCREEN = ("pending", "sending", "sent")  # or soon


class SqlOutbox:
    """The outbox within a unit of work: what is added is sent once the unit has committed."""

    def __init__(self, connection: AsyncConnection, fields: Fields) -> None:
        self._connection = connection
        self._fields = fields

    async def add(self, outgoing: Outgoing, now: datetime) -> bool:
        """Add a message; False when its `idem` is there already."""
        body, attachment = await seal_outgoing(self._fields, outgoing)
        row = {
            "idem": outgoing.idem,
            "person_id": outgoing.person_id,
            "chat_id": outgoing.chat_id,
            "kind": outgoing.kind.value,
            "priority": ANSWERS_FIRST.get(outgoing.kind, UNASKED_LAST),
            "unasked": outgoing.kind.unasked,
            "subject": outgoing.subject,
            "body": body,
            "attachment": attachment,
            "status": "pending",
            "not_before": outgoing.not_before or now,
            "expires_at": outgoing.expires_at,
            "created_at": now,
            "attempt": 0,
            "doubts": 0,
        }
        return await insert_or_ignore(self._connection, table, [row]) == 1

    async def message_of(self, person_id: int, subject: str) -> int | None:
        """The latest message that shows this subject."""
        query = select(table.c.message_id).where(
            table.c.person_id == person_id, table.c.subject == subject, table.c.message_id.is_not(None)
        )
        found: int | None = (
            await self._connection.execute(query.order_by(table.c.id.desc()).limit(1))
        ).scalar()
        return found

    async def latest(self, person_id: int, prefix: str) -> str:
        """The newest subject that begins so, sent or about to be; empty where there is none."""
        query = select(table.c.subject).where(
            table.c.person_id == person_id,
            table.c.subject.startswith(prefix, autoescape=True),
            table.c.status.in_(ON_THE_SCREEN),
        )
        found = (await self._connection.execute(query.order_by(table.c.id.desc()).limit(1))).scalar()
        return found or ""

    async def confirm(self, person_id: int, message_id: int) -> None:
        """The person used a message: the newest of theirs whose outcome is in doubt is the one, and it arrived.

        Unless it is older than what had been sent before: Telegram's numbers grow, and rows are cleared away.
        """
        known = select(table.c.id).where(table.c.person_id == person_id, table.c.message_id == message_id)
        if (await self._connection.execute(known.limit(1))).first():
            return
        before = table.alias()
        sent_before = exists().where(
            before.c.person_id == person_id, before.c.id < table.c.id, before.c.message_id > message_id
        )
        again = and_(table.c.status.in_(("pending", "sending")), table.c.doubts > 0)
        doubtful = select(table.c.id, table.c.status).where(
            table.c.person_id == person_id,
            or_(table.c.status == "unknown", again),
            table.c.message_id.is_(None),
            ~sent_before,
        )
        row = (await self._connection.execute(doubtful.order_by(table.c.id.desc()).limit(1))).first()
        if row is not None and row.status == "unknown":  # the others get their second attempt
            change = update(table).where(table.c.id == row.id, table.c.status == "unknown")
            await self._connection.execute(change.values(status="sent", message_id=message_id))

    async def drop(self, person_id: int, now: datetime, *, unasked_only: bool) -> None:
        """Don't send what still waits for this person."""
        change = update(table).where(table.c.person_id == person_id, table.c.status == "pending")
        if unasked_only:
            change = change.where(table.c.unasked)
        gone = {"body": None, "attachment": None, "settled_at": now}
        await self._connection.execute(change.values(status="cancelled", **gone))


async def seal_outgoing(fields: Fields, outgoing: Outgoing) -> tuple[bytes, bytes | None]:
    """The message and its file, sealed apart: a picture doesn't become text."""
    screen, attachment = outgoing.screen, outgoing.screen.attachment
    if attachment is not None:
        bare = replace(outgoing, screen=replace(screen, attachment=replace(attachment, content=b"")))
        content = await fields.close_for_chat(outgoing.chat_id, "outbox", "attachment", attachment.content)
    else:
        bare, content = outgoing, None
    body = await fields.close_for_chat(outgoing.chat_id, "outbox", "body", pack(Outgoing, bare))
    return body, content


async def open_outgoing(fields: Fields, row: Any) -> Outgoing:
    """The message of a row."""
    packed = await fields.open_for_chat(row.chat_id, "outbox", "body", row.body)
    outgoing = unpack(Outgoing, packed)
    attachment = outgoing.screen.attachment
    if attachment is None or row.attachment is None:
        return outgoing
    content = await fields.open_for_chat(row.chat_id, "outbox", "attachment", row.attachment)
    return replace(outgoing, screen=replace(outgoing.screen, attachment=replace(attachment, content=content)))
