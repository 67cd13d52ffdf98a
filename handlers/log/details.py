"""More of a session than one tap: how long it really was, how many intervals; the rest stands behind its buttons."""

from __future__ import annotations

from bot.coaching import checkins
from bot.coaching.checkins import MOST_INTERVALS, MOST_MINUTES, Logged
from handlers.context import Context
from handlers.log import screens
from rules.sessions import Session
from rules.units import round_to_five

SHARES = (0.5, 0.75, 1.0, 1.25)


async def show(context: Context, session_id: str, _: str) -> Logged | None:
    """What can be added to a session."""
    logged = await checkins.look(context.uow, context.person, session_id)
    if logged is not None:
        await screens.wait(context, "details", session_id)
        await context.show("log/details", logged=logged)
    return logged


async def minutes(context: Context, session_id: str, value: str) -> Logged | None:
    """The real length: asked without a value, kept with one."""
    if value.isdecimal() and 0 < int(value) <= MOST_MINUTES:
        return await _kept(
            context,
            await checkins.minutes(context.uow, context.person, session_id, int(value), context.now),
        )
    logged = await checkins.look(context.uow, context.person, session_id)
    if logged is not None:
        await screens.wait(context, "minutes", session_id)
        await context.show("log/minutes", logged=logged, offered=offered(logged.item.session))
    return logged


async def intervals(context: Context, session_id: str, value: str) -> Logged | None:
    """How many intervals were done: asked without a value, kept with one."""
    if value.isdecimal() and int(value) <= MOST_INTERVALS:
        return await _kept(
            context,
            await checkins.intervals(context.uow, context.person, session_id, int(value), context.now),
        )
    logged = await checkins.look(context.uow, context.person, session_id)
    if logged is not None:
        await context.show("log/intervals", logged=logged)
    return logged


async def rate(context: Context, session_id: str, _: str) -> Logged | None:
    """The questions of a session that was logged without them."""
    logged = await checkins.look(context.uow, context.person, session_id)
    if logged is None or logged.item.open:
        return None
    await screens.ask_next(context, logged)
    return logged


def offered(session: Session) -> tuple[int, ...]:
    """Lengths to tap: half, three quarters, all and five quarters of the plan, to five minutes."""
    lengths = {max(5, round_to_five(session.minutes * share)) for share in SHARES} | {session.minutes}
    return tuple(sorted(lengths))


async def _kept(context: Context, logged: Logged | None) -> Logged | None:
    if logged is not None:
        context.say("logged", standing=logged.standing, today=context.today)
        await screens.ask_next(context, logged)
    return logged
