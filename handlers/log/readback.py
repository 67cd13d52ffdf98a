"""Showing what was read before anything is kept, and asking where a line can mean two things (ux M8, M14a)."""

from __future__ import annotations

from dataclasses import replace

from bot.coaching import typed_logs
from bot.coaching.days import Item
from bot.coaching.entries import Lifted, Moved
from handlers.context import Context
from handlers.log.reading import Reading
from handlers.log.rendering import typed_form
from handlers.log.stored import Pending, to_json

KIND = "typed"
REVIEW = "review"


def pending(context: Context, reading: Reading) -> Pending:
    """What waits for an answer; an edited message has the key of its first version."""
    message = context.source_id if context.source_id is not None else context.update_key
    return Pending(str(message), reading.report, reading.other, reading.unclear)


async def show(context: Context, waiting: Pending) -> None:
    """The next open question of a report, or all of it with Save."""
    await wait(context, waiting, REVIEW)
    if waiting.other:
        first, second, *_ = waiting.meanings
        if isinstance(first, Moved):
            await context.show("log/sport", waiting=waiting, told=first, sports=waiting.meanings)
        else:
            await context.show("log/which", waiting=waiting, first=first, second=second)
    elif waiting.unclear:
        await _ask_weight(context, waiting)
    else:
        await context.show("log/readback", waiting=waiting, today=context.today)


async def show_session(context: Context, waiting: Pending, item: Item) -> None:
    """A session that was said to be skipped, or done with more words: which one, why, and what is kept."""
    await wait(context, waiting, REVIEW)
    await context.show("log/session", waiting=waiting, item=item)


async def ask_fix(context: Context, waiting: Pending, at: int) -> None:
    """The entry in its typed form, to be typed again."""
    entry = waiting.report.entries[at]
    await wait(context, waiting, f"fix-{at}")
    typed = typed_form(entry, context.person.settings.units)
    await context.show("log/fix", waiting=waiting, told=entry, typed=typed)


async def wait(context: Context, waiting: Pending, state: str) -> None:
    """Keep the report with what the next text answers."""
    await context.ask(KIND, state, to_json(waiting))


def completed(entry: Lifted, answer: str, context: Context) -> str:
    """The line of an entry with a typed weight behind its sets: `100`, `62,5 kg`, `bw`."""
    bare = replace(entry, load_kg=None, bodyweight=False)
    return f"{typed_form(bare, context.person.settings.units)} {answer}"


async def _ask_weight(context: Context, waiting: Pending) -> None:
    at = waiting.unclear[0]
    entry = waiting.report.entries[at]
    assert isinstance(entry, Lifted)
    last = await typed_logs.last_lifts(context.uow, context.person, context.today)
    await wait(context, waiting, f"weight-{at}")
    await context.show("log/weight", waiting=waiting, told=entry, at=at, last=last.get(entry.exercise_id))
