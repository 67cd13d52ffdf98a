"""A person's data, out or away: the export holds all of it, the erasure leaves none of it."""

from __future__ import annotations

from datetime import datetime

from bot.coaching.people import Person
from bot.coaching.ports import UnitOfWork
from rules import remembering


async def export(uow: UnitOfWork, person: Person) -> dict[str, object]:
    """Everything that is stored about the person, in plain JSON types."""
    return await uow.people.export(person.id)


async def erase(uow: UnitOfWork, person: Person, now: datetime) -> None:
    """Delete every row and destroy the key; messages already waiting for them are dropped, but for the farewell.

    What the rules remember of anyone's weeks goes too: it would outlive the rows in this process's memory.
    """
    await uow.people.erase(person, now)
    remembering.forget()
