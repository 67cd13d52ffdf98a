"""A typed log: read, shown back, and saved at the tap on Save; nothing is kept before (ux M8, M14a)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

from bot.coaching import finishes, typed_logs
from bot.coaching.entries import Lifted, Moved, Report
from bot.coaching.people import Dialogue
from handlers.context import Context
from handlers.keyboards import Tap
from handlers.log import finish, readback, saving
from handlers.log.dates import take_day
from handlers.log.normal import Line, normal
from handlers.log.reading import Known, Reading, read_text
from handlers.log.stored import Pending, from_json
from handlers.log.vocabulary import subjects, take_word

DAYS_BACK = 6
Step = Callable[[Context, Pending, str], Awaitable[None]]


async def read(context: Context, text: str) -> bool:
    """Free text: a log is read back, "done" answers today's session; whether it was anything of a log."""
    reading = read_text(text, await _known(context, text))
    line = Line(normal(text))
    sore = take_word(line, "reason") == "pain" and take_word(line, "region") is not None
    if reading.refused is not None:
        await context.show("log/refused", refused=reading.refused)
    elif sore and len(reading.unclear) == len(reading.report.entries) and _is_open(reading):
        return False  # "knee hurts 5/10 on lunges" tells of a knee, not of lunges
    elif reading.report.entries:
        await readback.show(context, readback.pending(context, reading))
    elif reading.report.done or reading.report.skipped is not None:
        await _about_a_session(context, reading)
    else:
        return False
    return True


def _is_open(reading: Reading) -> bool:
    """Whether it says neither that a session was done nor that it was skipped."""
    return not reading.report.done and reading.report.skipped is None


async def tapped(context: Context, tap: Tap) -> None:
    """A button under a read-back; one whose log was answered before shows what is current."""
    verb, _, value = tap.action.partition("-")
    dialogue = await context.uow.dialogues.get(context.person.id, context.now)
    waiting = from_json(dialogue.data) if dialogue and dialogue.kind == readback.KIND else None
    if verb == "undo":
        await saving.undo(context, tap.id)
    elif waiting is None or waiting.key != tap.id or verb not in STEPS:
        context.say("answered_before")
        await context.show("log/answered")
    else:
        await STEPS[verb](context, waiting, value)


async def answered(context: Context, dialogue: Dialogue, text: str) -> bool:
    """Text while a read-back is open: yes saves, a corrected line replaces its entry, the rest is read anew."""
    waiting = from_json(dialogue.data)
    state, _, value = dialogue.state.partition("-")
    if state in ("fix", "weight"):
        return await _corrected(context, waiting, int(value), text)
    if state == "day":
        return await _on_typed_day(context, waiting, text)
    if state == finish.WHICH:
        return False  # two ways to mean it: a yes chooses neither
    report = read_text(text, Known(context.today)).report
    if waiting.other:
        return await _chosen(context, waiting, text, report)
    if not report.done or report.rpe is not None:
        return False
    await saving.save(context, waiting)
    return True


async def _known(context: Context, text: str) -> Known:
    uow, person, today = context.uow, context.person, context.today
    day = take_day(Line(normal(text)), today) or today
    return Known(
        today,
        person.settings.units,
        await typed_logs.planned_lifts(uow, person, today),
        await typed_logs.last_lifts(uow, person, today),
        await typed_logs.open_mode(uow, person, day),
        await typed_logs.likely_sports(uow, person, day),
    )


async def _about_a_session(context: Context, reading: Reading) -> None:
    report = reading.report
    meant = await finishes.meant(context.uow, context.person, report, context.now)
    item = meant.open
    if meant.told_before is not None:
        await finish.again(context, readback.pending(context, reading), meant)
    elif item is None:
        await context.show("log/nothing_open", day=report.day, today=context.today)
    elif report.skipped is not None or report.notes or not report.sure:
        await readback.show_session(context, readback.pending(context, reading), item)
    else:
        await saving.save_done(context, report, item)


async def _corrected(context: Context, waiting: Pending, at: int, text: str) -> bool:
    entry, known = waiting.report.entries[at], await _known(context, text)
    reading = read_text(text, known)
    if not reading.report.entries and isinstance(entry, Lifted):
        reading = read_text(readback.completed(entry, text, context), known)
    if reading.refused is not None:
        await context.show("log/refused", refused=reading.refused)
        return True
    if len(reading.report.entries) != 1 or reading.unclear:
        return False
    await readback.show(context, waiting.with_entry(at, reading.report.entries[0]))
    return True


async def _chosen(context: Context, waiting: Pending, text: str, report: Report) -> bool:
    """Which of several meanings: a sport may be typed; a yes chooses none, so it is asked again."""
    told = [name.mode for name in subjects(text, ())]
    meant = [e for e in waiting.meanings if isinstance(e, Moved) and told == [e.mode]]
    if report.entries or not (meant or report == Report(report.day, done=True)):
        return False
    await readback.show(context, waiting.with_entry(waiting.other[0][0], meant[0]) if meant else waiting)
    return True


async def _on_typed_day(context: Context, waiting: Pending, text: str) -> bool:
    day = take_day(Line(normal(text)), context.today)
    if day is None or not timedelta(0) <= context.today - day <= timedelta(days=14):
        return False
    await readback.show(context, replace(waiting, report=replace(waiting.report, day=day)))
    return True


async def _cancel(context: Context, _: Pending, __: str) -> None:
    await context.uow.dialogues.clear(context.person.id)
    await context.show("log/cancelled")


async def _fix(context: Context, waiting: Pending, value: str) -> None:
    await readback.ask_fix(context, waiting, _place(waiting, value))


async def _other_day(context: Context, waiting: Pending, value: str) -> None:
    if value.isdecimal() and int(value) <= DAYS_BACK:
        day = context.today - timedelta(days=int(value))
        await readback.show(context, replace(waiting, report=replace(waiting.report, day=day)))
        return
    await readback.wait(context, waiting, "day")
    days = [context.today - timedelta(days=n) for n in range(DAYS_BACK + 1)]
    await context.show("log/other_day", waiting=waiting, days=days)


async def _pick(context: Context, waiting: Pending, value: str) -> None:
    meanings = waiting.meanings
    if value.isdecimal() and int(value) < len(meanings):
        waiting = waiting.with_entry(waiting.other[0][0], meanings[int(value)])
    await readback.show(context, waiting)


async def _weight(context: Context, waiting: Pending, value: str) -> None:
    at = _place(waiting, value.partition("-")[0])
    entry = waiting.report.entries[at]
    last = await typed_logs.last_lifts(context.uow, context.person, context.today)
    if value.endswith("-last") and isinstance(entry, Lifted) and entry.exercise_id in last:
        before = last[entry.exercise_id]
        entry = replace(entry, load_kg=before.load_kg, bodyweight=before.bodyweight)
        await readback.show(context, waiting.with_entry(at, entry))
    elif value.endswith("-none"):
        await readback.show(context, waiting.with_entry(at, entry))
    else:
        await readback.ask_fix(context, waiting, at)


async def _back(context: Context, waiting: Pending, _: str) -> None:
    await readback.show(context, waiting)


def _place(waiting: Pending, value: str) -> int:
    return min(int(value), len(waiting.report.entries) - 1) if value.isdecimal() else 0


STEPS: dict[str, Step] = {
    "save": saving.save,
    "again": finish.correct,
    "other": finish.of_the_open_one,
    "cancel": _cancel,
    "fix": _fix,
    "day": _other_day,
    "pick": _pick,
    "weight": _weight,
    "back": _back,
}
