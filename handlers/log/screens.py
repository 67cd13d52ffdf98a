"""What follows a saved log: how hard, could you talk, done (ux M7 to M7b)."""

from __future__ import annotations

from bot.coaching import days
from bot.coaching.checkins import Logged
from handlers.context import Context
from rules.checkin import Status

KIND = "log"
# One RPE a band of the five buttons: the upper value of each, so that effort is rather over- than underrated.
BANDS = (2, 4, 6, 8, 10)


async def ask_next(context: Context, logged: Logged) -> None:
    """The next question of a check-in, or its end; a number or a label typed answers it too."""
    checkin, session_id = logged.item.checkin, logged.item.session.id
    if checkin is not None and checkin.status is Status.SKIPPED:
        await context.show("day/skipped", logged=logged, id=session_id, can_move=False)
    elif checkin is not None and checkin.rpe is None:
        await wait(context, "effort", session_id)
        await context.show("log/effort", logged=logged, bands=BANDS)
    elif checkin is not None and logged.talking and logged.talk_test is None:
        await wait(context, "talk", session_id)
        await context.show("log/talk", logged=logged)
    else:
        await finish(context, logged)


async def finish(context: Context, logged: Logged) -> None:
    """The end: how the week stands and what comes next."""
    await context.uow.dialogues.clear(context.person.id)
    following = await days.next_item(context.uow, context.person, context.local_now)
    await context.show("log/done", logged=logged, following=following, today=context.today)


async def wait(context: Context, state: str, session_id: str) -> None:
    """Remember which question of which session the next text may answer."""
    await context.ask(KIND, state, {"session": session_id})
