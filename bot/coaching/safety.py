"""Red flags in anything a person writes or taps: the hold at once, and the ways out of it (C-40 to C-44)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.coaching import reminders, weeks
from bot.coaching.people import Person, Status
from bot.coaching.ports import UnitOfWork
from rules.red_flags import RedFlag, scan
from rules.screening import clear
from rules.state import Standing

NOTE = "red_flag"
HELD = frozenset({Status.HOLD_MEDICAL, Status.HOLD_PREGNANCY})


def is_held(person: Person) -> bool:
    """A health hold is active: no plan, no reminders, no advice (U13)."""
    return person.status in HELD


async def heard(uow: UnitOfWork, person: Person, text: str, now: datetime) -> RedFlag | None:
    """Scan a text; on a match the hold stands until the person answers (C-43), and reminders stop."""
    flag = scan(text)
    if flag is not None:
        await hold(uow, person, now)
    return flag


async def hold(uow: UnitOfWork, person: Person, now: datetime) -> None:
    """Stop the training: no reminders, no advice (C-41). What stood before is kept for a false alarm."""
    if is_held(person):
        return
    await uow.training.note(person.id, NOTE, {"before": person.status.value}, now)
    await uow.reminders.cancel(person.id, now.date() - timedelta(days=1))
    await uow.people.save(replace(person, status=Status.HOLD_MEDICAL))


async def false_alarm(uow: UnitOfWork, person: Person, now: datetime) -> Person:
    """They meant something else: everything goes on unchanged (C-43, G19)."""
    notes = await uow.training.notes(person.id, NOTE)
    if not notes or not is_held(person):
        return person
    resumed = replace(person, status=Status(str(notes[-1]["before"])))
    await uow.people.save(resumed)
    await reminders.replan(uow, resumed, now)
    return resumed


async def cleared(
    uow: UnitOfWork, person: Person, on: date, limits: frozenset[str], today: date, now: datetime
) -> Person:
    """A doctor has cleared them: the first four weeks are LIGHT (C-31); "only supervised" keeps the hold."""
    state = await uow.training.state(person.id)
    if state is None or not is_held(person):
        return person
    screening = clear(replace(state.screening, standing=Standing.HOLD_MEDICAL), on, limits, today)
    await uow.training.save_state(person.id, replace(state, screening=screening))
    if screening.standing is Standing.HOLD_MEDICAL:
        return person
    opened = replace(person, status=Status.ACTIVE)
    await uow.people.save(opened)
    await weeks.rebuild(uow, opened, replace(state, screening=screening), today, now, "cleared")
    return opened
