"""/settings: reminder time, zone, quiet hours, units, language, and the pause (ux 11, 12)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import time, timedelta
from zoneinfo import ZoneInfo

from bot.coaching import preferences
from bot.coaching.people import Dialogue, Noise, Person, Status
from handlers import answers, zones
from handlers.context import Context
from handlers.keyboards import Tap
from handlers.listing import Listed, listed
from handlers.registry import Conversation
from rules.athlete import Units
from rules.errors import OutOfRange

KIND = "set"
PAGES = frozenset({"reminder", "zone", "quiet", "noise", "language", "pause"})
TYPED = frozenset({"reminder", "zone"})  # pages on which a clock time or a city can be typed


async def show(context: Context, _: str) -> None:
    """The settings as they are, each with its button."""
    await _page(context, "settings/home")


async def language(context: Context, _: str) -> None:
    """/language."""
    await _page(context, "settings/language")


async def pause(context: Context, _: str) -> None:
    """/pause: for how long."""
    await _page(context, "settings/pause")


async def resume(context: Context, _: str) -> None:
    """/resume."""
    await _resume(context, "")
    await show(context, "")


async def tapped(context: Context, tap: Tap) -> None:
    """A button of the settings: a page, or a new value."""
    if tap.id in PAGES and tap.action == "show":
        await _page(context, f"settings/{tap.id}")
        if tap.id in TYPED:
            await context.ask(KIND, tap.id)
        return
    await context.uow.dialogues.clear(context.person.id)
    if tap.id in CHANGES:
        await _change(context, tap)
    renderer, spoken = context.services.renderer, context.person.language
    await _page(context, "settings/home", menu=listed(renderer, spoken) if tap.id == "language" else ())


async def _change(context: Context, tap: Tap) -> None:
    try:
        context.person = await CHANGES[tap.id](context, tap.action)
        context.say("saved")
    except (ValueError, OutOfRange):  # a value that no button of ours carries
        context.say("old_button")


async def typed(context: Context, dialogue: Dialogue, text: str) -> bool:
    """A typed clock time or city while one of the pages is open."""
    wall = answers.clock_time(text)
    if dialogue.state == "zone":
        zone = (
            zones.by_clock(wall, context.now, context.person.time_zone)
            if wall
            else zones.by_city(text, context.person.language)
        )
        if zone is None:
            return False
        context.person = await preferences.zone(context.uow, context.person, zone, context.now)
    elif dialogue.state == "reminder" and wall is not None:
        context.person = await preferences.fixed_time(context.uow, context.person, wall, context.now)
    else:
        return False
    await context.uow.dialogues.clear(context.person.id)
    await show(context, "")
    return True


async def _page(context: Context, template: str, menu: Listed = ()) -> None:
    values = {
        "person": context.person,
        "settings": context.person.settings,
        "noise": dict(context.person.settings.noise),
        "there": context.now.astimezone(ZoneInfo(context.person.time_zone)),
        "hour": timedelta(hours=1),
        "languages": context.services.renderer.languages,
        "paused": context.person.status is Status.PAUSED,
    }
    await context.put(template, values, edit=context.message_id, menu=menu)


async def _lead(context: Context, value: str) -> Person:
    return await preferences.lead(context.uow, context.person, int(value), context.now)


async def _time(context: Context, value: str) -> Person:
    return await preferences.fixed_time(context.uow, context.person, _wall(value), context.now)


async def _quiet(context: Context, value: str) -> Person:
    begin, _, end = value.partition("-")
    return await preferences.quiet(context.uow, context.person, _wall(begin), _wall(end), context.now)


async def _units(context: Context, value: str) -> Person:
    return await preferences.units(context.uow, context.person, Units(value))


async def _noise(context: Context, value: str) -> Person:
    kind, _, level = value.partition("-")
    return await preferences.noise(context.uow, context.person, kind, Noise(level), context.now)


async def _zone(context: Context, value: str) -> Person:
    hours = 1 if value == "plus" else -1
    zone = zones.shifted(context.person.time_zone, hours, context.now)
    return await preferences.zone(context.uow, context.person, zone, context.now)


async def _language(context: Context, value: str) -> Person:
    chosen = value if value in context.services.renderer.languages else "en"
    return await preferences.language(context.uow, context.person, chosen)


async def _pause(context: Context, value: str) -> Person:
    if context.person.status not in (Status.ACTIVE, Status.PAUSED, Status.SILENT):
        return context.person
    until = None if value == "open" else context.today + timedelta(days=int(value))
    return await preferences.pause(context.uow, context.person, until, context.now)


async def _resume(context: Context, _: str) -> Person:
    if context.person.status in (Status.PAUSED, Status.SILENT):
        context.person = await preferences.resume(context.uow, context.person, context.now)
    return context.person


def _wall(digits: str) -> time:
    return time(int(digits[:2]), int(digits[2:4]))


CHANGES: dict[str, Callable[[Context, str], Awaitable[Person]]] = {
    "lead": _lead,
    "time": _time,
    "quiet": _quiet,
    "units": _units,
    "noise": _noise,
    "zone": _zone,
    "language": _language,
    "pause": _pause,
    "resume": _resume,
}
CONVERSATION = Conversation(
    commands={"settings": show, "language": language, "pause": pause, "resume": resume},
    taps={KIND: tapped},
    texts={KIND: typed},
)
