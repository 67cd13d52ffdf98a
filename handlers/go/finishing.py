"""The end of a running session: into the log with its questions, asked about first, gone on with, or thrown away."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.coaching import going
from bot.coaching.checkins import MOST_MINUTES
from bot.coaching.live import Live, resume
from handlers.context import Context
from handlers.go.screens import draft, needs_asking, show, subject_of
from handlers.log import screens as log_screens


async def finish(context: Context, live: Live, _: str) -> None:
    """It is over now."""
    if live.begun_at is None or context.now >= live.expires_at:
        await show(context, live)
    elif needs_asking(live, context.now):
        template, values = draft(live, context.now)
        await context.show(template, subject=subject_of(live), **values)
    else:
        await _log(context, live)


async def minutes(context: Context, live: Live, number: str) -> None:
    """It was so long: as planned, or by the clock."""
    if not number.isdecimal() or not 0 < int(number) <= MOST_MINUTES or live.begun_at is None:
        await show(context, live)
        return
    await _log(context, live, int(number))


async def save(context: Context, live: Live, _: str) -> None:
    """A draft becomes a log."""
    if live.begun_at is None or needs_asking(live, going.ended_at(live, context.now)):
        await show(context, live)
    else:
        await _log(context, live)


async def go_on(context: Context, live: Live, _: str) -> None:
    """It goes on after a long break; the break doesn't count."""
    if context.now >= live.expires_at and live.begun_at is not None:
        away = context.now - going.ended_at(live, context.now)
        zero = live.zero_at + away if live.zero_at and live.paused_at is None else live.zero_at
        live = replace(live, begun_at=live.begun_at + away, zero_at=zero, touched_at=context.now)
        live = resume(live, context.now)
        live = await going.keep(context.uow, context.person, live, context.now)
    await show(context, live)


async def drop(context: Context, live: Live, _: str) -> None:
    """Nothing of it is kept."""
    await going.throw_away(context.uow, context.person, live, context.now)
    await context.uow.dialogues.clear(context.person.id)
    await context.show("go/ended", saved=False)


async def _log(context: Context, live: Live, told: int | None = None) -> None:
    ended = going.ended_at(live, context.now)
    if told is not None and live.begun_at is not None:
        ended = min(context.now, live.begun_at + timedelta(minutes=told))
    logged = await going.finish(context.uow, context.person, live, ended, context.now, told)
    if logged is None:
        await context.uow.dialogues.clear(context.person.id)
        await context.show("go/ended", saved=True)
        return
    context.say("logged", standing=logged.standing, today=context.today)
    await log_screens.ask_next(context, logged)
