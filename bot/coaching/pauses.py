"""Announced breaks: when they began and ended, so that nothing in them counts against anyone (G-30)."""

from __future__ import annotations

from datetime import date, datetime

from bot.coaching.people import Person
from bot.coaching.ports import UnitOfWork

NOTE = "pause"
OPEN_END = date.max


async def begin(uow: UnitOfWork, person: Person, first: date, until: date | None, now: datetime) -> None:
    """Note a pause from a local date until another, or until it is ended."""
    await uow.training.note(person.id, NOTE, {"from": str(first), "until": str(until or OPEN_END)}, now)


async def end(uow: UnitOfWork, person: Person, on: date, now: datetime) -> None:
    """End the pause that runs on this date."""
    await uow.training.note(person.id, NOTE, {"ended": str(on)}, now)


async def spans(uow: UnitOfWork, person: Person) -> list[tuple[date, date]]:
    """Every pause as its first day and the day on which training went on."""
    found: list[tuple[date, date]] = []
    for note in await uow.training.notes(person.id, NOTE):
        if "from" in note:
            found.append((date.fromisoformat(str(note["from"])), date.fromisoformat(str(note["until"]))))
        elif found:
            first, until = found[-1]
            found[-1] = (first, min(until, date.fromisoformat(str(note["ended"]))))
    return found
