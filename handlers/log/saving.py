"""Saving a report that was read back, and taking one back."""

from __future__ import annotations

from bot.coaching import checkins, typed_logs
from bot.coaching.checkins import Logged
from bot.coaching.days import Item
from bot.coaching.entries import Report
from handlers.context import Context
from handlers.log import screens
from handlers.log.stored import Pending


async def save(context: Context, waiting: Pending, _: str = "") -> None:
    """Save all entries and go on with what is still missing."""
    await context.uow.dialogues.clear(context.person.id)
    if waiting.report.skipped is not None:
        await _save_skip(context, waiting.report)
        return
    saved = await typed_logs.save(context.uow, context.person, waiting.report, waiting.key, context.now)
    if saved.logged:
        context.say("logged", standing=saved.logged[0].standing)
        await screens.ask_next(context, saved.logged[0])
    else:
        context.say("saved")
        await context.show("log/unplanned", saved=saved, key=waiting.key)


async def undo(context: Context, key: str) -> None:
    """Take back what the message with this key had saved."""
    await typed_logs.take_back(context.uow, context.person, key, context.today)
    context.say("undone")
    await context.show("log/cancelled")


async def save_done(context: Context, report: Report, item: Item) -> None:
    """The words "done" or "ok": the session as planned, with the effort and the finish if they were told."""
    uow, person, now = context.uow, context.person, context.now
    logged = await checkins.done(uow, person, item.session.id, now)
    if report.rpe is not None:
        logged = await checkins.effort(uow, person, item.session.id, round(report.rpe), now)
    if report.talk is not None and _asks_talk(logged):
        logged = await checkins.talk(uow, person, item.session.id, report.talk, now)
    if logged is not None:
        await screens.ask_next(context, logged)


def _asks_talk(logged: Logged | None) -> bool:
    return logged is not None and logged.asks_talk


async def _save_skip(context: Context, report: Report) -> None:
    uow, person = context.uow, context.person
    item = await typed_logs.open_item(uow, person, report.day)
    if item is None or report.skipped is None:
        await context.show("log/answered")
        return
    logged = await checkins.skip(uow, person, item.session.id, report.skipped, context.now)
    if report.region is not None:
        await context.show("well/how_bad", region=report.region)
    else:
        await context.show("day/skipped", logged=logged, id=item.session.id, can_move=False)
