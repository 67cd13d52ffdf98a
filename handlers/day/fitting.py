"""Today a notch easier, shorter, or only one of two sessions (G-71)."""

from __future__ import annotations

from bot.coaching import adjust, weeks
from bot.coaching.adjust import Wish
from handlers.context import Context


async def easier(context: Context, session_id: str, _: str) -> bool:
    """What easier and shorter would make of a training time; nothing is changed yet."""
    offers = {wish: await adjust.offer(context.uow, context.person, session_id, wish) for wish in Wish}
    made = offers[Wish.EASIER]
    if made is None:
        return False
    others = made.standing.other_times(session_id)
    await context.show("day/easier", id=session_id, offers=offers, others=others)
    return True


async def apply(context: Context, session_id: str, wish: str) -> bool:
    """Make it so, with the way back."""
    if wish not in tuple(Wish):
        return False
    made = await adjust.apply(context.uow, context.person, session_id, Wish(wish), context.now)
    if made is None:
        return False
    start = made.standing.week.start
    version = await weeks.version(context.uow, context.person, start)
    await context.show("day/adjusted", id=session_id, offer=made, start=start, version=version)
    return True


async def only_one(context: Context, session_id: str, _: str) -> bool:
    """Only time for one of today's two: which to do, and why."""
    choice = await adjust.only_one(context.uow, context.person, session_id)
    if choice is None:
        return False
    await context.show("day/only_one", choice=choice)
    return True
