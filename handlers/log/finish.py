"""A finish that is typed again: corrected, or asked about where another session could be meant (G-60 point 6)."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.coaching import checkins, finishes, typed_logs
from bot.coaching.checkins import PAST_MIDNIGHT, Logged
from bot.coaching.finishes import Corrected, Meant
from handlers.context import Context
from handlers.log import readback, saving, screens
from handlers.log.stored import Pending

WHICH = "which"
UNKNOWN = "none"
LATEST_MIN = (timedelta(days=1) + PAST_MIDNIGHT) // timedelta(minutes=1)


async def again(context: Context, waiting: Pending, meant: Meant) -> None:
    """Correct the finish at once; asked first where an open session could be meant, or words are left over."""
    report = waiting.report
    if meant.open is not None or report.notes or not report.sure:
        await readback.wait(context, waiting, WHICH)
        await context.show("log/whose_finish", waiting=waiting, meant=meant)
    else:
        await correct(context, waiting)


async def correct(context: Context, waiting: Pending, _: str = "") -> None:
    """The session that was logged before ended at this time."""
    await context.uow.dialogues.clear(context.person.id)
    uow, person, report = context.uow, context.person, waiting.report
    item = await typed_logs.last_done(uow, person, report)
    finished = typed_logs.finished_at(person, report, context.now)
    done = await finishes.correct(uow, person, item.session.id, finished, context.now) if item else None
    if done is None:
        await context.show("log/answered")
        return
    await saving.keep_words(context, report, done.logged)
    await _show(context, done)


async def of_the_open_one(context: Context, waiting: Pending, _: str) -> None:
    """It is the open session that ended then."""
    await saving.save(context, waiting)


async def put_back(context: Context, session_id: str, value: str) -> Logged | None:
    """The Undo of a correction: the finish that was known before, in minutes of its day."""
    logged = await checkins.look(context.uow, context.person, session_id)
    if logged is None or not logged.item.done or not (value == UNKNOWN or _is_minute(value)):
        return None
    finished = None
    if value != UNKNOWN:
        midnight = datetime.combine(logged.item.date, time(), ZoneInfo(context.person.time_zone))
        finished = midnight + timedelta(minutes=int(value))
    done = await finishes.correct(context.uow, context.person, session_id, finished, context.now)
    if done is None:
        return None
    context.say("undone")
    await _show(context, done)
    return done.logged


def _is_minute(value: str) -> bool:
    return value.isdecimal() and len(value) <= 4 and int(value) <= LATEST_MIN


async def _show(context: Context, done: Corrected) -> None:
    if done.finished == done.before:
        await screens.ask_next(context, done.logged)
        return
    zone = ZoneInfo(context.person.time_zone)
    before = UNKNOWN
    if done.before is not None:
        wall = done.before.astimezone(zone).replace(tzinfo=None)
        before = str((wall - datetime.combine(done.logged.item.date, time())) // timedelta(minutes=1))
    logged = await checkins.look(context.uow, context.person, done.logged.item.session.id)
    await context.show("log/finish", logged=logged, done=done, before=before)
