"""Messages as the units of work see them."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.coaching.outgoing import Attachment, Kind, Outgoing, Screen
from bot.storage.database import Storage
from bot.storage.fields import Fields
from bot.storage.outbox import open_outgoing
from bot.storage.tables import outbox
from tests.storage.conftest import NOW
from tests.storage.test_people import add_ada


def message(idem: str, person_id: int | None = None, kind: Kind = Kind.REPLY, subject: str = "") -> Outgoing:
    return Outgoing(42, Screen(f"<b>{idem}</b>"), kind, idem, person_id, subject=subject)


async def mark(storage: Storage, idem: str, **values: object) -> None:
    async with storage.connection() as connection:
        await connection.execute(outbox.update().where(outbox.c.idem == idem).values(**values))


async def test_the_same_key_adds_one_message(storage: Storage) -> None:
    async with storage.unit() as unit:
        assert await unit.outbox.add(message("u1.1"), NOW)
        assert not await unit.outbox.add(message("u1.1"), NOW)


async def test_a_message_with_a_file_comes_back_whole(storage: Storage) -> None:
    picture = Attachment("photo", "week.png", "image/png", b"\x89PNG\xff\x00" * 50)
    outgoing = Outgoing(42, Screen("caption", attachment=picture), Kind.FILE, "u1.1", not_before=NOW)
    async with storage.unit() as unit:
        await unit.outbox.add(outgoing, NOW)
    async with storage.connection() as connection:
        row = (await connection.execute(select(outbox))).one()
        assert await open_outgoing(Fields(connection, storage.vault, NOW), row) == outgoing


async def test_a_message_is_found_by_what_it_shows(storage: Storage) -> None:
    ada = await add_ada(storage)
    async with storage.unit() as unit:
        for idem in ("a", "b"):
            await unit.outbox.add(message(idem, ada.id, subject="day:20261123"), NOW)
        assert await unit.outbox.message_of(ada.id, "day:20261123") is None
    await mark(storage, "a", message_id=7, status="sent")
    await mark(storage, "b", message_id=9, status="sent")
    async with storage.look() as unit:
        assert await unit.outbox.message_of(ada.id, "day:20261123") == 9


async def test_the_newest_subject_counts_from_when_it_is_to_be_sent(storage: Storage) -> None:
    ada = await add_ada(storage)
    async with storage.unit() as unit:
        assert await unit.outbox.latest(ada.id, "pin:") == ""
        for idem, subject in (("a", "pin:1"), ("b", "day:20261123"), ("c", "pin:2")):
            await unit.outbox.add(message(idem, ada.id, subject=subject), NOW)
        assert await unit.outbox.latest(ada.id, "pin:") == "pin:2"
    await mark(storage, "c", status="failed")
    async with storage.look() as unit:
        assert await unit.outbox.latest(ada.id, "pin:") == "pin:1"


async def test_a_tap_on_a_doubtful_message_proves_that_it_arrived(storage: Storage) -> None:
    ada = await add_ada(storage)
    async with storage.unit() as unit:
        await unit.outbox.add(message("r1", ada.id, Kind.REMINDER, "20261123-1"), NOW)
    await mark(storage, "r1", status="unknown")
    async with storage.unit() as unit:
        await unit.outbox.confirm(ada.id, 31)
        assert await unit.outbox.message_of(ada.id, "20261123-1") == 31


@pytest.mark.parametrize("tapped", [31, 7])  # a known message, and one whose row was cleared away long ago
async def test_a_tap_on_a_known_message_or_an_older_one_confirms_no_other(
    storage: Storage, tapped: int
) -> None:
    ada = await add_ada(storage)
    async with storage.unit() as unit:
        await unit.outbox.add(message("a", ada.id), NOW)
        await unit.outbox.add(message("r1", ada.id, Kind.REMINDER, "20261123-1"), NOW)
    await mark(storage, "a", status="sent", message_id=31)
    await mark(storage, "r1", status="unknown")
    async with storage.unit() as unit:
        await unit.outbox.confirm(ada.id, tapped)
        assert await unit.outbox.message_of(ada.id, "20261123-1") is None


@pytest.mark.parametrize("fate", ["pending", "sending"])
async def test_of_two_in_doubt_the_newest_was_used_and_keeps_its_second_attempt(
    storage: Storage, fate: str
) -> None:
    ada = await add_ada(storage)
    async with storage.unit() as unit:
        await unit.outbox.add(message("r1", ada.id, Kind.REMINDER, "20261123-1"), NOW)
        await unit.outbox.add(message("u1.1", ada.id), NOW)
    await mark(storage, "r1", status="unknown")
    await mark(storage, "u1.1", status=fate, doubts=1)
    async with storage.unit() as unit:
        await unit.outbox.confirm(ada.id, 31)
        assert await unit.outbox.message_of(ada.id, "20261123-1") is None
    async with storage.connection() as connection:
        statuses = (await connection.execute(select(outbox.c.status).order_by(outbox.c.id))).scalars().all()
    assert list(statuses) == ["unknown", fate]


async def test_a_dropped_message_is_gone_with_its_text(storage: Storage) -> None:
    ada = await add_ada(storage)
    async with storage.unit() as unit:
        await unit.outbox.add(message("r1", ada.id, Kind.REMINDER), NOW)
        await unit.outbox.add(message("u1.1", ada.id), NOW)
        await unit.outbox.drop(ada.id, NOW, unasked_only=True)
    async with storage.connection() as connection:
        reminder, answer = (await connection.execute(select(outbox).order_by(outbox.c.id))).all()
    assert (reminder.status, reminder.body, reminder.settled_at) == ("cancelled", None, NOW)
    assert answer.status == "pending"
