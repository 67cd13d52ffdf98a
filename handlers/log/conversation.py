"""The quick log: done, how hard, could you talk; already saved at the first tap (ux M7 to M7b)."""

from __future__ import annotations

from datetime import timedelta

from bot.coaching import checkins, days, going
from bot.coaching.checkins import Logged
from handlers.context import Context
from handlers.keyboards import Tap
from handlers.log import details, finish, imported, quick_text, screens, typed
from handlers.registry import Conversation
from rules.checkin import TalkTest

KIND = "log"


async def log(context: Context, text: str) -> None:
    """/log: today's and yesterday's open sessions, one tap each; with words after it, they are read as a log."""
    if text:
        if not await typed.read(context, text):
            await context.show("log/not_a_log")
        return
    standing = await days.standing(context.uow, context.person, context.today)
    before = await days.standing(context.uow, context.person, context.today - timedelta(days=1))
    yesterday = before.on(context.today - timedelta(days=1)) if before else ()
    todays = standing.on(context.today) if standing else ()
    await context.show("log/open", today=todays, yesterday=yesterday)


async def tapped(context: Context, tap: Tap) -> None:
    """A button of the quick log."""
    verb, _, value = tap.action.partition("-")
    if verb not in STEPS:
        await log(context, "")
        return
    logged = await STEPS[verb](context, tap.id, value)
    if logged is None:
        context.say("already_logged", shown="log")
        await log(context, "")


async def _done(context: Context, session_id: str, _: str) -> Logged | None:
    return await _recorded(context, await checkins.done(context.uow, context.person, session_id, context.now))


async def _both(context: Context, session_id: str, _: str) -> Logged | None:
    return await _recorded(
        context, await checkins.day_done(context.uow, context.person, session_id, context.now)
    )


async def _recorded(context: Context, logged: Logged | None) -> Logged | None:
    if logged is None:
        return None
    await going.keep_sets(context.uow, context.person, logged, context.now)
    if not logged.fresh and logged.item.checkin is not None:
        context.say("logged_before", at=logged.item.checkin.logged_at)
    else:
        context.say("logged", standing=logged.standing, today=context.today)
    await screens.ask_next(context, logged)
    return logged


async def _effort(context: Context, session_id: str, value: str) -> Logged | None:
    logged = await checkins.effort(context.uow, context.person, session_id, _rpe(value), context.now)
    if logged is not None:
        await screens.ask_next(context, logged)
    return logged


def _rpe(value: str) -> int:
    return min(10, max(1, int(value))) if value.isdecimal() else screens.BANDS[2]


async def _talk(context: Context, session_id: str, value: str) -> Logged | None:
    answer = TalkTest(value) if value in tuple(TalkTest) else None
    logged = await checkins.talk(context.uow, context.person, session_id, answer, context.now)
    if logged is not None:
        await screens.finish(context, logged)
    return logged


async def _skip_question(context: Context, session_id: str, _: str) -> Logged | None:
    logged = await checkins.look(context.uow, context.person, session_id)
    if logged is not None:
        await screens.finish(context, logged)
    return logged


async def _undo(context: Context, session_id: str, _: str) -> Logged | None:
    logged = await checkins.undo(context.uow, context.person, session_id, context.now)
    if logged is not None:
        context.say("undone")
        await log(context, "")
    return logged


STEPS = {
    "done": _done,
    "both": _both,
    "effort": _effort,
    "talk": _talk,
    "pass": _skip_question,
    "finish": finish.put_back,
    "undo": _undo,
    "details": details.show,
    "minutes": details.minutes,
    "intervals": details.intervals,
    "rate": details.rate,
}
CONVERSATION = Conversation(
    commands={"log": log, "import": imported.explain},
    taps={KIND: tapped, "typed": typed.tapped, imported.KIND: imported.tapped},
    texts={"typed": typed.answered, KIND: quick_text.answered},
)
