"""The safety screen: before anything else, and the two ways on from it (C-40 to C-44, ux M14e)."""

from __future__ import annotations

from bot.coaching import safety
from bot.coaching.outgoing import Kind
from handlers.context import Context
from handlers.keyboards import Tap
from handlers.registry import Conversation

KIND = "safety"


async def warn(context: Context, level: str) -> None:
    """Stop the advice at once; a new message, whatever was open before."""
    await context.uow.dialogues.clear(context.person.id)
    await context.send(f"safety/{level}", kind=Kind.SAFETY)


async def tapped(context: Context, tap: Tap) -> None:
    """It was that (the hold stands), or something else was meant (everything as before)."""
    if tap.action == "other":
        context.person = await safety.false_alarm(context.uow, context.person, context.now)
        await context.show("safety/resumed")
    elif tap.action == "cleared":
        await context.show("safety/when")
    elif tap.id == "when":
        context.person = await safety.cleared(context.uow, context.person, int(tap.action), context.now)
        await context.show("safety/cleared")
    else:
        await context.show("safety/held")


async def health(context: Context, _: str) -> None:
    """/health: the hold, or how to tell me of a problem."""
    held = safety.is_held(context.person)
    await context.show("safety/held" if held else "safety/health")


CONVERSATION = Conversation(commands={"health": health}, taps={KIND: tapped, "health": tapped})
