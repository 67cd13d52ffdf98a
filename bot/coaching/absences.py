"""What people miss while we are away: late messages become one, and the next contact says so (reliability 2.4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.coaching.people import Person, Status
from bot.coaching.ports import Reminder, ReminderStatus, UnitOfWork
from rules.lateness import AS_IT_IS, AT_THE_LATEST, MISSED, Reason
from rules.planned_message import MessageKind

LOOKS_BACK = timedelta(days=7)
LOOKS_AHEAD = timedelta(days=2)
OF_SESSIONS = (MessageKind.DAILY, MessageKind.SECOND)


async def next_due(uow: UnitOfWork, person: Person, reminder: Reminder, now: datetime) -> datetime | None:
    """When the message comes that a late one gives way to: the next reminder, or what is due already besides it.

    A question how it was, or a review, that is still to come takes no reminder's place.
    """
    return min(
        (
            row.due_utc
            for row in await _rows(uow, person, now)
            if row.status is ReminderStatus.PLANNED
            and row.due_utc >= reminder.due_utc
            and (row.kind in OF_SESSIONS or (row.due_utc <= now and _replaces(row, reminder)))
        ),
        default=None,
    )


async def join(uow: UnitOfWork, person: Person, now: datetime) -> bool:
    """A late message goes out: late questions that were due after it aren't asked besides. Whether there were any."""
    joined = False
    for row in await _rows(uow, person, now):
        late = row.status is ReminderStatus.PLANNED and now - row.due_utc > AS_IT_IS
        if late and row.kind == MessageKind.FOLLOWUP:
            await uow.reminders.settle(row, ReminderStatus.EXPIRED, Reason.JOINED)
            joined = True
    return joined


async def is_unsaid(uow: UnitOfWork, person: Person, now: datetime, before: Reminder | None = None) -> bool:
    """Whether something was missed since we last heard of each other; `before`: the message that is about to say it."""
    if person.status is not Status.ACTIVE:
        return False
    seen = person.last_seen_at or person.created_at or now
    unsaid = False
    for row in await _rows(uow, person, now):
        if row.due_utc <= seen or (before is not None and row.due_utc >= before.due_utc):
            continue
        if row.status is ReminderStatus.QUEUED:
            unsaid = False  # it went out, and said what there was to say
        unsaid = unsaid or _is_missed(row, now)
    return unsaid


async def _rows(uow: UnitOfWork, person: Person, now: datetime) -> Sequence[Reminder]:
    """The messages of these days in order of time, whatever became of them."""
    today = now.astimezone(ZoneInfo(person.time_zone)).date()
    rows = await uow.reminders.of(person.id, today - LOOKS_BACK, today + LOOKS_AHEAD)
    return [row for row in rows if row.kind in tuple(MessageKind)]


def _replaces(other: Reminder, reminder: Reminder) -> bool:
    return other.kind == MessageKind.REVIEW or other.kind == reminder.kind == MessageKind.FOLLOWUP


def _is_missed(row: Reminder, now: datetime) -> bool:
    """Through our fault; also what will be once the schedule is looked at again."""
    if row.status is ReminderStatus.PLANNED:
        return now - row.due_utc > AT_THE_LATEST
    return row.status is ReminderStatus.EXPIRED and row.reason in MISSED
