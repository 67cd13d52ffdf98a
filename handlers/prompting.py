"""Writing the unasked messages: the reminder of a day, the short second one, the evening question, the review."""

from __future__ import annotations

from datetime import datetime

from bot.coaching import prompts
from bot.coaching.blocks import grouped
from bot.coaching.outgoing import Kind, Outgoing
from bot.coaching.people import Person
from bot.coaching.ports import Reminder, ReminderStatus, UnitOfWork
from bot.coaching.prompts import Prompt, Silence
from bot.coaching.reminders import PINNED_WEEK
from bot.coaching.review_answers import MOST_CHANGES
from bot.coaching.subjects import day_subject, review_subject
from bot.messages import voice_of
from handlers import pinned
from handlers.context import Services, with_asides
from rules.planned_message import MessageKind

KINDS = {
    MessageKind.DAILY: Kind.REMINDER,
    MessageKind.SECOND: Kind.SECOND,
    MessageKind.FOLLOWUP: Kind.FOLLOW_UP,
    MessageKind.REVIEW: Kind.REVIEW,
}


async def fire(uow: UnitOfWork, services: Services, reminder: Reminder, now: datetime) -> None:
    """Turn one claimed reminder into an outbox row, or into silence with its reason."""
    person = await uow.people.by_id(reminder.person_id)
    if person is None:
        return
    if reminder.kind != PINNED_WEEK:
        await _fire(uow, services, person, reminder, now)
    await pinned.refresh(uow, services, person, now, reminder.idem)


async def _fire(
    uow: UnitOfWork, services: Services, person: Person, reminder: Reminder, now: datetime
) -> None:
    try:
        made = await prompts.prompt(uow, person, reminder, now)
    except Silence as silence:
        await uow.reminders.settle(reminder, ReminderStatus.EXPIRED, silence.reason)
        return
    await uow.outbox.add(await _outgoing(uow, services, person, reminder, made), now)
    await uow.reminders.settle(reminder, ReminderStatus.QUEUED)


async def _outgoing(
    uow: UnitOfWork, services: Services, person: Person, reminder: Reminder, made: Prompt
) -> Outgoing:
    template, values, subject = _message(made)
    voice = voice_of(person)
    missed = (services.renderer.text("toasts/missed", voice, {}),) if made.missed else ()
    edit = await uow.outbox.message_of(person.id, day_subject(made.day)) if made.as_edit else None
    return Outgoing(
        chat_id=person.chat_id,
        screen=with_asides(services.renderer.screen(template, voice, values), missed),
        kind=KINDS[made.kind],
        idem=reminder.idem,
        person_id=person.id,
        edit_message_id=edit,
        silent=made.silent,
        expires_at=made.until,
        subject=subject,
    )


def _message(made: Prompt) -> tuple[str, dict[str, object], str]:
    if made.farewell:
        return "reminder/silent", {}, ""
    if made.review is not None:
        subject = review_subject(made.review.week_start)
        return "review/week", {"review": made.review, "most": MOST_CHANGES}, subject
    open_items = [item for item in made.items if item.open]
    if made.kind is MessageKind.FOLLOWUP:
        return "reminder/followup", {"items": open_items, "day": made.day, "today": made.today}, ""
    values = {
        "blocks": grouped(item.session for item in open_items),
        "day": made.day,
        "today": made.today,
        "late": made.late,
        "tips": made.tips,
        "second": made.kind is MessageKind.SECOND,
        "earlier": made.earlier,
    }
    return "reminder/day", values, day_subject(made.day)
