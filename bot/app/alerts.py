"""Words to the admin, through the outbox: one of a kind in a quarter of an hour."""

from __future__ import annotations

from datetime import datetime
from html import escape

from bot.coaching.outgoing import Kind, Outgoing, Screen
from bot.coaching.ports import UnitOfWork

QUARTER_SECONDS = 900


async def alert(uow: UnitOfWork, admin_chat_id: int | None, kind: str, text: str, now: datetime) -> bool:
    """Add an alert; False when there is no admin, or one of this kind went out in this quarter of an hour."""
    if admin_chat_id is None:
        return False
    idem = f"alert.{kind}.{int(now.timestamp()) // QUARTER_SECONDS}"
    return await uow.outbox.add(Outgoing(admin_chat_id, Screen(escape(text)), Kind.ALERT, idem), now)
