"""What serves the commands and buttons about today."""

from __future__ import annotations

from bot.coaching import days
from handlers.context import Context
from handlers.day import fitting, late, moving
from handlers.day.screens import today, week
from handlers.keyboards import Tap
from handlers.registry import Conversation

KIND = "day"


async def tapped(context: Context, tap: Tap) -> None:
    """A button of a reminder or of today's screen."""
    verb, _, detail = tap.action.partition("-")
    if verb not in VERBS:
        await today(context)
    elif not await VERBS[verb](context, tap.id, detail):
        context.tell("already_logged", shown="today")
        await today(context)


async def move(context: Context, _: str) -> None:
    """/move: where the next open session could go."""
    await _for_next(context, "move")


async def skip(context: Context, _: str) -> None:
    """/skip: the next open session, with the reason."""
    await _for_next(context, "skip")


async def _for_next(context: Context, verb: str) -> None:
    item = await days.next_item(context.uow, context.person, context.local_now.replace(hour=0, minute=0))
    if item is None or not await VERBS[verb](context, item.session.id, ""):
        await today(context)


VERBS = {
    "easier": fitting.easier,
    "apply": fitting.apply,
    "one": fitting.only_one,
    "move": moving.move,
    "to": moving.to,
    "skip": moving.skip,
    "because": moving.because,
}
CONVERSATION = Conversation(
    commands={"today": today, "week": week, "move": move, "skip": skip, "undo": moving.undo},
    taps={KIND: tapped, "undo": moving.undone, "gap": late.tapped},
)
