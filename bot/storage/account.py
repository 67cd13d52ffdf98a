"""Everything we hold about a person: handed out whole, or erased with the keys that open it."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlalchemy import Table, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.coaching.live import Live
from bot.coaching.people import Dialogue, Person, Settings
from bot.coaching.ports import StoredReview
from bot.crashpoints import Point, crash
from bot.storage import tables
from bot.storage.codec import plain
from bot.storage.dialects import insert_or_ignore
from bot.storage.diary import SealedTip
from bot.storage.fields import Fields
from bot.storage.inbox import NOBODY
from bot.storage.outbox import open_outgoing
from bot.storage.people import SqlDialogues, SqlPeople
from bot.storage.training import SealedWeek
from bot.storage.vault import Vault
from rules.checkin import CheckIn, Wellness
from rules.draft import Draft
from rules.state import TrainingState, WeekRecord

OWNED = (
    tables.consent,
    tables.dialogue,
    tables.draft,
    tables.live,
    tables.state,
    tables.week,
    tables.week_record,
    tables.checkin,
    tables.wellness,
    tables.review,
    tables.note,
    tables.tip,
    tables.feed,
    tables.reminder,
    tables.outbox,
)
SEALED: dict[Table, Any] = {
    tables.draft: Draft,
    tables.live: Live,
    tables.state: TrainingState,
    tables.week: SealedWeek,
    tables.week_record: WeekRecord,
    tables.checkin: CheckIn,
    tables.wellness: Wellness,
    tables.review: StoredReview,
    tables.note: dict[str, object],
    tables.tip: SealedTip,
}


class SqlAccount(SqlPeople):
    """The repository of persons with the two rights they have over their data."""

    def __init__(self, connection: AsyncConnection, fields: Fields, vault: Vault) -> None:
        super().__init__(connection, fields)
        self._vault = vault
        self.erased = False

    async def erase(self, person: Person, now: datetime) -> None:
        """Delete every row of a person; their keys are destroyed as soon as the unit has committed.

        A last message to them has to be added after this.
        """
        await erase_rows(self._connection, self._vault, person.id, {person.telegram_id, person.chat_id}, now)
        self.erased = True
        crash(Point.ROWS_ERASED)

    async def export(self, person_id: int) -> dict[str, object]:
        """Everything we hold about a person, as JSON's own types."""
        person = await self.by_id(person_id)
        if person is None:
            return {}
        export: dict[str, object] = {
            "person": plain(Person, person),
            "settings": plain(Settings, person.settings),
            "consents": [
                {"version": c.version, "at": c.at.isoformat()} for c in await self.consents(person_id)
            ],
            "dialogue": await self._dialogue(person_id),
            "feed": await self._clear_rows(tables.feed, person_id),
            "reminder": await self._clear_rows(tables.reminder, person_id),
            "inbox": await self._updates(person),
            "outbox": await self._messages(person_id),
        }
        for table, kind in SEALED.items():
            export[table.name] = await self._bodies(table, kind, person_id)
        return export

    async def _bodies(self, table: Table, kind: Any, person_id: int) -> list[object]:
        rows = (await self._connection.execute(_rows(table, person_id))).mappings().all()
        found: list[object] = []
        for row in rows:
            value = await self._fields.open(person_id, table.name, kind, row["body"])
            found.append({**_clear(dict(row)), "content": plain(kind, value)})
        return found

    async def _dialogue(self, person_id: int) -> object:
        dialogue = await SqlDialogues(self._connection, self._fields).get(person_id, _LONG_AGO)
        return plain(Dialogue, dialogue) if dialogue else None

    async def _updates(self, person: Person) -> list[object]:
        """What they sent; the content is gone where it was served, and here where it waits or was put aside."""
        inbox = tables.inbox
        theirs = select(inbox).where(inbox.c.chat_key.in_({person.telegram_id, person.chat_id}))
        found: list[object] = []
        for row in (await self._connection.execute(theirs.order_by(inbox.c.seq))).all():
            content = None
            if row.payload is not None:
                content = json.loads(
                    await self._fields.open_for_chat(row.chat_key, "inbox", "payload", row.payload)
                )
            found.append({**_clear(dict(row._mapping)), "content": content})
        return found

    async def _messages(self, person_id: int) -> list[object]:
        """What goes to them; the text is gone where it was sent."""
        found: list[object] = []
        for row in (await self._connection.execute(_rows(tables.outbox, person_id))).all():
            text = None if row.body is None else (await open_outgoing(self._fields, row)).screen.text
            found.append({**_clear(dict(row._mapping)), "text": text})
        return found

    async def _clear_rows(self, table: Table, person_id: int) -> list[object]:
        rows = (await self._connection.execute(_rows(table, person_id))).mappings().all()
        return [_clear(dict(row)) for row in rows]


async def erase_rows(
    connection: AsyncConnection, vault: Vault, person_id: int, owners: set[int], now: datetime
) -> None:
    """Delete every row of a person and note which keys are to be destroyed once that is committed."""
    for table in OWNED:
        await connection.execute(delete(table).where(table.c.person_id == person_id))
    outbox, inbox = tables.outbox.c, tables.inbox.c
    await connection.execute(delete(tables.outbox).where(outbox.chat_id.in_(owners)))
    served = update(tables.inbox).where(inbox.chat_key.in_(owners), inbox.status != "new")
    await connection.execute(served.values(payload=None, chat_key=NOBODY))
    await connection.execute(delete(tables.person).where(tables.person.c.id == person_id))
    for owner in owners:
        keys = [{"key_id": key, "owner": owner, "at": now} for key in await vault.retire(owner)]
        await insert_or_ignore(connection, tables.erasure_todo, keys)


_LONG_AGO = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


def _rows(table: Table, person_id: int) -> Any:
    return select(table).where(table.c.person_id == person_id).order_by(*table.primary_key)


def _clear(row: dict[str, Any]) -> dict[str, object]:
    plain_types = (str, int, float, bool, type(None))
    return {
        name: value if isinstance(value, plain_types) else value.isoformat()
        for name, value in row.items()
        if not isinstance(value, bytes)
    }
