"""Every user's own key, wrapped by the master key, in a database apart from the data: destroy it and they are gone."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import os
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.crashpoints import Point, crash
from bot.storage.backup import ledger
from bot.storage.dialects import insert_or_ignore, upsert
from bot.storage.master import KEY_BYTES, MasterKeys
from bot.storage.sealing import KEY_ID_BYTES, DataKey, KeyGone
from bot.storage.tables import erasure, keys_meta, user_key

SYSTEM = 0
EPOCH = "epoch"
REMEMBERED = 4096


class Vault:
    """Finds, makes, retires and destroys keys. An owner is a Telegram user's (or chat's) id; 0 is ourselves."""

    def __init__(
        self, engine: AsyncEngine, master: MasterKeys, *, alone: bool, ledger_file: Path | None = None
    ) -> None:
        """`alone`: no other process retires keys, so that an owner's present key may be remembered.

        `ledger_file` is the ledger outside the databases.
        """
        self.ledger_file = ledger_file
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
        """Write the erasure into the ledgers and destroy the keys."""
        await self.enter(owner, now)
        for key_id in key_ids:
            self._opened.pop(key_id, None)
        async with self._engine.begin() as connection:
            await connection.execute(delete(user_key).where(user_key.c.key_id.in_(key_ids)))
        crash(Point.KEYS_DESTROYED)

    async def fade(self, owner: int) -> bool:
        """Let go of the keys of somebody without data: retired the first time, destroyed (True) the next."""
        theirs = user_key.c.owner == owner
        self._present.pop(owner, None)
        async with self._engine.begin() as connection:
            fresh = update(user_key).where(theirs, user_key.c.retired.is_(False)).values(retired=True)
            if (await connection.execute(fresh)).rowcount:
                return False
            gone = await connection.execute(delete(user_key).where(theirs).returning(user_key.c.key_id))
            key_ids = list(gone.scalars())
        for key_id in key_ids:
            self._opened.pop(key_id, None)
        return True

    async def enter(self, owner: int, at: datetime) -> None:
        """Write an erasure into both ledgers, once; its keys may still be needed for what waits to be served."""
        owner_hash = await self.owner_hash(owner, at)
        known = (await self.erased()).get(owner_hash)
        if known is not None and known >= at:
            return
        if self.ledger_file is not None:
            await asyncio.to_thread(ledger.append, self.ledger_file, owner_hash, at)
        async with self._engine.begin() as connection:
            await connection.execute(delete(erasure).where(erasure.c.owner_hash == owner_hash))
            await connection.execute(insert(erasure).values(owner_hash=owner_hash, at=at))

    async def owner_hash(self, owner: int, now: datetime) -> str:
        """What the ledger knows an owner by: useless without our own key."""
        system = await self.present(SYSTEM, now)
        return hmac.new(system.secret, b"erasure" + str(owner).encode(), hashlib.sha256).hexdigest()

    async def erased(self) -> dict[str, datetime]:
        """The last erasure of each owner, from both ledgers."""
        async with self._engine.connect() as connection:
            known = {row.owner_hash: row.at for row in await connection.execute(select(erasure))}
        outside = ledger.read(self.ledger_file) if self.ledger_file else {}
        return {
            name: max(known.get(name, at), outside.get(name, at)) for name, at in {**known, **outside}.items()
        }

    async def owners(self) -> dict[int, datetime]:
        """Since when each owner has had their newest key; ourselves left out."""
        since = func.max(user_key.c.created_at)
        query = select(user_key.c.owner, since.label("since")).where(user_key.c.owner != SYSTEM)
        async with self._engine.connect() as connection:
            rows = await connection.execute(query.group_by(user_key.c.owner))
            return {row.owner: row.since for row in rows}

    async def epoch(self) -> int | None:
        """How often the data that belongs to these keys has been opened, as far as the keys know."""
        query = select(keys_meta.c.value).where(keys_meta.c.name == EPOCH)
        async with self._engine.connect() as connection:
            found: str | None = (await connection.execute(query)).scalar()
        return int(found) if found else None

    async def note_epoch(self, epoch: int) -> None:
        """The data has been opened once more."""
        known = await self.epoch() or 0
        async with self._engine.begin() as connection:
            await upsert(connection, keys_meta, {"name": EPOCH, "value": str(max(known, epoch))})

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
            self._opened[key_id] = open_wrapped(self._master, key_id, owner, wrapped)
            if len(self._opened) > REMEMBERED:
                self._opened.popitem(last=False)
        return self._opened[key_id]

    def _remember(self, owner: int, key: DataKey) -> None:
        if self._alone:
            if len(self._present) > REMEMBERED:
                self._present.clear()
            self._present[owner] = key.id


def open_wrapped(master: MasterKeys, key_id: bytes, owner: int, wrapped: bytes) -> DataKey:
    """A stored key, opened; refuses with WrongMasterKey."""
    return DataKey(key_id, master.unwrap(wrapped, _label(key_id, owner)))


def _label(key_id: bytes, owner: int) -> bytes:
    return key_id + str(owner).encode()
