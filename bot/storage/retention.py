"""What of a person's data ends by itself: their own words after 90 days, everything a year after we lost them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.coaching.ports import StoredReview
from bot.storage.database import Storage
from bot.storage.dialects import upsert
from bot.storage.fields import Fields
from bot.storage.tables import checkin, meta, person, review, week_record
from rules.checkin import CheckIn
from rules.state import WeekRecord

WORDS_KEPT = timedelta(days=90)
LOST_KEPT = timedelta(days=365)
WEEK = timedelta(days=7)
WORDLESS_UNTIL = "wordless_until"


async def forget(storage: Storage, now: datetime) -> int:
    """Do what is due; returns how many rows lost their words and people were erased."""
    return await _forget_words(storage, now) + await _forget_lost(storage, now)


async def _forget_words(storage: Storage, now: datetime) -> int:
    """Take the free text out of what is older; numbers and answers stay. Each day is looked at once."""
    last = (now - WORDS_KEPT).date()

    async with storage.connection() as connection:
        first = await _done_until(connection)
        if first >= last:
            return 0
        fields = Fields(connection, storage.vault, now)
        changed = 0
        for table, day, span, kind, without in KEPT:
            touched = and_(day >= first - span, day < last)
            changed += await _without_words(connection, fields, table, kind, partial(without, last), touched)
        await upsert(connection, meta, {"name": WORDLESS_UNTIL, "value": last.isoformat()})
        return changed


async def _without_words(
    connection: AsyncConnection,
    fields: Fields,
    table: Table,
    kind: Any,
    without: Callable[[Any], Any],
    touched: ColumnElement[bool],
) -> int:
    changed = 0
    for row in (await connection.execute(select(table).where(touched))).mappings().all():
        held = await fields.open(row["person_id"], table.name, kind, row["body"])
        wordless = without(held)
        if wordless != held:
            body = await fields.close(row["person_id"], table.name, kind, wordless)
            this = and_(*(column == row[column.name] for column in table.primary_key))
            await connection.execute(update(table).where(this).values(body=body))
            changed += 1
    return changed


async def _forget_lost(storage: Storage, now: datetime) -> int:
    """Erase who blocked us or left Telegram a year ago; there is no way left to tell them."""
    lost = and_(person.c.reachable.is_(False), person.c.last_seen_at < now - LOST_KEPT)
    async with storage.connection() as connection:
        ids = (await connection.execute(select(person.c.id).where(lost))).scalars().all()
    for person_id in ids:
        async with storage.unit() as unit:
            await unit.people.lock(person_id)
            found = await unit.people.by_id(person_id)
            if found is not None and not found.reachable:
                await unit.people.erase(found, now)
    return len(ids)


async def _done_until(connection: AsyncConnection) -> date:
    query = select(meta.c.value).where(meta.c.name == WORDLESS_UNTIL)
    found = (await connection.execute(query)).scalar()
    return date.fromisoformat(found) if found else date(1970, 1, 8)


def _of_checkin(last: date, held: CheckIn) -> CheckIn:
    return replace(held, free_text="") if held.date < last else held


def _of_record(last: date, held: WeekRecord) -> WeekRecord:
    return replace(held, checkins=tuple(_of_checkin(last, one) for one in held.checkins))


def _of_review(last: date, held: StoredReview) -> StoredReview:
    told = held.inputs
    checkins = tuple(_of_checkin(last, one) for one in told.checkins)
    return replace(held, inputs=replace(told, checkins=checkins))


# Each with the day it begins on, and how long it goes on from there: its check-ins are of these days.
KEPT: tuple[tuple[Table, Any, timedelta, Any, Callable[[date, Any], Any]], ...] = (
    (checkin, checkin.c.local_date, timedelta(0), CheckIn, _of_checkin),
    (week_record, week_record.c.start, WEEK, WeekRecord, _of_record),
    (review, review.c.week_start, WEEK, StoredReview, _of_review),
)
