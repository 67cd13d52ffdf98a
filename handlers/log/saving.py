"""Saving a report that was read back, and taking one back."""

from __future__ import annotations

from bot.coaching import checkins, going, moves, typed_logs
from bot.coaching.checkins import Logged
from bot.coaching.days import Item
from bot.coaching.entries import Report
from handlers import pains
from handlers.context import Context
from handlers.log import screens
from handlers.log.stored import Pending
from rules.calendar import monday_of
from rules.checkin import SkipReason


async def save(context: Context, waiting: Pending, _: str = "") -> None:
    """Save what was read back and go on with what is still missing."""
    await context.uow.dialogues.clear(context.person.id)
    report = waiting.report
    if report.entries:
        await _save_entries(context, waiting)
        return
    item = await typed_logs.open_item(context.uow, context.person, report, context.local_now)
    if item is None:
        await context.show("log/answered")
    elif report.skipped is not None:
        await _save_skip(context, report, item)
    else:
        await save_done(context, report, item)


async def _save_entries(context: Context, waiting: Pending) -> None:
    saved = await typed_logs.save(context.uow, context.person, waiting.report, waiting.key, context.now)
    if saved.logged:
        context.say("logged", standing=saved.logged[0].standing, today=context.today)
        await screens.ask_next(context, saved.logged[0])
    else:
        context.say("saved")
        week = monday_of(waiting.report.day)
        earlier = week if week < monday_of(context.today) else None
        await context.show("log/unplanned", saved=saved, key=waiting.key, earlier=earlier)


async def undo(context: Context, key: str) -> None:
    """Take back what the message with this key had saved."""
    await typed_logs.take_back(context.uow, context.person, key, context.today)
    context.say("undone")
    await context.show("log/cancelled")


async def save_done(context: Context, report: Report, item: Item) -> None:
    """The words "done" or "ok": the session as planned, with the effort and the finish if they were told."""
    uow, person, now = context.uow, context.person, context.now
    finished = typed_logs.finished_at(person, report, now)
    logged = await checkins.done(uow, person, item.session.id, now, finished)
    await going.keep_sets(uow, person, logged, now)
    if report.all_day:
        await checkins.day_done(uow, person, item.session.id, now)
    logged = await keep_words(context, report, logged)
    if logged is not None:
        await screens.ask_next(context, logged)


async def keep_words(context: Context, report: Report, logged: Logged | None) -> Logged | None:
    """The effort, the talk test and the note of a message, kept with the session that it is about."""
    if logged is None:
        return None
    uow, person, now, session_id = context.uow, context.person, context.now, logged.item.session.id
    if report.rpe is not None:
        logged = await checkins.effort(uow, person, session_id, _effort(report.rpe), now)
    if report.talk is not None and logged is not None and logged.talking:
        logged = await checkins.talk(uow, person, session_id, report.talk, now)
    if report.notes:
        logged = await checkins.remark(uow, person, session_id, " · ".join(report.notes), now)
    return logged


def _effort(told: float) -> int:
    return min(10, max(1, round(told)))


async def _save_skip(context: Context, report: Report, item: Item) -> None:
    uow, person = context.uow, context.person
    logged = await checkins.skip(
        uow, person, item.session.id, report.skipped or SkipReason.OTHER, context.now
    )
    if report.notes:
        words = " · ".join(report.notes)
        await checkins.remark(uow, person, item.session.id, words, context.now)
    if report.region is not None:
        await pains.how_bad(context, report.region)
    else:
        can_move = await moves.can_move(uow, person, item.session.id, context.local_now)
        await context.show("day/skipped", logged=logged, id=item.session.id, can_move=can_move)
