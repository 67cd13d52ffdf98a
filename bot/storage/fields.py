"""Sealing and opening the fields of one unit of work, each with the key of the person it is about."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import datetime
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.codec import pack, unpack
from bot.storage.sealing import Place, key_id_of, seal, unseal
from bot.storage.tables import person
from bot.storage.vault import Vault

T = TypeVar("T")


class Fields:
    """Seals values for a person (by our id) or for a chat (by its id, in the queues)."""

    def __init__(self, connection: AsyncConnection, vault: Vault, opened_at: datetime) -> None:
        self._connection = connection
        self._vault = vault
        self._now = opened_at
        self._telegram_ids: dict[int, int] = {}

    def know(self, person_id: int, telegram_id: int) -> None:
        """Remember whose key a person's fields are sealed with."""
        self._telegram_ids[person_id] = telegram_id

    async def close(self, person_id: int, table: str, kind: Hashable, value: object) -> bytes:
        """The value, sealed as `body` of a row of this person."""
        key = await self._vault.present(await self._telegram_id(person_id), self._now)
        return seal(key, Place(table, "body", person_id), pack(kind, value))

    async def open(self, person_id: int, table: str, kind: type[T], sealed: bytes) -> T:
        """The value of a `body` of this person's; refuses with KeyGone or Unreadable."""
        key = await self._vault.by_id(key_id_of(sealed))
        return unpack(kind, unseal(key, Place(table, "body", person_id), sealed))

    async def close_for_chat(self, chat_id: int, table: str, column: str, content: bytes) -> bytes:
        """Bytes sealed in a row of a queue."""
        key = await self._vault.present(chat_id, self._now)
        return seal(key, Place(table, column, chat_id), content)

    async def open_for_chat(self, chat_id: int, table: str, column: str, sealed: bytes) -> bytes:
        """Bytes of a row of a queue; refuses with KeyGone or Unreadable."""
        return unseal(await self._vault.by_id(key_id_of(sealed)), Place(table, column, chat_id), sealed)

    async def _telegram_id(self, person_id: int) -> int:
        if person_id not in self._telegram_ids:
            query = select(person.c.telegram_id).where(person.c.id == person_id)
            self._telegram_ids[person_id] = (await self._connection.execute(query)).scalar_one()
        return self._telegram_ids[person_id]
