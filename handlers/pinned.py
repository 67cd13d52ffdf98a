"""The pinned "This week": edited whenever the week stands otherwise than it shows, never sent anew (ux 11)."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.coaching import days
from bot.coaching.days import Standing
from bot.coaching.outgoing import Kind, Outgoing, Screen
from bot.coaching.people import TRAINING, Person, Status
from bot.coaching.ports import UnitOfWork
from bot.coaching.subjects import PINNED, pinned_subject
from bot.messages import voice_of
from handlers.context import Services
from rules.calendar import monday_of


async def refresh(
    uow: UnitOfWork,
    services: Services,
    person: Person,
    now: datetime,
    key: str,
    tapped: int | None = None,
) -> None:
    """Bring the pinned message up to date.

    `key` is that of the update or the reminder behind it. `tapped` is the message that someone reads just now: if it
    is the pinned one, it shows what they asked for, and the week comes back with the next update elsewhere.
    """
    if person.pinned_message_id in (None, tapped):
        return
    known = await uow.people.by_id(person.id)
    made = await _made(uow, known, now) if known else None
    if known is not None and made is not None:
        await _edit(uow, known, services.renderer.screen(made[0], voice_of(known), made[1]), now, key)


async def _edit(uow: UnitOfWork, person: Person, screen: Screen, now: datetime, key: str) -> None:
    """Let the message show this, unless it does."""
    start = monday_of(now.astimezone(ZoneInfo(person.time_zone)).date())
    subject = pinned_subject(start, screen)
    if await uow.outbox.latest(person.id, PINNED) == subject:
        return
    outgoing = Outgoing(
        chat_id=person.chat_id,
        screen=screen,
        kind=Kind.NOTICE,
        idem=f"{key}.pin",
        person_id=person.id,
        edit_message_id=person.pinned_message_id,
        only_edit=True,
        subject=subject,
    )
    await uow.outbox.add(outgoing, now)


async def _made(uow: UnitOfWork, person: Person, now: datetime) -> tuple[str, dict[str, object]] | None:
    """The template and its values; None while there is no week to show."""
    if person.status is Status.HOLD_MEDICAL:
        return "safety/held", {}
    today = now.astimezone(ZoneInfo(person.time_zone)).date()
    standing = await days.standing(uow, person, today) if person.status in TRAINING else None
    return None if standing is None else ("day/week", week_values(person, standing, today))


def week_values(person: Person, standing: Standing, today: date) -> dict[str, object]:
    """What the pinned message and /week show."""
    return {"standing": standing, "today": today, "paused": person.status is Status.PAUSED}
