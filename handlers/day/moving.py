"""A session moved to another day, or skipped with its reason; and the last change taken back (G-60, ux M9)."""

from __future__ import annotations

from datetime import date

from bot.coaching import checkins, days, moves, weeks
from bot.coaching.blocks import block_of
from handlers.context import Context
from handlers.day.screens import week
from handlers.keyboards import Tap
from rules.calendar import monday_of
from rules.checkin import SkipReason

EXACTLY = "this"


async def move(context: Context, session_id: str, detail: str) -> bool:
    """Where a session could go, day by day; of a training time the piece that matters most, unless one is named."""
    uow, person = context.uow, context.person
    if detail != EXACTLY:
        session_id = await moves.leading(uow, person, session_id)
    answer = await moves.options(uow, person, session_id, context.local_now)
    if answer is None:
        return False
    await context.show("day/move", id=session_id, answer=answer)
    return True


async def to(context: Context, session_id: str, day: str) -> bool:
    """Put it there, if that is still possible."""
    if not day.isdigit():
        return False
    done = await moves.move(context.uow, context.person, session_id, int(day), context.local_now, context.now)
    if done is None:
        return False
    version = await weeks.version(context.uow, context.person, done.week.start)
    await context.show("day/moved", move=done, id=session_id, version=version)
    return True


async def skip(context: Context, session_id: str, _: str) -> bool:
    """Ask for the reason; what follows the session directly goes with it."""
    found = await days.find(context.uow, context.person, session_id)
    if found is None or not found[1].open:
        return False
    standing, item = found
    block = block_of(standing.week, session_id)
    after = [
        i for i in standing.items if i.open and i.session.id in block and i.session.start > item.session.start
    ]
    await context.show(
        "day/skip", id=session_id, item=item, after=after, others=standing.other_times(session_id)
    )
    return True


async def because(context: Context, session_id: str, reason: str) -> bool:
    """Keep the skip with its reason; it may still move."""
    if reason not in tuple(SkipReason):
        return False
    uow, person = context.uow, context.person
    logged = await checkins.skip(uow, person, session_id, SkipReason(reason), context.now)
    if logged is None or not logged.fresh:
        return False
    can_move = await moves.can_move(uow, person, session_id, context.local_now)
    await context.show("day/skipped", logged=logged, id=session_id, can_move=can_move)
    return True


async def undo(context: Context, _: str) -> None:
    """/undo: what was logged or skipped last today, else the last change of this week's plan, is taken back."""
    if await checkins.undo_last(context.uow, context.person, context.today, context.now):
        context.tell("undone")
        await week(context)
    else:
        await _undo(context, monday_of(context.today), None)


async def undone(context: Context, tap: Tap) -> None:
    """The Undo button under a change of the plan; once another change was made, it has nothing to undo."""
    version = int(tap.action) if tap.action.isdigit() else 0
    await _undo(context, days.week_of(tap.id) or monday_of(context.today), version)


async def _undo(context: Context, start: date, version: int | None) -> None:
    restored = await weeks.undo(context.uow, context.person, start, context.now, version)
    context.tell("undone" if restored else "nothing")
    await week(context)
