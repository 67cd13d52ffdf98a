"""The safety screen: before anything else, and the two ways on from it (C-40 to C-44, ux M14e)."""

from __future__ import annotations

from datetime import timedelta

from bot.coaching import safety
from bot.coaching.outgoing import Kind
from bot.coaching.people import TRAINING, Dialogue
from handlers.context import Context
from handlers.keyboards import Tap
from handlers.registry import Conversation
from rules.constants import P
from rules.red_flags import RedFlag
from rules.screening import LIMITS

KIND = "safety"
DAYS_AGO = frozenset({"7", "60", "180"})


async def warn(context: Context, flag: RedFlag) -> None:
    """Stop the advice at once; a new message, whatever was open before."""
    await context.uow.dialogues.clear(context.person.id)
    name = "red1" if safety.is_emergency(flag) else "red2"
    await context.send(f"safety/{name}", kind=Kind.SAFETY, self_harm=flag.topic == "self_harm")


async def tapped(context: Context, tap: Tap) -> None:
    """It was that, or something else was meant; or a doctor's word, with its limits and its date."""
    if tap.id == "when" and tap.action in DAYS_AGO:
        await _cleared(context, int(tap.action))
    elif tap.id == "limit" or tap.action == "cleared":
        await _when(context, tap.action if tap.id == "limit" else "")
    elif tap.action == "other" and safety.is_held(context.person):
        context.person = await safety.false_alarm(context.uow, context.person, context.now)
        await context.show("safety/resumed", trains=context.person.status in TRAINING)
    elif tap.action == "that" and await safety.confirm(
        context.uow, context.person, context.today, context.now
    ):
        await context.show("safety/held")
    elif await safety.is_light(context.uow, context.person):
        await context.show("safety/light", trains=await _trains(context))
    else:
        context.say("old_button")
        await health(context, "")


async def health(context: Context, _: str) -> None:
    """/health: the hold, or how to tell me of a problem."""
    if safety.is_held(context.person):
        await context.show("safety/held")
    else:
        await context.show("safety/health", fever_c=P.illness.fever_c)


async def _trains(context: Context) -> bool:
    return await context.uow.training.state(context.person.id) is not None


async def _when(context: Context, toggled: str) -> None:
    limits = await _limits(context)
    limits ^= {toggled} & LIMITS
    await context.ask(KIND, "when", {"limits": sorted(limits)})
    await context.show("safety/when", limits=limits)


async def _cleared(context: Context, days_ago: int) -> None:
    limits = frozenset(await _limits(context))
    on = context.today - timedelta(days=days_ago)
    context.person = await safety.cleared(context.uow, context.person, on, limits, context.today, context.now)
    await context.uow.dialogues.clear(context.person.id)
    if safety.is_held(context.person):
        await context.show("safety/held")
    else:
        await context.show("safety/cleared", trains=await _trains(context))


async def _limits(context: Context) -> set[str]:
    dialogue: Dialogue | None = await context.uow.dialogues.get(context.person.id, context.now)
    kept = dialogue.data.get("limits", []) if dialogue and dialogue.kind == KIND else []
    return {str(limit) for limit in kept} if isinstance(kept, list) else set()


CONVERSATION = Conversation(commands={"health": health}, taps={KIND: tapped})
