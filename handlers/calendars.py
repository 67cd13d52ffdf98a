"""/calendar: a secret link for a calendar program, which can be ended at once, or the weeks as a file."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.calendar_feed import Entry, render
from bot.coaching import calendars
from bot.coaching.calendars import Appointment
from bot.coaching.outgoing import Attachment, Kind
from bot.coaching.people import Person
from bot.coaching.ports import UnitOfWork
from bot.messages import voice_of
from bot.voice import Voice
from handlers.context import Context, Services
from handlers.keyboards import Tap
from handlers.registry import Conversation

KIND = "calendar"
TOKEN_BYTES = 32
PATH = "/calendar"


async def home(context: Context, _: str) -> None:
    """/calendar: what there is and what can be had."""
    feed = await context.uow.feeds.of(context.person.id)
    await context.show("calendar/home", feed=feed, public=bool(context.services.public_url))


async def tapped(context: Context, tap: Tap) -> None:
    """Open or end the link, or send the file."""
    if tap.action == "file":
        await _file(context)
    elif tap.action == "end":
        await calendars.unshare(context.uow, context.person)
        await context.show("calendar/ended")
    elif tap.action in ("plain", "named") and context.services.public_url:
        token = secrets.token_urlsafe(TOKEN_BYTES)
        await calendars.share(context.uow, context.person, token, context.now, names=tap.action == "named")
        link = f"{context.services.public_url}{PATH}/{token}.ics"
        await context.show("calendar/link", link=link, names=tap.action == "named")
    else:
        await home(context, "")


async def feed(uow: UnitOfWork, services: Services, token: str, now: datetime) -> bytes | None:
    """The calendar behind a link; None where there is none."""
    found = await calendars.holder(uow, token)
    if found is None:
        return None
    person, link = found
    return await _calendar(uow, services, person, now, names=link.names)


async def _file(context: Context) -> None:
    content = await _calendar(context.uow, context.services, context.person, context.now, names=True)
    attachment = Attachment("document", "tandem.ics", "text/calendar", content)
    await context.put("calendar/file", {}, kind=Kind.FILE, attachment=attachment)


async def _calendar(
    uow: UnitOfWork, services: Services, person: Person, now: datetime, *, names: bool
) -> bytes:
    voice = voice_of(person)
    today = now.astimezone(ZoneInfo(person.time_zone)).date()
    found = await calendars.appointments(uow, person, today)
    return render("Tandem", _entries(services, voice, found, names=names), now)


def _entries(services: Services, voice: Voice, found: Iterable[Appointment], *, names: bool) -> list[Entry]:
    return [
        Entry(
            one.uid,
            one.begins,
            one.ends,
            services.renderer.text("calendar/title", voice, {"appointment": one, "names": names}),
        )
        for one in found
    ]


CONVERSATION = Conversation(commands={"calendar": home}, taps={KIND: tapped})
