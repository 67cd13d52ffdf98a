"""S6: a random history, then /delete; nothing of it is left or opens, here or in a backup that is put back."""

from __future__ import annotations

import random
import shutil
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from sqlalchemy import LargeBinary, select

from bot.clock import FixedClock
from bot.storage.account import OWNED
from bot.storage.backup.restoring import restore
from bot.storage.backup.taking import Taken, take
from bot.storage.database import Storage, open_storage
from bot.storage.sealing import KeyGone, Unreadable, key_id_of
from bot.storage.tables import inbox, metadata, outbox, person
from tests.handlers.conftest import AFTER_THE_SETUP, MONDAY_0700, newcomer
from tests.handlers.town import Resident, town
from tests.reliability.harness.results import Result, measured
from tests.reliability.harness.sizes import SEED, size, until_the_box_is_full
from tests.security.conftest import NEVER_TAPPED, buttons_of
from tests.storage.conftest import config_for

USERS = size(2, 200)
DEEDS = size(6, 60)
MOST_SECONDS = 60.0
SELECTION = "tests/security/test_erasure.py"
CANARY = "canary-5e0d"
WORDS = (
    f"run 30 min easy, {CANARY}",
    f"squat 3x5 100 rpe8 {CANARY}",
    f"my shoulder feels odd {CANARY}",
    "/today",
    "/week",
    "/settings",
    "/health",
    "/progress",
    "/review",
    "/whatif",
)


async def act(anna: Resident, dice: random.Random) -> None:
    """Days of somebody who says and taps what comes to mind."""
    for _ in range(DEEDS):
        data = sorted(buttons_of(anna) - {NEVER_TAPPED})
        match dice.randrange(4):
            case 0 if data:
                await anna.forges(dice.choice(data))
            case 1:
                at = anna.town.clock.now() + timedelta(hours=dice.randint(1, 30))
                await anna.town.go_to(at)
            case _:
                await anna.says(dice.choice(WORDS))
    await anna.says(WORDS[0])
    await anna.taps("Save")


async def sealed(storage: Storage, whose: int, chat: int) -> list[bytes]:
    """Every sealed value of somebody."""
    found: list[bytes] = []
    mine = {inbox: inbox.c.chat_key == chat, outbox: outbox.c.chat_id == chat, person: person.c.id == whose}
    async with storage.connection() as connection:
        for table in metadata.sorted_tables:
            which = mine.get(table)
            if which is None and "person_id" in table.c:
                which = table.c.person_id == whose
            columns = [c for c in table.c if isinstance(c.type, LargeBinary)]
            if which is not None and columns:
                rows = await connection.execute(select(*columns).where(which))
                found += [bytes(value) for row in rows for value in row if value is not None]
    return found


async def opening(storage: Storage, values: Sequence[bytes]) -> int:
    """How many of them have a key."""
    opened = 0
    for value in values:
        try:
            await storage.vault.by_id(key_id_of(value))
        except (KeyGone, Unreadable):
            continue
        opened += 1
    return opened


async def rows_left(storage: Storage, whose: int) -> list[str]:
    async with storage.connection() as connection:
        return [
            table.name
            for table in OWNED
            if (await connection.execute(select(table).where(table.c.person_id == whose).limit(1))).first()
        ]


@asynccontextmanager
async def opened(config: Any, at: FixedClock) -> AsyncIterator[Storage]:
    async with open_storage(config, at) as storage:
        yield storage


async def erased(
    set_up: Path, folder: Path, dice: random.Random, result: Result
) -> tuple[Taken, list[bytes], int, int, FixedClock]:
    """A history, a backup in its middle, then /delete; looks at what is left in place."""
    shutil.copytree(set_up, folder / "data")
    config = config_for(folder)
    async with town(config, MONDAY_0700, AFTER_THE_SETUP) as founded:
        anna = newcomer(founded, started=True)
        await act(anna, dice)
        whose, chat = (await anna.known()).id, anna.phone.user_id
        values = await sealed(founded.storage, whose, chat)
        assert await opening(founded.storage, values) == len(values) > 5
        taken = await take(config, folder / "backups", founded.clock.now())
        await act(anna, dice)
        values += await sealed(founded.storage, whose, chat)
        began = monotonic()
        await anna.says("/delete")
        await anna.taps("Delete")
        result.seconds = max(result.seconds, round(monotonic() - began))
        assert monotonic() - began < MOST_SECONDS
        await nothing_is_left(founded.storage, whose, values, result)
        return taken, values, whose, chat, FixedClock(founded.clock.now())


async def nothing_is_left(storage: Storage, whose: int, values: list[bytes], result: Result) -> None:
    left = await rows_left(storage, whose)
    opens = await opening(storage, values)
    result.runs += len(values)
    result.lost += len(left) + opens
    assert (left, opens) == ([], 0)


@pytest.mark.slow
@pytest.mark.timeout(0)
async def test_after_delete_nothing_is_left_and_nothing_opens(set_up: Path, tmp_path: Path) -> None:
    dice = random.Random(SEED)
    with measured("S6", "random histories, /delete, a backup put back (SQLite)", SELECTION) as result:
        for number in until_the_box_is_full(USERS):
            folder = tmp_path / str(number)
            taken, values, whose, chat, clock = await erased(set_up, folder, dice, result)
            for keys in (None, taken.keys):
                await restore(config_for(folder), clock, taken.data, keys, replace=True)
                async with opened(config_for(folder), clock) as storage:
                    await nothing_is_left(storage, whose, values, result)
                    async with storage.look() as unit:
                        assert await unit.people.by_telegram(chat) is None
            result.faults += 1
            shutil.rmtree(folder)
        result.note = "sealed values; lost would be those that still open"
