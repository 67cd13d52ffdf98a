"""Red flags in anything a person writes or taps: the hold at once, and the ways out of it (C-40 to C-44)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.coaching.people import Person, Status
from bot.coaching.ports import UnitOfWork
from rules.red_flags import RedFlag, scan

NOTE = "red_flag"
CONVERSING = frozenset({Status.ACTIVE, Status.PAUSED, Status.SILENT, Status.HOLD_MEDICAL, Status.SETTING_UP})


async def heard(uow: UnitOfWork, person: Person, text: str, now: datetime) -> RedFlag | None:
    """Scan a text; on a match the hold stands until the person answers (C-43), and reminders stop."""
    flag = scan(text)
    if flag is not None:
        await hold(uow, person, now)
    return flag


async def hold(uow: UnitOfWork, person: Person, now: datetime) -> None:
    """Stop the training: no reminders, no advice (C-41). What stood before is kept for a false alarm."""
    await uow.training.note(person.id, NOTE, {"before": person.status.value}, now)
    await uow.reminders.cancel(person.id, now.date())
    await uow.people.save(replace(person, status=Status.HOLD_MEDICAL))


async def false_alarm(uow: UnitOfWork, person: Person) -> Person:
    """They meant something else: everything goes on unchanged (C-43, G19)."""
    notes = await uow.training.notes(person.id, NOTE)
    before = Status(str(notes[-1]["before"])) if notes else person.status
    resumed = replace(person, status=before)
    await uow.people.save(resumed)
    return resumed
