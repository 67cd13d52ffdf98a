"""Every user's own key, wrapped by the master key, in a database apart from the data: destroy it and they are gone."""

from __future__ import annotations

import hashlib
import hmac
import os
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.crashpoints import Point, crash
from bot.storage.dialects import insert_or_ignore
from bot.storage.master import KEY_BYTES, MasterKeys
from bot.storage.sealing import KEY_ID_BYTES, DataKey, KeyGone
from bot.storage.tables import erasure, user_key

SYSTEM = 0
REMEMBERED = 4096


class Vault:
    """Finds, makes, retires and destroys keys. An owner is a Telegram user's (or chat's) id; 0 is ourselves."""

    def __init__(self, engine: AsyncEngine, master: MasterKeys, *, alone: bool) -> None:
        """`alone`: no other process retires keys, so that an owner's present key may be remembered."""
        self._engine = engine
        self._master = master
        self._alone = alone
        self._opened: OrderedDict[bytes, DataKey] = OrderedDict()
        self._present: dict[int, bytes] = {}

    async def present(self, owner: int, now: datetime) -> DataKey:
        """The key to seal with; made at the first use."""
        return (await self.present_all([owner], now))[owner]

    async def present_all(self, owners: Iterable[int], now: datetime) -> dict[int, DataKey]:
        """The keys to seal with, for many owners in one query."""
        wanted = set(owners)
        found = {o: self._opened[self._present[o]] for o in wanted if self._present.get(o) in self._opened}
        missing = wanted - found.keys()
        if missing:
            found |= await self._load(missing)
        if wanted - found.keys():
            found |= await self._make(wanted - found.keys(), now)
        return found

    async def by_id(self, key_id: bytes) -> DataKey:
        """The key that sealed a field; refuses with KeyGone when it has been destroyed."""
        if key_id in self._opened:
            self._opened.move_to_end(key_id)
            return self._opened[key_id]
        query = select(user_key.c.owner, user_key.c.wrapped).where(user_key.c.key_id == key_id)
        async with self._engine.connect() as connection:
            row = (await connection.execute(query)).first()
        if row is None:
            raise KeyGone("the key of this field was destroyed")
        return self._open(key_id, row.owner, row.wrapped)

    async def retire(self, owner: int) -> Sequence[bytes]:
        """Seal nothing more with the owner's keys; returns the ids of all that are to be destroyed."""
        self._present.pop(owner, None)
        async with self._engine.begin() as connection:
            await connection.execute(update(user_key).where(user_key.c.owner == owner).values(retired=True))
            rows = await connection.execute(select(user_key.c.key_id).where(user_key.c.owner == owner))
            return list(rows.scalars())

    async def destroy(self, key_ids: Sequence[bytes], owner: int, now: datetime) -> None:
        """Destroy keys and write the erasure into the ledger."""
        for key_id in key_ids:
            self._opened.pop(key_id, None)
        entry = {"owner_hash": await self.owner_hash(owner, now), "at": now}
        async with self._engine.begin() as connection:
            await connection.execute(delete(user_key).where(user_key.c.key_id.in_(key_ids)))
            await connection.execute(delete(erasure).where(erasure.c.owner_hash == entry["owner_hash"]))
            await connection.execute(insert(erasure).values(entry))
        crash(Point.KEYS_DESTROYED)

    async def owner_hash(self, owner: int, now: datetime) -> str:
        """What the ledger knows an owner by: useless without our own key."""
        system = await self.present(SYSTEM, now)
        return hmac.new(system.secret, b"erasure" + str(owner).encode(), hashlib.sha256).hexdigest()

    @staticmethod
    async def is_empty(engine: AsyncEngine) -> bool:
        """True when no key was ever made here."""
        async with engine.connect() as connection:
            return (await connection.execute(select(user_key.c.owner).limit(1))).first() is None

    async def rewrap(self) -> int:
        """Wrap every key with the first master key; returns how many were changed (rotation)."""
        changed = 0
        async with self._engine.begin() as connection:
            for row in (await connection.execute(select(user_key))).all():
                if not row.wrapped.startswith(bytes.fromhex(self._master.mark)):
                    label = _label(row.key_id, row.owner)
                    wrapped = self._master.wrap(self._master.unwrap(row.wrapped, label), label)
                    change = update(user_key).where(user_key.c.key_id == row.key_id)
                    await connection.execute(change.values(wrapped=wrapped))
                    changed += 1
        return changed

    async def _load(self, owners: set[int]) -> dict[int, DataKey]:
        query = select(user_key.c.key_id, user_key.c.owner, user_key.c.wrapped).where(
            user_key.c.owner.in_(owners), user_key.c.retired.is_(False)
        )
        async with self._engine.connect() as connection:
            rows = (await connection.execute(query.order_by(user_key.c.created_at, user_key.c.key_id))).all()
        found: dict[int, DataKey] = {}
        for row in rows:
            found.setdefault(row.owner, self._open(row.key_id, row.owner, row.wrapped))
        for owner, key in found.items():
            self._remember(owner, key)
        return found

    async def _make(self, owners: set[int], now: datetime) -> dict[int, DataKey]:
        rows = [self._fresh(owner, now) for owner in sorted(owners)]
        async with self._engine.begin() as connection:
            await insert_or_ignore(connection, user_key, rows)
        crash(Point.KEY_MADE)
        # Another process may have made one in the same moment: both take the older.
        return await self._load(owners)

    def _fresh(self, owner: int, now: datetime) -> dict[str, object]:
        key_id, content = os.urandom(KEY_ID_BYTES), os.urandom(KEY_BYTES)
        wrapped = self._master.wrap(content, _label(key_id, owner))
        return {"key_id": key_id, "owner": owner, "wrapped": wrapped, "retired": False, "created_at": now}

    def _open(self, key_id: bytes, owner: int, wrapped: bytes) -> DataKey:
        if key_id not in self._opened:
            content = self._master.unwrap(wrapped, _label(key_id, owner))
            self._opened[key_id] = DataKey(key_id, content)
            if len(self._opened) > REMEMBERED:
                self._opened.popitem(last=False)
        return self._opened[key_id]

    def _remember(self, owner: int, key: DataKey) -> None:
        if self._alone:
            if len(self._present) > REMEMBERED:
                self._present.clear()
            self._present[owner] = key.id


def _label(key_id: bytes, owner: int) -> bytes:
    return key_id + str(owner).encode()
