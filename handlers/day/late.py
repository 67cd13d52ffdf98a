"""After a late finish: put back what was moved, or choose what becomes of what no longer fits (G-60 point 6)."""

from __future__ import annotations

from bot.coaching import days, gap_choices, gaps, weeks
from handlers.context import Context
from handlers.day.screens import today
from handlers.keyboards import Tap


async def tapped(context: Context, tap: Tap) -> None:
    """A button under the last screen of a log."""
    if tap.action == "back":
        restored = await gaps.release(context.uow, context.person, tap.id, context.now)
        context.tell("undone" if restored else "nothing")
        await today(context)
        return
    kind, _, outing = tap.action.partition("-")
    done = await gap_choices.choose(context.uow, context.person, tap.id, outing, kind, context.now)
    if done is None:
        context.tell("answered_before")
        await today(context)
        return
    start = days.week_of(outing) or context.today
    version = await weeks.version(context.uow, context.person, start)
    await context.show("day/gap_chosen", told=done[0], choice=done[1], start=start, version=version)
