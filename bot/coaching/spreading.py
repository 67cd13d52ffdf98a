"""A popular minute is spread: some reminders come a little early, so that all come in time (reliability 2.5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from bot.coaching.people import Person
from bot.coaching.ports import Reminder, UnitOfWork
from rules.calendar import in_quiet_hours

LONGEST = timedelta(minutes=4)  # the settings say so
A_SECOND = 25  # what Telegram takes from all of us


async def spread(uow: UnitOfWork, person: Person, reminder: Reminder) -> Reminder:
    """The reminder as early as its crowd asks for, always the same for a person; never into quiet hours."""
    crowd = await uow.reminders.crowd(reminder.due_utc - LONGEST, reminder.due_utc)
    span = min(int(LONGEST.total_seconds()), crowd // A_SECOND)
    earlier = reminder.due_utc - timedelta(seconds=_place(person.id) % (span + 1))
    wall = earlier.astimezone(ZoneInfo(person.time_zone)).time()
    if in_quiet_hours(wall, person.settings.quiet_from, person.settings.quiet_until):
        return reminder
    return replace(reminder, due_utc=earlier)


def _place(person_id: int) -> int:
    """A number that has nothing to do with when someone joined."""
    return int.from_bytes(sha256(str(person_id).encode()).digest()[:4], "big")
