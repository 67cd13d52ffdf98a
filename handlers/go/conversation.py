"""What serves /go and the buttons of a running session."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.coaching import days, going
from bot.coaching.going import KIND
from bot.coaching.live import Live, Way, next_round, pause, resume
from bot.coaching.people import Dialogue, Status
from handlers import answers
from handlers.context import Context
from handlers.go import finishing, sets
from handlers.go.screens import screen, show
from handlers.go.track import send_track
from handlers.keyboards import Tap
from handlers.registry import Conversation

MOST_REPS = 100

Step = Callable[[Context, Live, str], Awaitable[None]]


async def go(context: Context, _: str) -> None:
    """/go: what runs, else today's open session, else the choice between them."""
    live = await going.current(context.uow, context.person)
    if live is not None and live.begun_at is not None:
        await show(context, live)
        return
    items = await going.open_today(context.uow, context.person, context.local_now)
    if context.person.status is Status.PAUSED:
        items = ()
    if len(items) == 1:
        await _open(context, items[0].session.id)
    elif items:
        await context.show("go/choose", items=items)
    else:
        await _nothing(context)


async def tapped(context: Context, tap: Tap) -> None:
    """A button of a running session; one that is no longer true shows where it stands."""
    if tap.id == "today":
        await go(context, "")
        return
    if tap.action == "open":
        await _open(context, tap.id)
        return
    live = await going.current(context.uow, context.person)
    verb, _, detail = tap.action.partition("-")
    if live is None or live.session.id != tap.id or verb not in STEPS:
        context.say("old_button")
        await go(context, "")
    else:
        await STEPS[verb](context, live, detail)


async def answered(context: Context, _: Dialogue, text: str) -> bool:
    """The repetitions of the set at hand, a weight, or a button's label; anything else is read as a log."""
    live = await going.current(context.uow, context.person)
    if live is None:
        return False
    if live.way is Way.SETS and live.place is not None and text.isdecimal() and 0 < int(text) <= MOST_REPS:
        await sets.reps(context, live, f"{live.taps}-{int(text)}")
        return True
    if live.way is Way.SETS and (load_kg := answers.load_kg(text)) is not None:
        await sets.load(context, live, load_kg)
        return True
    template, values = await screen(context.uow, context.person, live, context.now)
    tap = answers.label(text, context.services.renderer.screen(template, context.voice, values).keyboard)
    if tap is None or tap.kind != KIND:
        return False
    await tapped(context, tap)
    return True


async def _open(context: Context, session_id: str) -> None:
    live = await going.show(context.uow, context.person, session_id, context.now)
    if live is None:
        context.tell("not_open")
        await _nothing(context)
        return
    if live.session.id != session_id:
        context.tell("still_running")
    elif live.begun_at is None and live.way is Way.SETS:
        live = await going.begin(context.uow, context.person, live, context.now)
    await show(context, live)


async def _nothing(context: Context) -> None:
    following = await days.next_item(context.uow, context.person, context.local_now)
    await context.show("go/none", following=following)


async def _start(context: Context, live: Live, _: str) -> None:
    if live.begun_at is None:
        live = await going.begin(context.uow, context.person, live, context.now)
    await show(context, live)


async def _next(context: Context, live: Live, begins: str) -> None:
    """The next interval now; the button names the part it stood on, so that a second tap doesn't skip another."""
    values = (await screen(context.uow, context.person, live, context.now))[1]
    segment = values.get("segment")
    if segment is not None and begins == str(getattr(segment, "begins_s", "")):
        live = await going.keep(context.uow, context.person, next_round(live, context.now), context.now)
    await show(context, live)


async def _pause(context: Context, live: Live, _: str) -> None:
    """The clock of the intervals stands still."""
    await show(context, await going.keep(context.uow, context.person, pause(live, context.now), context.now))


async def _resume(context: Context, live: Live, _: str) -> None:
    """It runs on from there."""
    await show(context, await going.keep(context.uow, context.person, resume(live, context.now), context.now))


async def _show(context: Context, live: Live, _: str) -> None:
    await show(context, live)


STEPS: dict[str, Step] = {
    "start": _start,
    "show": _show,
    "next": _next,
    "pause": _pause,
    "resume": _resume,
    "track": send_track,
    "done": sets.done,
    "enough": sets.enough,
    "reps": sets.reps,
    "other": sets.other,
    "weight": sets.weight,
    "up": sets.up,
    "down": sets.down,
    "skip": sets.skip,
    "undo": sets.undo,
    "finish": finishing.finish,
    "minutes": finishing.minutes,
    "save": finishing.save,
    "on": finishing.go_on,
    "drop": finishing.drop,
}
CONVERSATION = Conversation(commands={"go": go}, taps={KIND: tapped}, texts={KIND: answered})
