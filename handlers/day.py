"""Today made to fit: easier, short on time, moved, skipped; each shown before it applies (G-60, G-71, ux M9)."""

from __future__ import annotations

from datetime import date

from bot.coaching import adjust, checkins, days, moves, weeks
from bot.coaching.adjust import Wish
from bot.coaching.people import Status
from handlers.context import Context
from handlers.keyboards import Tap
from handlers.registry import Conversation
from rules.calendar import monday_of
from rules.checkin import SkipReason

KIND = "day"


async def today(context: Context, _: str) -> None:
    """/today: what is on, or rest and what comes next (ux M15)."""
    standing = await days.standing(context.uow, context.person, context.today)
    following = await days.next_item(context.uow, context.person, context.local_now)
    await context.show(
        "day/today",
        today=context.today,
        items=standing.on(context.today) if standing else (),
        following=following,
        paused=context.person.status is Status.PAUSED,
    )


async def week(context: Context, _: str) -> None:
    """/week: the plan of this week with what has been logged."""
    standing = await days.standing(context.uow, context.person, context.today)
    if standing is None:
        await today(context, "")
    else:
        await context.show("day/week", standing=standing, today=context.today)


async def move(context: Context, _: str) -> None:
    """/move: where the next open session could go."""
    await _for_next(context, "move")


async def skip(context: Context, _: str) -> None:
    """/skip: the next open session, with the reason."""
    await _for_next(context, "skip")


async def undo(context: Context, _: str) -> None:
    """/undo: the last change of this week's plan is taken back."""
    await _undo(context, monday_of(context.today), None)


async def undone(context: Context, tap: Tap) -> None:
    """The Undo button under a change of the plan; once another change was made, it has nothing to undo."""
    version = int(tap.action) if tap.action.isdigit() else 0
    await _undo(context, days.week_of(tap.id) or monday_of(context.today), version)


async def tapped(context: Context, tap: Tap) -> None:
    """A button of a reminder or of today's screen."""
    verb, _, detail = tap.action.partition("-")
    if verb not in VERBS:
        await today(context, "")
    elif not await VERBS[verb](context, tap.id, detail):
        context.say("already_logged")
        await today(context, "")


async def _for_next(context: Context, verb: str) -> None:
    item = await days.next_item(context.uow, context.person, context.local_now.replace(hour=0, minute=0))
    if item is None or not await VERBS[verb](context, item.session.id, ""):
        await today(context, "")


async def _undo(context: Context, start: date, version: int | None) -> None:
    restored = await weeks.undo(context.uow, context.person, start, context.now, version)
    context.say("undone" if restored else "nothing")
    await week(context, "")


async def _easier(context: Context, session_id: str, _: str) -> bool:
    offers = {
        wish: await adjust.offer(context.uow, context.person, session_id, wish)
        for wish in (Wish.EASIER, Wish.SHORT_30, Wish.SHORT_15)
    }
    if not all(offers.values()):
        return False
    await context.show("day/easier", id=session_id, offers=offers)
    return True


async def _apply(context: Context, session_id: str, detail: str) -> bool:
    made = await adjust.apply(context.uow, context.person, session_id, Wish(detail), context.now)
    if made is None:
        return False
    start = made.standing.week.start
    version = await weeks.version(context.uow, context.person, start)
    await context.show("day/adjusted", id=session_id, offer=made, start=start, version=version)
    return True


async def _move(context: Context, session_id: str, _: str) -> bool:
    answer = await moves.options(context.uow, context.person, session_id, context.local_now)
    if answer is None:
        return False
    await context.show("day/move", id=session_id, answer=answer)
    return True


async def _to(context: Context, session_id: str, detail: str) -> bool:
    done = await moves.move(
        context.uow, context.person, session_id, int(detail), context.local_now, context.now
    )
    if done is None:
        return False
    version = await weeks.version(context.uow, context.person, done.week.start)
    await context.show("day/moved", move=done, id=session_id, version=version)
    return True


async def _skip(context: Context, session_id: str, _: str) -> bool:
    found = await days.find(context.uow, context.person, session_id)
    if found is None or not found[1].open:
        return False
    partners = found[0].on(found[1].date)
    await context.show("day/skip", id=session_id, item=found[1], partners=partners)
    return True


async def _because(context: Context, session_id: str, detail: str) -> bool:
    logged = await checkins.skip(context.uow, context.person, session_id, SkipReason(detail), context.now)
    if logged is None or not logged.fresh:
        return False
    options = await moves.options(context.uow, context.person, session_id, context.local_now)
    await context.show("day/skipped", logged=logged, id=session_id, can_move=bool(options and options.days))
    return True


VERBS = {
    "easier": _easier,
    "apply": _apply,
    "move": _move,
    "to": _to,
    "skip": _skip,
    "because": _because,
}
CONVERSATION = Conversation(
    commands={"today": today, "week": week, "move": move, "skip": skip, "undo": undo},
    taps={KIND: tapped, "undo": undone},
)
