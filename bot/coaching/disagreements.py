"""What a person sees otherwise than the plan does: kept, and shown under /why from then on (ux 13)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.coaching.people import Person
from bot.coaching.ports import UnitOfWork
from rules.decisions import Change
from rules.sessions import Note, Session, note

NOTE = "disagreement"
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Disagreement:
    """On which local date, and with what: a session of the plan, or a change of a review."""

    on: date
    session: str = ""  # the type's code
    change: Note | None = None


async def with_session(uow: UnitOfWork, person: Person, session: Session, today: date, now: datetime) -> None:
    """They would not have planned this session so."""
    await _keep(uow, person, {"on": str(today), "session": session.type.value}, now)


async def with_change(uow: UnitOfWork, person: Person, change: Change, today: date, now: datetime) -> None:
    """They would not make this change."""
    what = {"code": change.what.code, "values": [list(pair) for pair in change.what.values]}
    await _keep(uow, person, {"on": str(today), "change": what}, now)


async def latest(uow: UnitOfWork, person: Person) -> tuple[Disagreement, ...]:
    """The newest ones, newest first."""
    notes = await uow.training.notes(person.id, NOTE)
    return tuple(_read(document) for document in reversed(notes[-SHOWN:]))


async def _keep(uow: UnitOfWork, person: Person, document: dict[str, object], now: datetime) -> None:
    if document not in await uow.training.notes(person.id, NOTE):
        await uow.training.note(person.id, NOTE, document, now)


def _read(document: Mapping[str, Any]) -> Disagreement:
    change = document.get("change")
    return Disagreement(
        on=date.fromisoformat(document["on"]),
        session=document.get("session", ""),
        change=note(change["code"], **dict(change["values"])) if change else None,
    )
