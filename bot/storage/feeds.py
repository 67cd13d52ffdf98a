"""The repository of calendar links."""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.coaching.ports import Feed
from bot.storage import tables
from bot.storage.dialects import upsert


class SqlFeeds:
    """One link a person at most."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def put(self, feed: Feed, token_hash: bytes) -> None:
        """Open a link; an earlier one of the same person ends."""
        row = {
            "person_id": feed.person_id,
            "token_hash": token_hash,
            "names": feed.names,
            "created_at": feed.created_at,
        }
        await upsert(self._connection, tables.feed, row)

    async def of(self, person_id: int) -> Feed | None:
        """The person's own link."""
        query = select(tables.feed).where(tables.feed.c.person_id == person_id)
        row = (await self._connection.execute(query)).first()
        return Feed(row.person_id, row.names, row.created_at) if row else None

    async def behind(self, token_hash: bytes) -> Feed | None:
        """Whose link this is: it speaks for the person_id that made it, and for nobody else."""
        query = select(tables.feed).where(tables.feed.c.token_hash == token_hash)
        row = (await self._connection.execute(query)).first()
        return Feed(row.person_id, row.names, row.created_at) if row else None

    async def end(self, person_id: int) -> None:
        """The link stops working with this commit."""
        await self._connection.execute(delete(tables.feed).where(tables.feed.c.person_id == person_id))
