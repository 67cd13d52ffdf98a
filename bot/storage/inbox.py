"""Updates that came in and aren't worked off yet: one row each, in order per chat."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.dialects import insert_or_ignore
from bot.storage.sealing import Place, key_id_of, seal, unseal
from bot.storage.tables import inbox as table
from bot.storage.vault import Vault

NOBODY = -1  # whose number isn't known, or not any more
LONGEST_WAIT = timedelta(minutes=1)  # who has to wait longer was put off by a clock that has gone back since


@dataclass(frozen=True, slots=True)
class Received:
    """A raw update with what the queue has to know about it; `chat_key` orders it and names its key."""

    update_id: int
    chat_key: int
    content: dict[str, Any]
    readable: bool = True


@dataclass(frozen=True, slots=True)
class Head:
    """The oldest update of a chat."""

    seq: int
    chat_key: int
    update_id: int


@dataclass(frozen=True, slots=True)
class Taken:
    """An update that this unit works off."""

    seq: int
    update_id: int
    chat_key: int
    attempts: int
    content: dict[str, Any]


class SqlInbox:
    """The inbox within a unit of work."""

    def __init__(self, connection: AsyncConnection, vault: Vault, opened_at: datetime) -> None:
        self._connection = connection
        self._vault = vault
        self._now = opened_at

    async def store(self, bot_id: int, received: Sequence[Received]) -> int:
        """Store updates; one that is here already is left alone. Returns how many were new."""
        keys = await self._vault.present_all((one.chat_key for one in received), self._now)
        rows: list[dict[str, Any]] = []
        for one in received:
            content = json.dumps(one.content, separators=(",", ":")).encode()
            sealed = seal(keys[one.chat_key], Place("inbox", "payload", one.chat_key), content)
            rows.append(
                {
                    "bot_id": bot_id,
                    "update_id": one.update_id,
                    "chat_key": one.chat_key,
                    "received_at": self._now,
                    "payload": sealed,
                    "status": "new" if one.readable else "parked",
                    "attempts": 0,
                    "not_before": self._now,
                }
            )
        return await insert_or_ignore(self._connection, table, rows)

    async def heads(self, now: datetime, limit: int) -> Sequence[Head]:
        """The oldest waiting update of each chat, unless it waits for its next attempt."""
        older = table.alias("older")
        earlier = exists().where(
            and_(older.c.chat_key == table.c.chat_key, older.c.status == "new", older.c.seq < table.c.seq)
        )
        waits = and_(table.c.not_before > now, table.c.not_before <= now + LONGEST_WAIT)
        query = select(table.c.seq, table.c.chat_key, table.c.update_id)
        query = query.where(table.c.status == "new", ~waits, ~earlier)
        rows = await self._connection.execute(query.order_by(table.c.seq).limit(limit))
        return [Head(row.seq, row.chat_key, row.update_id) for row in rows]

    async def take(self, seq: int) -> Taken | None:
        """The update, locked until the unit ends; None when another worker has it or had it.

        Refuses with KeyGone or Unreadable when its content can't be opened.
        """
        query = select(table).where(table.c.seq == seq, table.c.status == "new")
        row = (await self._connection.execute(query.with_for_update(skip_locked=True))).first()
        if row is None:
            return None
        key = await self._vault.by_id(key_id_of(row.payload))
        content = unseal(key, Place("inbox", "payload", row.chat_key), row.payload)
        return Taken(row.seq, row.update_id, row.chat_key, row.attempts, json.loads(content))

    async def attempts(self, seq: int) -> tuple[int, int] | None:
        """Number and failed attempts of a waiting update, locked until the unit ends."""
        query = select(table.c.update_id, table.c.attempts).where(table.c.seq == seq, table.c.status == "new")
        row = (await self._connection.execute(query.with_for_update())).first()
        return (row.update_id, row.attempts) if row else None

    async def done(self, seq: int, now: datetime) -> None:
        """Worked off: its number stays for a while, its content goes at once."""
        await self._settle(seq, status="done", payload=None, settled_at=now)

    async def retry(self, seq: int, not_before: datetime, error: str) -> None:
        """Failed: try again later."""
        await self._settle(seq, attempts=table.c.attempts + 1, not_before=not_before, last_error=error)

    async def park(self, seq: int, now: datetime, error: str) -> None:
        """Failed for good: put aside for a person to look at; the chat goes on."""
        await self._settle(
            seq, attempts=table.c.attempts + 1, status="parked", settled_at=now, last_error=error
        )

    async def unpark(self, update_ids: Sequence[int] = ()) -> int:
        """Put what is parked, or these of it, back in the queue; returns how many."""
        change = update(table).where(table.c.status == "parked", table.c.payload.is_not(None))
        if update_ids:
            change = change.where(table.c.update_id.in_(update_ids))
        done = await self._connection.execute(change.values(status="new", attempts=0, not_before=self._now))
        return int(done.rowcount)

    async def again(self, chat_id: int, update_id: int) -> bool:
        """Put an update of this chat that was parked back in the queue; False: there is none."""
        mine = update(table).where(table.c.chat_key == chat_id, table.c.update_id == update_id)
        parked = mine.where(table.c.status == "parked", table.c.payload.is_not(None))
        done = await self._connection.execute(parked.values(status="new", attempts=0, not_before=self._now))
        return bool(done.rowcount)

    async def depth(self) -> int:
        """How many updates wait."""
        query = select(func.count()).select_from(table).where(table.c.status == "new")
        return int((await self._connection.execute(query)).scalar_one())

    async def _settle(self, seq: int, **values: Any) -> None:
        await self._connection.execute(update(table).where(table.c.seq == seq).values(**values))
