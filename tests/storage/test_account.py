"""A person's two rights: everything is handed out, and everything is erased, in copies of the database too."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import BigInteger, false, func, or_, select

from bot.clock import FixedClock
from bot.coaching import account
from bot.coaching.outgoing import Kind, Outgoing, Screen
from bot.coaching.people import Consent, Dialogue, Person
from bot.coaching.ports import Feed, ShownTip
from bot.config import Config
from bot.storage.database import Storage, open_storage
from bot.storage.housekeeping import clean
from bot.storage.inbox import Received
from bot.storage.sealing import KeyGone, key_id_of
from bot.storage.strangers import FAREWELL_KEPT
from bot.storage.tables import checkin as checkin_table
from bot.storage.tables import erasure_todo, keys_metadata, metadata, outbox, user_key
from rules.checkin import Wellness
from rules.draft import Draft
from rules.remembering import remembered
from tests.storage.conftest import NOW, config_for
from tests.storage.samples import LIVE, MONDAY, STATE, checkin, record, review, week
from tests.storage.test_outbox import message
from tests.storage.test_people import add_ada
from tests.storage.test_reminders import reminder

CANARY = "knee fine, slept badly"
NUMBERS = {"owner", "chat_id", "chat_key", "telegram_id"}


async def fill(storage: Storage) -> Person:
    """A person with a row in every table."""
    ada = await add_ada(storage)
    async with storage.unit() as unit:
        await unit.people.consent(ada.id, Consent("1", NOW))
        await unit.dialogues.put(ada.id, Dialogue("log", "effort", {"text": CANARY}, NOW + timedelta(days=1)))
        await unit.training.save_draft(ada.id, Draft(), NOW)
        await unit.training.save_live(ada.id, LIVE, NOW)
        await unit.training.save_state(ada.id, STATE)
        await unit.training.save_week(ada.id, week(), CANARY, NOW)
        await unit.training.close_week(ada.id, record(MONDAY, 1), NOW)
        await unit.training.record(ada.id, "a", checkin(), NOW)
        await unit.training.save_wellness(ada.id, Wellness(MONDAY, sleep_h=5.5), NOW)
        await unit.training.save_review(ada.id, review(CANARY))
        await unit.training.show_tip(ada.id, ShownTip(MONDAY, "tip.sleep", "recovery"))
        await unit.training.note(ada.id, "import", {"text": CANARY}, NOW)
        await unit.feeds.put(Feed(ada.id, True, NOW), b"hash")
        await unit.reminders.upsert([reminder(ada.id)])
        await unit.outbox.add(Outgoing(42, Screen(CANARY), Kind.REPLY, "u1.1", ada.id), NOW)
        await unit.inbox.store(1, [Received(1, 42, {"update_id": 1, "text": CANARY}, readable=False)])
    return ada


async def erase(storage: Storage, person: Person) -> None:
    async with storage.unit() as unit:
        await unit.people.erase(person, NOW)


async def test_the_export_holds_everything(storage: Storage) -> None:
    ada = await fill(storage)
    async with storage.look() as unit:
        export = await unit.people.export(ada.id)
    text = json.dumps(export)
    owned = {t.name for t in metadata.tables.values() if "person_id" in t.c} - {"consent"} | {"inbox"}
    assert owned <= export.keys()
    assert all(export[name] for name in owned)
    assert "Europe/Berlin" in text
    told = {name for name, held in export.items() if CANARY in json.dumps(held)}
    assert told == {"dialogue", "week", "week_record", "checkin", "review", "note", "inbox", "outbox"}


async def test_nothing_of_an_erased_person_is_left(storage: Storage) -> None:
    ada = await fill(storage)
    await erase(storage, ada)
    async with storage.connection() as connection:
        for table in metadata.tables.values():
            if "person_id" in table.c:
                assert (await connection.execute(select(func.count()).select_from(table))).scalar() == 0
        assert (await connection.execute(select(func.count()).select_from(erasure_todo))).scalar() == 0
    async with storage.vault._engine.connect() as connection:
        owners = (await connection.execute(select(user_key.c.owner))).scalars().all()
    assert 42 not in owners


async def test_a_field_kept_elsewhere_no_longer_opens(storage: Storage) -> None:
    ada = await fill(storage)
    async with storage.connection() as connection:
        copy = (await connection.execute(select(checkin_table.c.body))).scalar_one()
    await erase(storage, ada)
    with pytest.raises(KeyGone):
        await storage.vault.by_id(key_id_of(copy))


async def test_a_message_after_the_erasure_is_readable_and_the_person_can_come_back(storage: Storage) -> None:
    ada = await fill(storage)
    async with storage.unit() as unit:
        await unit.people.erase(ada, NOW)
        await unit.outbox.add(message("goodbye"), NOW)
    again = await add_ada(storage)
    assert again.id != ada.id
    async with storage.look() as unit:
        assert await unit.people.by_id(again.id) == again


async def named(storage: Storage, chat: int) -> list[str]:
    """Where a chat's number still stands."""
    found = []
    for engine, tables in ((storage.engine, metadata), (storage.vault._engine, keys_metadata)):
        async with engine.connect() as connection:
            for table in tables.sorted_tables:
                numbers = [c for c in table.c if c.name in NUMBERS and isinstance(c.type, BigInteger)]
                theirs = select(table).where(or_(false(), *(c == chat for c in numbers)))
                found += [table.name] if (await connection.execute(theirs)).first() else []
    return sorted(found)


async def farewell(storage: Storage) -> None:
    async with storage.unit() as unit:
        await unit.outbox.add(message("goodbye"), NOW)
    async with storage.connection() as connection:
        sent = {"status": "sent", "body": None, "settled_at": NOW}
        await connection.execute(outbox.update().values(sent))


async def test_a_day_after_the_farewell_nothing_names_them(storage: Storage) -> None:
    await erase(storage, await fill(storage))
    await farewell(storage)
    assert await named(storage, 42) == ["outbox", "user_key"]
    later = NOW + FAREWELL_KEPT
    for _ in range(3):
        await clean(storage, later)
    assert await named(storage, 42) == ["outbox", "user_key"]
    for _ in range(2):
        await clean(storage, later + timedelta(seconds=1))
    assert await named(storage, 42) == []


async def test_who_has_come_back_or_waits_for_an_answer_is_no_stranger(storage: Storage) -> None:
    await erase(storage, await fill(storage))
    await farewell(storage)
    later = NOW + FAREWELL_KEPT + timedelta(seconds=1)
    await clean(storage, later)
    async with storage.unit() as unit:
        await unit.inbox.store(1, [Received(2, 42, {"update_id": 2})])
    await clean(storage, later)
    async with storage.unit() as unit:
        (head,) = await unit.inbox.heads(later, 1)
        taken = await unit.inbox.take(head.seq)
        assert taken is not None
        await unit.inbox.done(head.seq, later)
        ada = await unit.people.add(42, 42, "en", later)
    for _ in range(2):
        await clean(storage, later)
    async with storage.look() as unit:
        assert await unit.people.by_telegram(42) == ada


async def test_others_keep_their_data(storage: Storage) -> None:
    ada, bob = await fill(storage), await add_ada(storage, 43)
    async with storage.unit() as unit:
        await unit.training.save_state(bob.id, STATE)
    await erase(storage, ada)
    async with storage.look() as unit:
        assert await unit.training.state(bob.id) == STATE


async def test_an_erasure_rolled_back_leaves_everything_readable(storage: Storage) -> None:
    ada = await fill(storage)
    with pytest.raises(LookupError):
        async with storage.unit() as unit:
            await unit.people.erase(ada, NOW)
            raise LookupError
    async with storage.unit() as unit:
        await unit.training.record(ada.id, "b", checkin(), NOW)
    async with storage.look() as unit:
        assert await unit.training.week(ada.id, MONDAY) == week()
        assert await unit.training.checkin(ada.id, "b") == checkin()


async def test_the_files_hold_no_plain_text(tmp_path: Path, clock: FixedClock) -> None:
    config: Config = config_for(tmp_path)
    async with open_storage(config, clock) as storage:
        await fill(storage)
        files = [*config.data_dir.iterdir()]
        content = b"".join(file.read_bytes() for file in files)
    assert any(file.name.endswith("-wal") for file in files)
    assert CANARY.encode() not in content
    for secret in (b"back_squat", b"sleep_h", b"tip.sleep", b"REDUCE"):
        assert secret not in content


async def test_an_erasure_empties_what_the_rules_remember_in_this_process(storage: Storage) -> None:
    ada = await fill(storage)
    asked: list[str] = []

    @remembered(4)
    def told(words: str) -> str:
        asked.append(words)
        return words

    told(CANARY)
    async with storage.unit() as unit:
        await account.erase(unit, ada, NOW)
    told(CANARY)
    assert asked == [CANARY, CANARY]
