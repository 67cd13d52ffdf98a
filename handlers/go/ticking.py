"""What a running session shows by itself: the rest is over, the next interval, the planned end, a draft."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.coaching import going
from bot.coaching.live import Live
from bot.coaching.outgoing import Kind, Outgoing
from bot.coaching.people import Person
from bot.coaching.ports import Reminder, ReminderStatus, UnitOfWork
from bot.messages import voice_of
from handlers.context import Services
from handlers.go.screens import screen, subject_of

LATEST = timedelta(seconds=60)  # as long as another process may need to take over the schedule
USEFUL = timedelta(seconds=20)  # once written: later it would tell what is no longer true


async def fire(uow: UnitOfWork, services: Services, reminder: Reminder, now: datetime) -> None:
    """Serve one due row of a running session and write the next one; what is late is left out, never made up."""
    await uow.people.lock(reminder.person_id)
    person = await uow.people.by_id(reminder.person_id)
    live = await going.current(uow, person) if person else None
    if person is None or live is None or live.session.id != reminder.subject:
        await uow.reminders.settle(reminder, ReminderStatus.EXPIRED, "over")
        return
    if now >= live.expires_at and live.begun_at is None:
        await going.throw_away(uow, person, live, now)
        await uow.reminders.settle(reminder, ReminderStatus.EXPIRED, "over")
        return
    if now < live.expires_at:
        await going.schedule(uow, person, live, now)
    reason = await _why_not(uow, person, live, reminder, now)
    if not reason:
        await uow.outbox.add(await _edit(uow, services, person, live, reminder, now), now)
    status = ReminderStatus.EXPIRED if reason else ReminderStatus.QUEUED
    await uow.reminders.settle(reminder, status, reason)


async def _why_not(uow: UnitOfWork, person: Person, live: Live, reminder: Reminder, now: datetime) -> str:
    """Why its message stays as it is; a draft is shown whenever it becomes one."""
    if await uow.outbox.message_of(person.id, subject_of(live)) is None:
        return "no_message"
    if now >= live.expires_at:
        return ""
    if now - reminder.due_utc > LATEST:
        return "late"
    dialogue = await uow.dialogues.get(person.id, now)
    return "" if dialogue is not None and dialogue.kind == going.KIND else "left"


async def _edit(
    uow: UnitOfWork, services: Services, person: Person, live: Live, reminder: Reminder, now: datetime
) -> Outgoing:
    template, values = await screen(uow, person, live, now)
    voice = voice_of(person)
    is_draft = now >= live.expires_at
    return Outgoing(
        chat_id=person.chat_id,
        screen=services.renderer.screen(template, voice, values),
        kind=Kind.LIVE,
        idem=f"g{person.id}.{reminder.local_date:%Y%m%d}.{reminder.slot}",
        person_id=person.id,
        edit_message_id=await uow.outbox.message_of(person.id, subject_of(live)),
        only_edit=True,
        silent=True,
        expires_at=None if is_draft else now + USEFUL,
        subject=subject_of(live),
    )
