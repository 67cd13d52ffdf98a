"""What surrounds the training: daily wellness, weekly reviews, tips that went out, and notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.coaching.ports import ShownTip, StoredReview
from bot.storage import tables
from bot.storage.dialects import upsert
from bot.storage.fields import Fields
from rules.checkin import Wellness


@dataclass(frozen=True, slots=True)
class SealedTip:
    """The sealed part of a shown tip."""

    tip_id: str
    category: str


class SqlDiary:
    """The repository of a person's diary."""

    def __init__(self, connection: AsyncConnection, fields: Fields) -> None:
        self._connection = connection
        self._fields = fields

    async def save_wellness(self, person_id: int, wellness: Wellness, now: datetime) -> None:
        """Store the answers of a day, in place of earlier ones of that day."""
        row = {
            "person_id": person_id,
            "local_date": wellness.date,
            "body": await self._fields.close(person_id, "wellness", Wellness, wellness),
            "recorded_at": now,
        }
        await upsert(self._connection, tables.wellness, row)

    async def wellness(self, person_id: int, first: date, last: date) -> Sequence[Wellness]:
        """The answers of local dates from `first` to `last`, both included."""
        column = tables.wellness.c
        query = select(column.body).where(
            column.person_id == person_id, column.local_date.between(first, last)
        )
        rows = (await self._connection.execute(query.order_by(column.local_date))).scalars().all()
        return [await self._fields.open(person_id, "wellness", Wellness, sealed) for sealed in rows]

    async def save_review(self, person_id: int, review: StoredReview) -> None:
        """Store a weekly review as it was shown and answered."""
        row = {
            "person_id": person_id,
            "week_start": review.week_start,
            "body": await self._fields.close(person_id, "review", StoredReview, review),
        }
        await upsert(self._connection, tables.review, row)

    async def review(self, person_id: int, week_start: date) -> StoredReview | None:
        """The review of the week that begins on this Monday."""
        column = tables.review.c
        query = select(column.body).where(column.person_id == person_id, column.week_start == week_start)
        sealed = (await self._connection.execute(query)).scalar()
        return await self._fields.open(person_id, "review", StoredReview, sealed) if sealed else None

    async def shown_tips(self, person_id: int, since: date) -> Sequence[ShownTip]:
        """Tips that went out on or after a local date, oldest first."""
        column = tables.tip.c
        query = select(column.local_date, column.body).where(
            column.person_id == person_id, column.local_date >= since
        )
        rows = (await self._connection.execute(query.order_by(column.local_date, column.id))).all()
        opened = [
            (row.local_date, await self._fields.open(person_id, "tip", SealedTip, row.body)) for row in rows
        ]
        return [ShownTip(day, tip.tip_id, tip.category) for day, tip in opened]

    async def show_tip(self, person_id: int, tip: ShownTip) -> None:
        """Note that a tip went out."""
        body = await self._fields.close(person_id, "tip", SealedTip, SealedTip(tip.tip_id, tip.category))
        row = {"person_id": person_id, "local_date": tip.date, "body": body}
        await self._connection.execute(insert(tables.tip).values(row))

    async def note(self, person_id: int, kind: str, document: Mapping[str, object], now: datetime) -> None:
        """Keep a document of some kind."""
        body = await self._fields.close(person_id, "note", dict[str, object], dict(document))
        row = {"person_id": person_id, "kind": kind, "body": body, "created_at": now}
        await self._connection.execute(insert(tables.note).values(row))

    async def notes(self, person_id: int, kind: str) -> Sequence[Mapping[str, object]]:
        """The documents of a kind, oldest first."""
        column = tables.note.c
        query = select(column.body).where(column.person_id == person_id, column.kind == kind)
        rows = (await self._connection.execute(query.order_by(column.id))).scalars().all()
        return [await self._fields.open(person_id, "note", dict[str, object], sealed) for sealed in rows]
