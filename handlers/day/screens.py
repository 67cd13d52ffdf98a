"""The two screens that everything here comes back to: today, and this week (ux M15)."""

from __future__ import annotations

from bot.coaching import days
from bot.coaching.people import Status
from handlers.context import Context
from handlers.pinned import week_values


async def today(context: Context, _: str = "") -> None:
    """/today: what is on, or rest and what comes next."""
    standing = await days.standing(context.uow, context.person, context.today)
    following = await days.next_item(context.uow, context.person, context.local_now)
    await context.show(
        "day/today",
        today=context.today,
        items=standing.on(context.today) if standing else (),
        following=following,
        paused=context.person.status is Status.PAUSED,
    )


async def week(context: Context, _: str = "") -> None:
    """/week: the plan of this week with what has been logged; before the first begins, the one to come."""
    standing = await days.this_or_next(context.uow, context.person, context.local_now)
    if standing is None:
        await today(context)
    else:
        await context.put(
            "day/week", week_values(context.person, standing, context.today), edit=context.message_id
        )
