"""What follows a saved log: how hard, could you talk, done (ux M7 to M7b)."""

from __future__ import annotations

from bot.coaching import days
from bot.coaching.checkins import Logged
from handlers.context import Context

# One RPE a band of the five buttons: the upper value of each, so that effort is rather over- than underrated.
BANDS = (2, 4, 6, 8, 10)


async def ask_next(context: Context, logged: Logged) -> None:
    """The next question of a check-in, or its end."""
    checkin = logged.item.checkin
    if checkin is not None and checkin.rpe is None:
        await context.show("log/effort", logged=logged, bands=BANDS)
    elif checkin is not None and logged.asks_talk and checkin.talk_test is None:
        await context.show("log/talk", logged=logged)
    else:
        await finish(context, logged)


async def finish(context: Context, logged: Logged) -> None:
    """The end: how the week stands and what comes next."""
    following = await days.next_item(context.uow, context.person, context.local_now)
    await context.show("log/done", logged=logged, following=following)
