"""What the last training day left open, offered once more by the next day's reminder (G-10)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bot.coaching import days
from bot.coaching.days import Item, is_counted
from bot.coaching.people import Person
from bot.coaching.ports import UnitOfWork
from rules.reminders import is_offered_again

WEEK = timedelta(weeks=1)


async def left_open(uow: UnitOfWork, person: Person, day: date, local_now: datetime) -> tuple[Item, ...]:
    """The open sessions of the last day with any before this local date, as long as they are offered (G-10)."""
    weeks = [await days.standing(uow, person, near) for near in (day - WEEK, day)]
    before = [i for week in weeks if week for i in week.items if i.date < day and is_counted(i.session)]
    last = max((i.date for i in before), default=None)
    now = local_now.replace(tzinfo=None)
    return tuple(i for i in before if i.date == last and i.open and is_offered_again(_end_of(i), now))


def _end_of(item: Item) -> datetime:
    """When it ends on the wall clock."""
    return datetime.combine(item.date, item.session.start) + timedelta(minutes=item.session.minutes)
