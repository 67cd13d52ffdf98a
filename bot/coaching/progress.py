"""The weeks so far of a person: the closed ones and the one under way (ux M11)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bot.coaching import days
from bot.coaching.people import Person
from bot.coaching.ports import UnitOfWork
from rules.calendar import monday_of
from rules.checkin import CheckIn
from rules.decisions import Decision
from rules.progress import Progress, progress
from rules.state import WeekRecord


async def so_far(uow: UnitOfWork, person: Person, today: date, weeks: int | None = None) -> Progress:
    """The progress of the last `weeks` weeks, this one among them; None: of all."""
    this_week = monday_of(today)
    since = date.min if weeks is None else this_week - timedelta(weeks=weeks - 1)
    closed = await uow.training.closed_weeks(person.id, since)
    logged = await uow.training.checkins(person.id, since, this_week + timedelta(days=6))
    checkins = tuple(c for _, c in logged)
    records = [_with_late_logs(r, checkins) for r in closed if r.week.start < this_week and not r.assumed]
    standing = await days.standing(uow, person, today)
    if standing is not None:
        now = WeekRecord(standing.planned or standing.week, (), (), Decision.HOLD)
        records.append(_with_late_logs(now, checkins))
    return progress(records, today)


def _with_late_logs(record: WeekRecord, checkins: tuple[CheckIn, ...]) -> WeekRecord:
    """The record with its logs as they are now; what the review excused without a log stays excused."""
    own = tuple(c for c in checkins if monday_of(c.date) == record.week.start)
    told = {c.session_id for c in own}
    excused = tuple(c for c in record.checkins if c.excused and c.session_id not in told)
    return replace(record, checkins=(*excused, *own))
