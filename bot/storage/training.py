"""An athlete's state, weeks with their versions, and check-ins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import delete, func, select

from bot.coaching.live import Live
from bot.storage import tables
from bot.storage.dialects import insert_or_ignore, upsert
from bot.storage.diary import SqlDiary
from rules.checkin import CheckIn
from rules.draft import Draft
from rules.plan import Week
from rules.state import TrainingState, WeekRecord

REMEMBERED_WEEKS = 10


@dataclass(frozen=True, slots=True)
class SealedWeek:
    """A version of a week as it is sealed."""

    week: Week
    because: str


class SqlTraining(SqlDiary):
    """The repository of the training itself; what surrounds it (wellness, reviews, tips, notes) is the diary."""

    async def draft(self, person_id: int) -> Draft | None:
        """The onboarding answers given so far."""
        query = select(tables.draft.c.body).where(tables.draft.c.person_id == person_id)
        sealed = (await self._connection.execute(query)).scalar()
        return await self._fields.open(person_id, "draft", Draft, sealed) if sealed else None

    async def save_draft(self, person_id: int, draft: Draft | None, now: datetime) -> None:
        """Keep the answers; None: the interview is over."""
        if draft is None:
            await self._connection.execute(delete(tables.draft).where(tables.draft.c.person_id == person_id))
            return
        body = await self._fields.close(person_id, "draft", Draft, draft)
        row = {"person_id": person_id, "body": body, "updated_at": now}
        await upsert(self._connection, tables.draft, row)

    async def live(self, person_id: int) -> Live | None:
        """The session that runs, or the last one that did."""
        query = select(tables.live.c.body).where(tables.live.c.person_id == person_id)
        sealed = (await self._connection.execute(query)).scalar()
        return await self._fields.open(person_id, "live", Live, sealed) if sealed else None

    async def save_live(self, person_id: int, live: Live | None, now: datetime) -> None:
        """Keep where the running session stands; None: it was thrown away."""
        if live is None:
            await self._connection.execute(delete(tables.live).where(tables.live.c.person_id == person_id))
            return
        body = await self._fields.close(person_id, "live", Live, live)
        await upsert(self._connection, tables.live, {"person_id": person_id, "body": body, "updated_at": now})

    async def state(self, person_id: int) -> TrainingState | None:
        """Where the athlete stands, with the last ten closed weeks as its history."""
        query = select(tables.state.c.body).where(tables.state.c.person_id == person_id)
        sealed = (await self._connection.execute(query)).scalar()
        if sealed is None:
            return None
        state = await self._fields.open(person_id, "state", TrainingState, sealed)
        return replace(state, history=await self._history(person_id))

    async def save_state(self, person_id: int, state: TrainingState) -> None:
        """Store where the athlete stands; the history is in the closed weeks already."""
        body = await self._fields.close(person_id, "state", TrainingState, replace(state, history=()))
        await upsert(self._connection, tables.state, {"person_id": person_id, "body": body})

    async def week(self, person_id: int, start: date) -> Week | None:
        """The present version of the week that begins on this Monday."""
        version = await self._latest(person_id, start)
        return version[1].week if version else None

    async def week_versions(self, person_id: int, start: date) -> Sequence[Week]:
        """All versions of a week, oldest first."""
        query = select(tables.week.c.body).where(
            tables.week.c.person_id == person_id, tables.week.c.start == start
        )
        rows = await self._connection.execute(query.order_by(tables.week.c.version))
        return [(await self._open_week(person_id, sealed)).week for sealed in rows.scalars().all()]

    async def week_changed_at(self, person_id: int, start: date) -> datetime | None:
        """When the newest version of a week was made; None without one."""
        newest = select(func.max(tables.week.c.created_at)).where(
            tables.week.c.person_id == person_id, tables.week.c.start == start
        )
        found: datetime | None = (await self._connection.execute(newest)).scalar_one_or_none()
        return found

    async def save_week(self, person_id: int, week: Week, because: str, now: datetime) -> None:
        """Store a new version of a week and why there is one; the same week again is no new version."""
        latest = await self._latest(person_id, week.start)
        if latest and latest[1].week == week:
            return
        row = {
            "person_id": person_id,
            "start": week.start,
            "version": latest[0] + 1 if latest else 1,
            "body": await self._fields.close(person_id, "week", SealedWeek, SealedWeek(week, because)),
            "created_at": now,
        }
        await insert_or_ignore(self._connection, tables.week, [row])

    async def close_week(self, person_id: int, record: WeekRecord, now: datetime) -> None:
        """Store a lived week and what was decided on it."""
        row = {
            "person_id": person_id,
            "start": record.week.start,
            "body": await self._fields.close(person_id, "week_record", WeekRecord, record),
            "closed_at": now,
        }
        await upsert(self._connection, tables.week_record, row)

    async def closed_weeks(self, person_id: int, since: date) -> Sequence[WeekRecord]:
        """The lived weeks that began on this date or later, oldest first."""
        column = tables.week_record.c
        query = select(column.body).where(column.person_id == person_id, column.start >= since)
        sealed = (await self._connection.execute(query.order_by(column.start))).scalars().all()
        return [await self._fields.open(person_id, "week_record", WeekRecord, one) for one in sealed]

    async def record(self, person_id: int, key: str, checkin: CheckIn, now: datetime) -> bool:
        """Store a check-in; False when this key has one already (a double tap)."""
        row = await self._checkin_row(person_id, key, checkin, now)
        return await insert_or_ignore(self._connection, tables.checkin, [row]) == 1

    async def replace(self, person_id: int, key: str, checkin: CheckIn, now: datetime) -> None:
        """Store a check-in in place of the one with this key."""
        await upsert(self._connection, tables.checkin, await self._checkin_row(person_id, key, checkin, now))

    async def unrecord(self, person_id: int, key: str) -> CheckIn | None:
        """Take a check-in back; returns what it said."""
        found = await self.checkin(person_id, key)
        await self._connection.execute(
            delete(tables.checkin).where(tables.checkin.c.person_id == person_id, tables.checkin.c.key == key)
        )
        return found

    async def checkin(self, person_id: int, key: str) -> CheckIn | None:
        """The check-in with this key."""
        query = select(tables.checkin.c.body).where(
            tables.checkin.c.person_id == person_id, tables.checkin.c.key == key
        )
        sealed = (await self._connection.execute(query)).scalar()
        return await self._fields.open(person_id, "checkin", CheckIn, sealed) if sealed else None

    async def checkins(self, person_id: int, first: date, last: date) -> Sequence[tuple[str, CheckIn]]:
        """Check-ins of local dates from `first` to `last`, both included, with their keys."""
        column = tables.checkin.c
        query = select(column.key, column.body).where(
            column.person_id == person_id, column.local_date.between(first, last)
        )
        rows = await self._connection.execute(
            query.order_by(column.local_date, column.recorded_at, column.key)
        )
        return [(r.key, await self._fields.open(person_id, "checkin", CheckIn, r.body)) for r in rows.all()]

    async def _checkin_row(
        self, person_id: int, key: str, checkin: CheckIn, now: datetime
    ) -> dict[str, object]:
        return {
            "person_id": person_id,
            "key": key,
            "local_date": checkin.date,
            "body": await self._fields.close(person_id, "checkin", CheckIn, checkin),
            "recorded_at": now,
        }

    async def _history(self, person_id: int) -> tuple[WeekRecord, ...]:
        query = select(tables.week_record.c.body).where(tables.week_record.c.person_id == person_id)
        newest = query.order_by(tables.week_record.c.start.desc()).limit(REMEMBERED_WEEKS)
        sealed = list((await self._connection.execute(newest)).scalars())
        return tuple(
            [await self._fields.open(person_id, "week_record", WeekRecord, one) for one in reversed(sealed)]
        )

    async def _latest(self, person_id: int, start: date) -> tuple[int, SealedWeek] | None:
        column = tables.week.c
        query = select(column.version, column.body).where(
            column.person_id == person_id, column.start == start
        )
        row = (await self._connection.execute(query.order_by(column.version.desc()).limit(1))).first()
        return (row.version, await self._open_week(person_id, row.body)) if row else None

    async def _open_week(self, person_id: int, sealed: bytes) -> SealedWeek:
        return await self._fields.open(person_id, "week", SealedWeek, sealed)
