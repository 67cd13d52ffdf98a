"""A strength session, one tap a set: as planned, with other repetitions or weight, skipped, taken back."""

from __future__ import annotations

from dataclasses import replace

from bot.coaching import going, live
from bot.coaching.live import Live
from handlers.context import Context
from handlers.go.screens import show

# Every button carries how many taps came before it: a second tap on it, or an old message, changes nothing.


async def done(context: Context, running: Live, taps: str) -> None:
    """The set as planned."""
    if _is_current(running, taps):
        running = await _recorded(context, live.done(running, context.now))
    await show(context, running)


async def enough(context: Context, running: Live, taps: str) -> None:
    """The set of a ramp test that found the load (E-20)."""
    if _is_current(running, taps):
        made = live.done(running, context.now, enough=True)
        running = await going.keep(context.uow, context.person, made, context.now)
    await show(context, running)


async def reps(context: Context, running: Live, detail: str) -> None:
    """The set with so many repetitions."""
    taps, _, number = detail.partition("-")
    if _is_current(running, taps) and number.isdecimal():
        running = await _recorded(context, live.done(running, context.now, int(number)))
    await show(context, running)


async def other(context: Context, running: Live, _: str) -> None:
    """Which number of repetitions it was."""
    await show(context, running, "reps")


async def weight(context: Context, running: Live, _: str) -> None:
    """More or less weight."""
    await show(context, running, "weight")


async def load(context: Context, running: Live, load_kg: float) -> None:
    """A weight typed for the exercise at hand, from this set on."""
    step = running.steps[running.place] if running.place is not None else None
    if step is not None and step.counts and running.load_of(step) is not None:
        changed = replace(live.with_load(running, step.item, load_kg), touched_at=context.now)
        running = await going.keep(context.uow, context.person, changed, context.now)
    await show(context, running)


async def up(context: Context, running: Live, _: str) -> None:
    """A step more weight from this set on."""
    await _reload(context, running, 1)


async def down(context: Context, running: Live, _: str) -> None:
    """A step less."""
    await _reload(context, running, -1)


async def skip(context: Context, running: Live, taps: str) -> None:
    """Not the rest of this exercise."""
    if _is_current(running, taps):
        running = await going.keep(context.uow, context.person, live.skip(running, context.now), context.now)
    await show(context, running)


async def undo(context: Context, running: Live, taps: str) -> None:
    """Take back what the last tap did."""
    if _is_current(running, taps) and running.made:
        running = await going.keep(context.uow, context.person, live.undo(running, context.now), context.now)
        context.say("undone")
    await show(context, running)


def _is_current(running: Live, taps: str) -> bool:
    return taps == str(running.taps) and running.begun_at is not None


async def _recorded(context: Context, made: Live) -> Live:
    if made.made:
        made = await going.found_load(context.uow, context.person, made)
    return await going.keep(context.uow, context.person, made, context.now)


async def _reload(context: Context, running: Live, sign: int) -> None:
    change = await going.change_kg(context.uow, context.person, running)
    if change is not None:
        changed = live.reload(running, sign * change, context.now)
        running = await going.keep(context.uow, context.person, changed, context.now)
    await show(context, running, "weight")
