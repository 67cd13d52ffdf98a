"""A training file: fetched and read outside the transaction, then read back like a typed log (/import)."""

from __future__ import annotations

from typing import Any, cast

from telegram import Document

from bot.coaching import importing, typed_logs
from bot.coaching.files import LARGEST_BYTES, FileContent, FileWanted, Trouble
from bot.coaching.importing import Imported
from bot.coaching.people import Dialogue
from handlers.context import Context
from handlers.keyboards import Tap
from handlers.log import readback
from handlers.log.stored import Pending, from_json, to_json

KIND = "import"


async def explain(context: Context, _: str) -> None:
    """/import: which files can be sent, and what happens with them."""
    await context.show("log/import", days=importing.DAYS_BACK, limit_mb=LARGEST_BYTES // 2**20)


async def read(context: Context, document: Document) -> None:
    """A file was sent. Raises FileWanted until its content is there."""
    content = context.files.get(document.file_id)
    if (document.file_size or 0) > LARGEST_BYTES:
        await _refuse(context, document, Trouble.TOO_LARGE)
    elif content is not None:
        await _took(context, document, content)
    elif await importing.may_send_another(context.uow, context.person, context.today):
        raise FileWanted(document.file_id)
    else:
        await context.show("log/import_enough", most=importing.FILES_A_DAY)


async def tapped(context: Context, tap: Tap) -> None:
    """Save or leave what several days of a file hold, or take it back."""
    dialogue = await context.uow.dialogues.get(context.person.id, context.now)
    waiting = _waiting(dialogue) if dialogue and dialogue.kind == KIND else ()
    if tap.action.startswith("undo-"):
        await _undo(context, tap)
    elif not waiting or waiting[0].key.partition(".")[0] != tap.id:
        context.say("answered_before")
        await context.show("log/answered")
    elif tap.action == "save":
        await _save(context, tap.id, waiting)
    else:
        await context.uow.dialogues.clear(context.person.id)
        await context.show("log/cancelled")


async def _took(context: Context, document: Document, content: FileContent) -> None:
    await importing.note_opened(context.uow, context.person, context.today, context.now)
    if content.trouble is not None:
        await _refuse(context, document, content.trouble)
        return
    found = importing.reports_of(content, context.person, context.local_now)
    if sum(len(report.entries) for report in found.reports) > importing.MOST_SESSIONS:
        await _refuse(context, document, Trouble.TOO_MUCH)
    elif not found.reports:
        await context.show("log/import_nothing", found=found, days=importing.DAYS_BACK)
    elif len(found.reports) == 1:
        await readback.show(context, Pending(_key(context), found.reports[0]))
    else:
        await _read_back(context, found)


async def _read_back(context: Context, found: Imported) -> None:
    key = _key(context)
    waiting = [Pending(f"{key}.{number}", report) for number, report in enumerate(found.reports)]
    await context.ask(KIND, "review", {"waiting": [to_json(one) for one in waiting]})
    await context.show("log/import_several", found=found, key=key, days=importing.DAYS_BACK)


async def _save(context: Context, key: str, waiting: tuple[Pending, ...]) -> None:
    await context.uow.dialogues.clear(context.person.id)
    for one in waiting:
        await typed_logs.save(context.uow, context.person, one.report, one.key, context.now)
    context.say("saved")
    sessions = sum(len(one.report.entries) for one in waiting)
    await context.show("log/import_saved", sessions=sessions, key=key, parts=len(waiting))


async def _undo(context: Context, tap: Tap) -> None:
    parts = tap.action.partition("-")[2]
    for number in range(min(int(parts), importing.DAYS_BACK + 1) if parts.isdecimal() else 0):
        await typed_logs.take_back(context.uow, context.person, f"{tap.id}.{number}", context.today)
    context.say("undone")
    await context.show("log/cancelled")


async def _refuse(context: Context, document: Document, trouble: Trouble) -> None:
    size_mb = (document.file_size or 0) / 2**20
    await context.show(
        "log/import_refused", trouble=trouble.value, size_mb=size_mb, limit_mb=LARGEST_BYTES // 2**20
    )


def _waiting(dialogue: Dialogue) -> tuple[Pending, ...]:
    return tuple(from_json(one) for one in cast("list[dict[str, Any]]", dialogue.data["waiting"]))


def _key(context: Context) -> str:
    return str(context.source_id if context.source_id is not None else context.update_key)
