"""Backups of both databases: taken under load, put back whole, and nothing old or erased comes back with them."""

from __future__ import annotations

import asyncio
import gzip
import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, func, select, update

from bot.clock import FixedClock
from bot.coaching.outgoing import Kind, Outgoing, Screen
from bot.coaching.ports import ReminderStatus
from bot.config import Config, ConfigError
from bot.crashpoints import Point
from bot.storage import leases, restored
from bot.storage.backup import ledger, taking
from bot.storage.backup.format import BackupBroken
from bot.storage.backup.restoring import RestoreRefused, restore
from bot.storage.backup.taking import KEYS_KEPT, Taken, take
from bot.storage.backup.verifying import NothingYet, verify_files, verify_live
from bot.storage.database import Storage, open_storage
from bot.storage.engine import DatabaseInUse
from bot.storage.inbox import Received
from bot.storage.tables import checkin as checkin_table
from bot.storage.tables import metadata, outbox, person, reminder, user_key
from tests.reliability.harness.sizes import size
from tests.storage.conftest import MASTER, NOW, config_for, empty_postgres
from tests.storage.test_account import CANARY, erase, fill
from tests.storage.test_people import add_ada
from tests.storage.test_reminders import reminder as planned

LATER = NOW + timedelta(days=2)
CYCLES = size(5, 100)

Open = Callable[[], AsyncIterator[Storage]]


@pytest.fixture
def config(config: Config, tmp_path: Path) -> Config:
    """With a ledger outside the databases on both."""
    return config.model_copy(update={"erasure_ledger": tmp_path / "ledger"})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backups"


@asynccontextmanager
async def opened(config: Config, clock: FixedClock) -> AsyncIterator[Storage]:
    async with open_storage(config, clock) as storage:
        yield storage


async def counts(storage: Storage) -> dict[str, int]:
    async with storage.connection() as connection:
        return {
            table.name: (await connection.execute(select(func.count()).select_from(table))).scalar_one()
            for table in metadata.sorted_tables
            if table not in taking.OF_PROCESSES
        }


async def exported(storage: Storage) -> dict[str, object]:
    async with storage.look() as unit:
        ada = await unit.people.by_telegram(42)
        return await unit.people.export(ada.id) if ada else {}


async def problems(config: Config) -> list[str]:
    return [line async for line in verify_live(config)]


async def test_what_is_put_back_is_what_was_there(config: Config, clock: FixedClock, folder: Path) -> None:
    async with opened(config, clock) as storage:
        await fill(storage)
        before, held = await exported(storage), await counts(storage)
        taken = await take(config, folder, NOW)
        async with storage.unit() as unit:
            await unit.people.add(43, 43, "en", NOW)
    await restore(config, clock, taken.data, None, replace=True)
    async with opened(config, clock) as storage:
        after = await exported(storage)
        assert {**after, "outbox": [], "reminder": []} == {**before, "outbox": [], "reminder": []}
        assert await counts(storage) == held
        newcomer = await _newcomer(storage)
    assert newcomer > 1
    assert await problems(config) == []


async def _newcomer(storage: Storage) -> int:
    async with storage.unit() as unit:
        return (await unit.people.add(44, 44, "en", NOW)).id


@pytest.mark.postgres
@pytest.mark.parametrize("to_postgres", [True, False])
async def test_a_backup_fits_the_other_database(
    tmp_path: Path, postgres_url: str, clock: FixedClock, folder: Path, to_postgres: bool
) -> None:
    one, two = config_for(tmp_path / "lite"), config_for(tmp_path / "pg", postgres_url)
    await empty_postgres(two)
    source, target = (one, two) if to_postgres else (two, one)
    async with opened(source, clock) as storage:
        await fill(storage)
        before = await exported(storage)
        taken = await take(source, folder, NOW)
    await restore(target, clock, taken.data, taken.keys, replace=False)
    async with opened(target, clock) as storage:
        after = await exported(storage)
        assert after["checkin"] == before["checkin"]
        assert after["person"] == before["person"]
        assert await _newcomer(storage) > 1
    assert await problems(target) == []


async def _write(storage: Storage, person_id: int, written: list[int], stop: asyncio.Event) -> None:
    while not stop.is_set():
        number = len(written) + 1
        async with storage.unit() as unit:
            await unit.training.note(person_id, "effect", {"number": number}, NOW)
        written.append(number)
        await asyncio.sleep(0)


async def test_a_backup_under_load_is_a_prefix_of_what_was_committed(
    config: Config, clock: FixedClock, folder: Path
) -> None:
    for cycle in range(CYCLES):
        at = NOW + timedelta(seconds=cycle)
        async with opened(config, clock) as storage:
            async with storage.unit() as unit:
                ada = await unit.people.by_telegram(42)
            ada = ada or await add_ada(storage)
            async with storage.look() as unit:
                known = len(await unit.training.notes(ada.id, "effect"))
            written, stop = list(range(1, known + 1)), asyncio.Event()
            writing = asyncio.create_task(_write(storage, ada.id, written, stop))
            while len(written) < known + 5:  # noqa: ASYNC110  # the writer can't be told to stop here
                await asyncio.sleep(0)
            least = len(written)
            taken = await take(config, folder, at)
            most = len(written) + 1
            stop.set()
            await writing
        await restore(config, clock, taken.data, None, replace=True)
        async with opened(config, clock) as storage, storage.look() as unit:
            numbers = [note["number"] for note in await unit.training.notes(ada.id, "effect")]
        assert numbers == list(range(1, len(numbers) + 1))
        assert least <= len(numbers) <= most
    assert await problems(config) == []


async def test_nothing_old_goes_out(config: Config, clock: FixedClock, folder: Path) -> None:
    async with opened(config, clock) as storage:
        ada = await add_ada(storage)
        async with storage.unit() as unit:
            rows = [planned(ada.id, slot=n) for n in range(2)]
            await unit.reminders.upsert(
                [replace(row, due_utc=NOW + timedelta(days=3 * n)) for n, row in enumerate(rows)]
            )
            await unit.outbox.add(Outgoing(42, Screen("x"), Kind.REMINDER, "r1", ada.id), NOW)
            await unit.people.planned(ada.id, LATER.date())
        taken = await take(config, folder, NOW)
    clock.at = LATER
    await restore(config, clock, taken.data, None, replace=True)
    async with opened(config, clock) as storage:
        async with storage.look() as unit:
            assert await unit.reminders.due(LATER, 5) == []
        async with storage.connection() as connection:
            fates = (
                await connection.execute(select(reminder.c.status).order_by(reminder.c.due_utc))
            ).scalars()
            assert list(fates) == [ReminderStatus.EXPIRED, ReminderStatus.PLANNED]
            [(status, error)] = await connection.execute(select(outbox.c.status, outbox.c.last_error))
            assert (status, error) == ("expired", restored.REASON)
            assert (await connection.execute(select(person.c.planned_until))).scalar() is None


async def test_an_older_copy_put_back_by_hand_is_noticed_at_the_start(
    tmp_path: Path, clock: FixedClock
) -> None:
    config = config_for(tmp_path)
    async with opened(config, clock) as storage:
        ada = await add_ada(storage)
        async with storage.unit() as unit:
            await unit.reminders.upsert([planned(ada.id)])
    copy = (tmp_path / "data" / "tandem.db").read_bytes()
    async with opened(config, clock):
        pass
    (tmp_path / "data" / "tandem.db").write_bytes(copy)
    clock.at = LATER
    async with opened(config, clock) as storage:
        async with storage.connection() as connection:
            assert (await connection.execute(select(reminder.c.reason))).scalar() == restored.REASON
        assert not await restored.notice(storage)


@pytest.mark.parametrize("with_keys", [False, True], ids=["keys kept", "keys restored too"])
async def test_who_was_erased_after_the_backup_stays_erased(
    config: Config, clock: FixedClock, folder: Path, with_keys: bool
) -> None:
    async with opened(config, clock) as storage:
        ada = await fill(storage)
        await fill_other(storage)
        taken = await take(config, folder, NOW)
        clock.at = NOW + timedelta(hours=1)
        async with storage.unit() as unit:
            await unit.people.erase(ada, clock.now())
    await restore(config, clock, taken.data, taken.keys if with_keys else None, replace=True)
    async with opened(config, clock) as storage:
        assert await exported(storage) == {}
        async with storage.look() as unit:
            assert await unit.people.by_telegram(43) is not None
        async with storage.vault._engine.connect() as connection:
            owners = set((await connection.execute(select(user_key.c.owner))).scalars())
    assert 42 not in owners
    assert await problems(config) == []


async def test_what_the_erased_had_written_is_not_served_from_a_copy(
    config: Config, clock: FixedClock, folder: Path
) -> None:
    async with opened(config, clock) as storage:
        ada = await add_ada(storage)
        async with storage.unit() as unit:
            await unit.inbox.store(1, [Received(7, 42, {"update_id": 7, "text": CANARY})])
        taken = await take(config, folder, NOW)
        async with storage.unit() as unit:
            [waiting] = await unit.inbox.heads(NOW, 5)
            await unit.inbox.done(waiting.seq, NOW)
        await erase(storage, ada)
    await restore(config, clock, taken.data, None, replace=True)
    async with opened(config, clock) as storage, storage.look() as unit:
        assert await unit.inbox.heads(clock.now(), 5) == []
    assert await problems(config) == []


async def test_who_was_erased_while_an_update_of_theirs_waits_stays_erased(
    config: Config, clock: FixedClock, folder: Path
) -> None:
    async with opened(config, clock) as storage:
        ada = await fill(storage)
        taken = await take(config, folder, NOW)
        async with storage.unit() as unit:
            await unit.inbox.store(1, [Received(8, 42, {"update_id": 8, "text": CANARY})])
        clock.at = NOW + timedelta(hours=1)
        async with storage.unit() as unit:
            await unit.people.erase(ada, clock.now())
    await restore(config, clock, taken.data, None, replace=True)
    async with opened(config, clock) as storage:
        assert await exported(storage) == {}
        async with storage.vault._engine.connect() as connection:
            assert 42 not in (await connection.execute(select(user_key.c.owner))).scalars().all()


async def fill_other(storage: Storage) -> None:
    async with storage.unit() as unit:
        await unit.people.add(43, 43, "en", NOW)


async def test_who_came_back_after_an_erasure_is_kept(
    config: Config, clock: FixedClock, folder: Path
) -> None:
    async with opened(config, clock) as storage:
        await erase(storage, await fill(storage))
        clock.at = NOW + timedelta(hours=1)
        async with storage.unit() as unit:
            await unit.people.add(42, 42, "en", clock.now())
        taken = await take(config, folder, clock.now())
    await restore(config, clock, taken.data, taken.keys, replace=True)
    async with opened(config, clock) as storage:
        assert await exported(storage) != {}


async def test_a_kill_while_a_copy_is_put_in_order_is_made_good(
    config: Config, clock: FixedClock, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(config, clock) as storage:
        ada = await fill(storage)
        taken = await take(config, folder, NOW)
        await erase(storage, ada)

    def die(point: Point) -> None:
        if point is Point.RESTORE_NOTICED:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(restored, "crash", die)
        await restore(config, clock, taken.data, taken.keys, replace=True)
    async with opened(config, clock) as storage:
        assert await exported(storage) == {}


async def test_no_file_of_a_backup_holds_what_a_person_wrote_or_a_key_that_opens_it(
    config: Config, clock: FixedClock, folder: Path
) -> None:
    async with opened(config, clock) as storage:
        await fill(storage)
        taken = await take(config, folder, NOW)
    for file in (taken.data, taken.keys):
        content = gzip.decompress(file.read_bytes())
        assert CANARY.encode() not in content
        assert MASTER.encode() not in content
        assert file.stat().st_mode & 0o077 == 0
    assert b'"user_key"' not in gzip.decompress(taken.data.read_bytes())


async def test_copies_of_the_keys_are_kept_for_a_week(
    config: Config, clock: FixedClock, folder: Path
) -> None:
    async with opened(config, clock):
        first = await take(config, folder, NOW)
        second = await take(config, folder, NOW + KEYS_KEPT + timedelta(seconds=1))
    assert (first.data.exists(), first.keys.exists(), second.keys.exists()) == (True, False, True)
    assert second.removed == 1


async def test_keys_that_a_restore_moved_aside_are_kept_for_a_week_too(
    tmp_path: Path, clock: FixedClock, folder: Path
) -> None:
    config = config_for(tmp_path)
    async with opened(config, clock) as storage:
        await fill(storage)
        taken = await take(config, folder, NOW)
    await restore(config, clock, taken.data, taken.keys, replace=True)
    aside = config.data_dir / "keys.db.before-restore"
    for age in (timedelta(0), timedelta(seconds=1)):
        assert aside.exists()
        os.utime(aside, times=(0, (NOW - KEYS_KEPT - age).timestamp()))
        await take(config, folder, NOW)
    assert not aside.exists()


def _cut(taken: Taken) -> None:
    taken.data.write_bytes(taken.data.read_bytes()[:-20])


def _drop_a_line(taken: Taken) -> None:
    lines = gzip.decompress(taken.data.read_bytes()).splitlines(keepends=True)
    taken.data.write_bytes(gzip.compress(b"".join(lines[:-1])))


def _drop_a_row(taken: Taken) -> None:
    lines = gzip.decompress(taken.data.read_bytes()).splitlines(keepends=True)
    row = max(n for n, line in enumerate(lines) if line.startswith(b"["))
    taken.data.write_bytes(gzip.compress(b"".join(lines[:row] + lines[row + 1 :])))


def _no_backup(taken: Taken) -> None:
    taken.data.write_text("hello")


def _missing(taken: Taken) -> None:
    taken.data.unlink()


def _of_keys(taken: Taken) -> None:
    taken.data.write_bytes(taken.keys.read_bytes())


async def test_a_broken_backup_is_refused_before_anything_is_touched(
    config: Config, clock: FixedClock, folder: Path
) -> None:
    async with opened(config, clock) as storage:
        await fill(storage)
        taken = await take(config, folder, NOW)
        held = await counts(storage)
    whole = taken.data.read_bytes()
    for spoil in (_cut, _drop_a_line, _drop_a_row, _no_backup, _missing, _of_keys):
        taken.data.write_bytes(whole)
        spoil(taken)
        with pytest.raises(BackupBroken, match=str(taken.data)):
            await restore(config, clock, taken.data, None, replace=True)
        assert list(verify_files(config, taken.data, taken.keys)) != [], spoil
        async with opened(config, clock) as storage:
            assert await counts(storage) == held, spoil


async def test_people_are_replaced_only_when_asked_to(
    config: Config, clock: FixedClock, folder: Path
) -> None:
    async with opened(config, clock) as storage:
        await fill(storage)
        taken = await take(config, folder, NOW)
    with pytest.raises(RestoreRefused, match="--replace"):
        await restore(config, clock, taken.data, None, replace=False)


async def test_a_running_bot_is_not_restored_under(config: Config, clock: FixedClock, folder: Path) -> None:
    async with opened(config, clock) as storage:
        taken = await take(config, folder, NOW)
        async with storage.connection() as connection:
            await leases.renew(connection, "tick", "someone", NOW, timedelta(minutes=1))
        with pytest.raises((RestoreRefused, DatabaseInUse)):
            await restore(config, clock, taken.data, None, replace=True)


async def _change_a_field(storage: Storage) -> None:
    async with storage.connection() as connection:
        body = (await connection.execute(select(checkin_table.c.body))).scalar_one()
        changed = bytes([*body[:-1], body[-1] ^ 1])
        await connection.execute(update(checkin_table).values(body=changed))


async def _lose_a_key(storage: Storage) -> None:
    async with storage.vault._engine.begin() as connection:
        await connection.execute(user_key.delete().where(user_key.c.owner == 42))


async def _change_a_key(storage: Storage) -> None:
    async with storage.vault._engine.begin() as connection:
        await connection.execute(update(user_key).where(user_key.c.owner == 42).values(wrapped=b"x" * 60))


@pytest.mark.parametrize("spoil", [_change_a_field, _lose_a_key, _change_a_key])
async def test_verify_finds_what_doesnt_open_here_and_in_a_backup(
    config: Config, clock: FixedClock, folder: Path, spoil: Callable[[Storage], Awaitable[None]]
) -> None:
    async with opened(config, clock) as storage:
        await fill(storage)
        taken = await take(config, folder, NOW)
        assert await problems(config) == list(verify_files(config, taken.data, taken.keys)) == []
        await spoil(storage)
        taken = await take(config, folder, LATER)
    found = await problems(config)
    assert found != []
    assert list(verify_files(config, taken.data, taken.keys)) == found
    assert CANARY not in "".join(found)


async def test_before_the_first_start_there_is_nothing_to_verify(config: Config) -> None:
    without_key = config.model_copy(update={"master_key": None})
    with pytest.raises(NothingYet, match="nothing to verify yet"):
        await problems(without_key)
    assert not config.key_file.exists()


async def test_nor_is_there_before_anything_was_migrated(tmp_path: Path) -> None:
    with pytest.raises(NothingYet, match=r"no data in .*tandem\.db"):
        await problems(config_for(tmp_path))


async def test_a_key_that_is_missing_for_data_is_missed(config: Config, clock: FixedClock) -> None:
    async with opened(config, clock) as storage:
        await fill(storage)
        async with storage.vault._engine.begin() as connection:
            await connection.execute(delete(user_key))
    with pytest.raises(ConfigError, match="put the file back"):
        await problems(config.model_copy(update={"master_key": None}))


async def test_who_was_erased_stays_erased_without_a_ledger_too(
    config: Config, clock: FixedClock, folder: Path
) -> None:
    config = config.model_copy(update={"erasure_ledger": None})
    async with opened(config, clock) as storage:
        ada = await fill(storage)
        taken = await take(config, folder, NOW)
        await erase(storage, ada)
    if config.ledger_file:
        config.ledger_file.unlink()
    await restore(config, clock, taken.data, taken.keys, replace=True)
    async with opened(config, clock) as storage, storage.look() as unit:
        assert await unit.people.by_telegram(42) is None


async def test_keys_that_cant_be_read_any_more_are_replaced(
    migrated_folder: Path, tmp_path: Path, clock: FixedClock, folder: Path
) -> None:
    shutil.copytree(migrated_folder, tmp_path / "data")
    config = config_for(tmp_path)
    async with opened(config, clock) as storage:
        await fill(storage)
        taken = await take(config, folder, NOW)
    (tmp_path / "data" / "keys.db").write_bytes(b"no database" * 1000)
    await restore(config, clock, taken.data, taken.keys, replace=True)
    assert await problems(config) == []


def test_a_ledger_line_cut_off_by_a_crash_swallows_no_other(tmp_path: Path) -> None:
    file = tmp_path / "ledger"
    ledger.append(file, "a" * 64, NOW)
    file.write_bytes(file.read_bytes() + b"b" * 10)
    ledger.append(file, "c" * 64, LATER)
    assert ledger.read(file) == {"a" * 64: NOW, "c" * 64: LATER}
    assert file.stat().st_mode & 0o077 == 0
