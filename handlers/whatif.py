"""/whatif: a change is shown beside the plan before anything is saved."""

from __future__ import annotations

from bot.coaching import trying
from handlers.context import Context
from handlers.keyboards import Tap
from handlers.registry import Conversation

KIND = "whatif"


async def home(context: Context, _: str) -> None:
    """/whatif: what can be tried."""
    wishes = await trying.wishes(context.uow, context.person, context.today)
    if wishes is None:
        await context.show("why/none")
    else:
        await context.show("whatif/home", wishes=wishes)


async def tapped(context: Context, tap: Tap) -> None:
    """Choose what to try, try it, have it, or look at the others."""
    if tap.action == "pick":
        await _pick(context, tap.id)
    elif tap.action == "try":
        await _try(context, trying.wish_of(tap.id))
    elif tap.action == "have":
        await _have(context, trying.wish_of(tap.id))
    else:
        await home(context, "")


async def _pick(context: Context, kind: str) -> None:
    """Which day, goal or event; what leaves no choice is tried at once."""
    all_of_them = await trying.wishes(context.uow, context.person, context.today) or ()
    wishes = tuple(wish for wish in all_of_them if wish.kind == kind)
    if len(wishes) == 1:
        await _try(context, wishes[0])
    elif wishes:
        await context.show("whatif/pick", wishes=wishes)
    else:
        await home(context, "")


async def _try(context: Context, wish: trying.Wish) -> None:
    found = await trying.tried(context.uow, context.person, wish, context.today)
    if found is None:
        context.say("old_button")
        await home(context, "")
    else:
        await context.show("whatif/shown", wish=wish, found=found)


async def _have(context: Context, wish: trying.Wish) -> None:
    if await trying.grant(context.uow, context.person, wish, context.today, context.now):
        await context.show("setup/revised")
    else:
        context.say("old_button")
        await home(context, "")


CONVERSATION = Conversation(commands={"whatif": home}, taps={KIND: tapped})
