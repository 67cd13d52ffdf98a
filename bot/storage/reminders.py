"""The schedule as rows: one promise per person, local date, kind and slot."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.coaching.ports import Reminder, ReminderStatus
from bot.coaching.reminders import PINNED_WEEK
from bot.storage.tables import reminder as table

FAILURES_ALLOWED = 3
LATE_AT_MOST = timedelta(days=1)
_MOVABLE = (ReminderStatus.PLANNED.value, ReminderStatus.CANCELLED.value)
_KEY = ("person_id", "local_date", "kind", "slot")


class SqlReminders:
    """The repository of reminders."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def upsert(self, reminders: Sequence[Reminder]) -> None:
        """Plan these; a row that has fired or expired stays as it is, so that nothing fires twice."""
        dialect = sqlite if self._connection.dialect.name == "sqlite" else postgresql
        for reminder in reminders:
            statement: Any = dialect.insert(table).values(_row(reminder))
            fresh = {c: statement.excluded[c] for c in _row(reminder) if c not in _KEY}
            statement = statement.on_conflict_do_update(
                index_elements=list(_KEY), set_=fresh, where=table.c.status.in_(_MOVABLE)
            )
            await self._connection.execute(statement)

    async def of(self, person_id: int, first: date, last: date) -> Sequence[Reminder]:
        """A person's reminders of local dates from `first` to `last`, both included, whatever became of them."""
        query = select(table).where(table.c.person_id == person_id, table.c.local_date.between(first, last))
        rows = await self._connection.execute(query.order_by(table.c.due_utc, table.c.id))
        return [reminder_of(row) for row in rows]

    async def cancel(self, person_id: int, first: date, kinds: Sequence[str] = ()) -> None:
        """Cancel what is planned from a local date on; `kinds` empty: all kinds."""
        change = update(table).where(
            table.c.person_id == person_id,
            table.c.local_date >= first,
            table.c.status == ReminderStatus.PLANNED.value,
        )
        if kinds:
            change = change.where(table.c.kind.in_(kinds))
        await self._connection.execute(change.values(status=ReminderStatus.CANCELLED.value))

    async def claim(self, reminder: Reminder) -> bool:
        """Take a due row if nobody did and nobody moved it; the row stays locked until the unit ends."""
        change = update(table).where(
            _this(reminder),
            table.c.status == ReminderStatus.PLANNED.value,
            table.c.due_utc == reminder.due_utc,
        )
        done = await self._connection.execute(change.values(status=ReminderStatus.QUEUED.value))
        return bool(done.rowcount)

    async def settle(self, reminder: Reminder, status: ReminderStatus, reason: str = "") -> None:
        """Say what became of a reminder."""
        change = update(table).where(_this(reminder)).values(status=status.value, reason=reason)
        await self._connection.execute(change)

    async def fail(self, reminder: Reminder) -> bool:
        """Count a failure to fire; after three it expires, and True is returned."""
        count = update(table).where(_this(reminder)).values(failures=table.c.failures + 1)
        failures = (await self._connection.execute(count.returning(table.c.failures))).scalar() or 0
        if failures >= FAILURES_ALLOWED:
            await self.settle(reminder, ReminderStatus.EXPIRED, "error")
        return failures >= FAILURES_ALLOWED

    async def due(self, now: datetime, limit: int) -> Sequence[Reminder]:
        """Planned reminders whose time has come, oldest first; not claimed yet."""
        query = select(table).where(table.c.status == ReminderStatus.PLANNED.value, table.c.due_utc <= now)
        rows = await self._connection.execute(query.order_by(table.c.due_utc, table.c.id).limit(limit))
        return [reminder_of(row) for row in rows]

    async def upcoming(self) -> Reminder | None:
        """The next planned reminder that somebody will see."""
        query = select(table).where(
            table.c.status == ReminderStatus.PLANNED.value, table.c.kind != PINNED_WEEK
        )
        row = (await self._connection.execute(query.order_by(table.c.due_utc, table.c.id).limit(1))).first()
        return reminder_of(row) if row else None

    async def next_due(self) -> datetime | None:
        """When the next planned reminder is due."""
        following = await self.upcoming()
        return following.due_utc if following else None

    async def crowd(self, begin: datetime, end: datetime) -> int:
        """How many reminders are planned from an instant to another, both included."""
        query = select(func.count()).where(
            table.c.status == ReminderStatus.PLANNED.value, table.c.due_utc.between(begin, end)
        )
        return int((await self._connection.execute(query)).scalar_one())


async def put_back(
    connection: AsyncConnection, idems: Collection[str], people: Collection[int], now: datetime
) -> Collection[str]:
    """Plan these reminders again, whose messages never left; returns the keys of those that there are."""
    query = select(table).where(
        table.c.person_id.in_(people),
        table.c.status == ReminderStatus.QUEUED.value,
        table.c.due_utc > now - LATE_AT_MOST,
    )
    found = {row.id: reminder_of(row).idem for row in await connection.execute(query)}
    back = {row_id: idem for row_id, idem in found.items() if idem in idems}
    change = update(table).where(table.c.id.in_(back))
    await connection.execute(change.values(status=ReminderStatus.PLANNED.value))
    return back.values()


def reminder_of(row: Row[Any]) -> Reminder:
    """The value of a row."""
    return Reminder(
        person_id=row.person_id,
        local_date=row.local_date,
        kind=row.kind,
        slot=row.slot,
        due_utc=row.due_utc,
        wall=row.wall,
        time_zone=row.time_zone,
        subject=row.subject,
        status=ReminderStatus(row.status),
        reason=row.reason,
    )


def _row(reminder: Reminder) -> dict[str, object]:
    return {
        "person_id": reminder.person_id,
        "local_date": reminder.local_date,
        "kind": reminder.kind,
        "slot": reminder.slot,
        "due_utc": reminder.due_utc,
        "wall": reminder.wall,
        "time_zone": reminder.time_zone,
        "subject": reminder.subject,
        "status": reminder.status.value,
        "reason": reminder.reason,
        "failures": 0,
    }


def _this(reminder: Reminder) -> ColumnElement[bool]:
    return and_(
        table.c.person_id == reminder.person_id,
        table.c.local_date == reminder.local_date,
        table.c.kind == reminder.kind,
        table.c.slot == reminder.slot,
    )
