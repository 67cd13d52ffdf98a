"""/progress: the weeks so far as a picture that its own buttons change, or as text (ux M11)."""

from __future__ import annotations

import asyncio
from functools import partial

from bot import charts
from bot.charts import View
from bot.coaching import progress as weeks_so_far
from bot.coaching.outgoing import Attachment, Kind
from handlers.context import Context
from handlers.keyboards import Tap
from handlers.registry import Conversation
from rules.progress import Progress

KIND = "progress"
TEXT = "text"
FIRST_WEEKS = 8
ALL_WEEKS = 0


async def progress(context: Context, _: str) -> None:
    """/progress: the last eight weeks, as a new message: a picture doesn't take the place of a text."""
    await _show(context, FIRST_WEEKS, View.OVERVIEW, edit=None)


async def tapped(context: Context, tap: Tap) -> None:
    """Another range or view of the picture, or all of it as text."""
    weeks = int(tap.id) if tap.id in ("4", "8") else ALL_WEEKS
    view = View(tap.action) if tap.action in tuple(View) else View.OVERVIEW
    await _show(context, weeks, None if tap.action == TEXT else view, edit=context.message_id)


async def _show(context: Context, weeks: int, view: View | None, edit: int | None) -> None:
    """The picture of a view, None: the text beside it. A range with too little in it gives way to all weeks."""
    found = await weeks_so_far.so_far(context.uow, context.person, context.today, weeks or None)
    if not found.enough and weeks:
        await _show(context, ALL_WEEKS, view, edit)
    elif not found.enough:
        await context.show("progress/empty", logged=found.logged)
    elif view is None:
        await context.send("progress/text", progress=found)
    else:
        picture = await _picture(context, found, view)
        values = {"progress": found, "weeks": weeks, "view": view, "panels": charts.panels(view, found)}
        await context.put("progress/chart", values, kind=Kind.FILE, edit=edit, attachment=picture)


async def _picture(context: Context, found: Progress, view: View) -> Attachment:
    lines = context.services.renderer.text("progress/words", context.voice, {"progress": found}).splitlines()
    words = dict(line.split(" = ", 1) for line in lines if line)
    drawn = await asyncio.to_thread(partial(charts.draw, found, view, words, context.voice))
    return Attachment("photo", "progress.png", "image/png", drawn)


CONVERSATION = Conversation(commands={"progress": progress}, taps={KIND: tapped})
