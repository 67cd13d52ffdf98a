"""Persons, their consents and what we wait for in their chats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, and_, delete, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.coaching.people import Consent, Dialogue, Person, Settings, Status
from bot.storage import tables
from bot.storage.dialects import insert_or_ignore, upsert
from bot.storage.fields import Fields


class SqlPeople:
    """The repository of persons. Their settings are sealed; ids, zone and standing are clear for the schedule."""

    def __init__(self, connection: AsyncConnection, fields: Fields) -> None:
        self._connection = connection
        self._fields = fields

    async def by_telegram(self, telegram_id: int) -> Person | None:
        """The person behind a Telegram user."""
        return await self._one(tables.person.c.telegram_id == telegram_id)

    async def by_id(self, person_id: int) -> Person | None:
        """The person with our id."""
        return await self._one(tables.person.c.id == person_id)

    async def add(self, telegram_id: int, chat_id: int, language: str, now: datetime) -> Person:
        """A new person; their id is never given to anyone else."""
        values = {
            "telegram_id": telegram_id,
            "chat_id": chat_id,
            "language": language,
            "time_zone": "UTC",
            "status": Status.NEW.value,
            "reachable": True,
            "body": b"",
            "created_at": now,
        }
        statement = insert(tables.person).values(values).returning(tables.person.c.id)
        person_id = (await self._connection.execute(statement)).scalar_one()
        self._fields.know(person_id, telegram_id)
        person = Person(person_id, telegram_id, chat_id, language, created_at=now)
        await self.save(person)
        return person

    async def save(self, person: Person) -> None:
        """Store what changed about a person; which message is pinned, only the sender knows."""
        values = {
            "chat_id": person.chat_id,
            "language": person.language,
            "time_zone": person.time_zone,
            "status": person.status.value,
            "reachable": person.reachable,
            "paused_until": person.paused_until,
            "last_seen_at": person.last_seen_at,
            "body": await self._fields.close(person.id, "person", Settings, person.settings),
        }
        await self._connection.execute(_of(person.id).values(values))

    async def lock(self, person_id: int) -> None:
        """Hold the person's row until the unit ends, so that two trips about them take turns."""
        query = select(tables.person.c.id).where(tables.person.c.id == person_id).with_for_update()
        await self._connection.execute(query)

    async def consent(self, person_id: int, consent: Consent) -> None:
        """Keep what they agreed to, and when."""
        row = {"person_id": person_id, "version": consent.version, "at": consent.at}
        await insert_or_ignore(self._connection, tables.consent, [row])

    async def consents(self, person_id: int) -> Sequence[Consent]:
        """What they agreed to, oldest first."""
        query = select(tables.consent).where(tables.consent.c.person_id == person_id)
        rows = await self._connection.execute(query.order_by(tables.consent.c.id))
        return [Consent(row.version, row.at) for row in rows]

    async def needing_plan(self, until: date, limit: int) -> Sequence[int]:
        """The ids of reachable people whose reminder rows don't reach to `until`.

        A pause that ends by then counts as active.
        """
        column = tables.person.c
        awake = or_(
            column.status == Status.ACTIVE.value,
            and_(column.status == Status.PAUSED.value, column.paused_until <= until),
        )
        short = or_(column.planned_until.is_(None), column.planned_until < until)
        query = select(column.id).where(awake, short, column.reachable.is_(True))
        return (await self._connection.execute(query.order_by(column.id).limit(limit))).scalars().all()

    async def planned(self, person_id: int, until: date | None) -> None:
        """Note that the person's reminder rows reach to this date; None: they have to be planned anew."""
        await self._connection.execute(_of(person_id).values(planned_until=until))

    async def _one(self, condition: Any) -> Person | None:
        row = (await self._connection.execute(select(tables.person).where(condition))).first()
        return await self._value(row) if row else None

    async def _value(self, row: Row[Any]) -> Person:
        self._fields.know(row.id, row.telegram_id)
        return Person(
            id=row.id,
            telegram_id=row.telegram_id,
            chat_id=row.chat_id,
            language=row.language,
            time_zone=row.time_zone,
            status=Status(row.status),
            reachable=row.reachable,
            paused_until=row.paused_until,
            settings=await self._fields.open(row.id, "person", Settings, row.body),
            pinned_message_id=row.pinned_message_id,
            last_seen_at=row.last_seen_at,
            created_at=row.created_at,
        )


def _of(person_id: int) -> Any:
    return update(tables.person).where(tables.person.c.id == person_id)


@dataclass(frozen=True, slots=True)
class _Prompt:
    """The sealed part of a dialogue."""

    state: str
    data: dict[str, object]
    message_id: int | None


class SqlDialogues:
    """One stored prompt per person."""

    def __init__(self, connection: AsyncConnection, fields: Fields) -> None:
        self._connection = connection
        self._fields = fields

    async def get(self, person_id: int, now: datetime) -> Dialogue | None:
        """What we wait for, unless it has expired."""
        query = select(tables.dialogue).where(
            tables.dialogue.c.person_id == person_id, tables.dialogue.c.expires_at > now
        )
        row = (await self._connection.execute(query)).first()
        if row is None:
            return None
        prompt = await self._fields.open(person_id, "dialogue", _Prompt, row.body)
        return Dialogue(row.kind, prompt.state, prompt.data, row.expires_at, prompt.message_id)

    async def put(self, person_id: int, dialogue: Dialogue) -> None:
        """Wait for this from now on, instead of anything before."""
        prompt = _Prompt(dialogue.state, dialogue.data, dialogue.message_id)
        row = {
            "person_id": person_id,
            "kind": dialogue.kind,
            "body": await self._fields.close(person_id, "dialogue", _Prompt, prompt),
            "expires_at": dialogue.expires_at,
        }
        await upsert(self._connection, tables.dialogue, row)

    async def clear(self, person_id: int) -> None:
        """Wait for nothing."""
        await self._connection.execute(
            delete(tables.dialogue).where(tables.dialogue.c.person_id == person_id)
        )
