"""The schedule of a person: which unasked messages are due in the next days, as rows (H-01, reliability 2.4)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.coaching import days
from bot.coaching.absences import OF_SESSIONS
from bot.coaching.people import Person, Status
from bot.coaching.ports import Reminder, ReminderStatus, UnitOfWork
from bot.coaching.spreading import LONGEST, spread
from rules.calendar import due_utc
from rules.lateness import AT_THE_LATEST
from rules.planned_message import MessageKind, PlannedMessage, ReminderSettings
from rules.reminders import plan_messages
from rules.sessions import Session

AHEAD_DAYS = 3
AS_EDIT = "edit"
PINNED_WEEK = "pin"  # a row's kind: the pinned message turns to the week that begins
WEEK_BEGINS = time(0, 1)
PLANNED_HERE = (*MessageKind, PINNED_WEEK)  # a running session keeps its own row


async def replan(uow: UnitOfWork, person: Person, now: datetime) -> None:
    """Write the rows of today and the next days anew; what has gone out stays, and its key forbids a second one.

    Yesterday's evening may be asked about this morning, once quiet hours end. A reminder that a change of the clock
    moves up to three hours into the past is due at once, and judged as any late one; further it is of no use, and
    nobody was away. What plan or settings put there was never meant to come.
    """
    today = now.astimezone(ZoneInfo(person.time_zone)).date()
    yesterday = today - timedelta(days=1)
    known = await uow.reminders.of(person.id, yesterday, today + timedelta(days=AHEAD_DAYS))
    await uow.reminders.cancel(person.id, yesterday, PLANNED_HERE)
    if person.status is not Status.ACTIVE or not person.reachable:
        return
    planned = await _plan(uow, person, yesterday, today + timedelta(days=AHEAD_DAYS))
    wished = [row for message in planned if (row := _row(person, message)) is not None]
    rows = [await spread(uow, person, row) for row in wished if row.due_utc > now]
    waited = {row.idem: row for row in known if row.status is ReminderStatus.PLANNED and row.due_utc > now}
    rows += [row for row in wished if _is_still_of_use(row, now) and _is_moved(waited.get(row.idem), row)]
    rows += [row for row in _turns_of_the_week(person, today) if row.due_utc > now]
    await uow.reminders.upsert([*rows, *(r for r in known if _is_waiting(r, now))])
    await uow.people.planned(person.id, today + timedelta(days=AHEAD_DAYS - 1))


async def silence(uow: UnitOfWork, person: Person, now: datetime) -> None:
    """Nothing unasked from now on: neither what is planned nor what is written already and waits to be sent."""
    today = now.astimezone(ZoneInfo(person.time_zone)).date()
    await uow.reminders.cancel(person.id, today - timedelta(days=1))
    await uow.outbox.drop(person.id, now, unasked_only=True)


def _is_waiting(reminder: Reminder, now: datetime) -> bool:
    """Due already and not fired yet: what becomes of it is judged when it fires, not here."""
    planned = reminder.status is ReminderStatus.PLANNED and reminder.kind in PLANNED_HERE
    return planned and reminder.due_utc <= now


def _is_still_of_use(row: Reminder, now: datetime) -> bool:
    return row.kind in OF_SESSIONS and timedelta() <= now - row.due_utc <= AT_THE_LATEST


def _is_moved(before: Reminder | None, row: Reminder) -> bool:
    """Whether the clock moved it, not plan or settings: another zone, or other rules of the same one."""
    if before is None or before.wall != row.wall:
        return False
    shown = before.due_utc.astimezone(ZoneInfo(row.time_zone))
    earlier = datetime.combine(shown.date(), before.wall) - shown.replace(tzinfo=None)
    return before.time_zone != row.time_zone or not timedelta(0) <= earlier % timedelta(days=1) <= LONGEST


def settings_of(person: Person) -> ReminderSettings:
    """The person's settings as the rules read them."""
    chosen = person.settings
    return ReminderSettings(
        lead_min=chosen.reminder_lead_min,
        reminder_time=chosen.reminder_time,
        quiet_from=chosen.quiet_from,
        quiet_until=chosen.quiet_until,
        noise=tuple((kind, noise.value) for kind, noise in chosen.noise),
    )


async def _plan(uow: UnitOfWork, person: Person, first: date, end: date) -> tuple[PlannedMessage, ...]:
    days_of_span = [first + timedelta(days=n) for n in range((end - first).days)]
    span = {day: await _sessions_on(uow, person, day) for day in days_of_span}
    return plan_messages(span, settings_of(person))


async def _sessions_on(uow: UnitOfWork, person: Person, day: date) -> tuple[Session, ...]:
    """All sessions of a day that has an open one: the second reminder keeps its slot when the first is done."""
    standing = await days.standing(uow, person, day)
    items = standing.on(day) if standing else ()
    return tuple(item.session for item in items) if any(item.open for item in items) else ()


def _turns_of_the_week(person: Person, today: date) -> Iterator[Reminder]:
    """The Monday ahead, at whose beginning the pinned message is edited; nothing is sent then."""
    for day in (today + timedelta(days=n) for n in range(AHEAD_DAYS)):
        due = due_utc(day, WEEK_BEGINS, ZoneInfo(person.time_zone))
        if day.weekday() == 0 and due is not None:
            yield Reminder(person.id, day, PINNED_WEEK, 0, due, WEEK_BEGINS, person.time_zone)


def _row(person: Person, message: PlannedMessage) -> Reminder | None:
    """The row of a message; None on a date that the zone skips (reliability 2.4)."""
    due = due_utc(message.send_on, message.wall, ZoneInfo(person.time_zone))
    if due is None:
        return None
    return Reminder(
        person_id=person.id,
        local_date=message.local_date,
        kind=message.kind.value,
        slot=message.slot,
        due_utc=due,
        wall=message.wall,
        time_zone=person.time_zone,
        subject=AS_EDIT if message.as_edit else "",
    )
