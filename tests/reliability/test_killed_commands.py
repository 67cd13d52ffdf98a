"""R1 for the commands: SIGKILL inside backup, restore and rotation; the next run goes on, and everything opens."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from bot.clock import FixedClock
from bot.config import Config
from bot.crashpoints import Point
from bot.storage.backup.taking import Taken, take
from bot.storage.database import open_storage
from bot.storage.engine import writing_engine
from bot.storage.tables import role_lease
from tests.reliability.harness.processes import command
from tests.storage.conftest import NOW
from tests.storage.test_account import fill
from tests.storage.test_backup import exported

CASES = [
    (Point.DATA_BACKED_UP, "backup"),
    (Point.SCHEMA_RESTORED, "restore"),
    (Point.DATA_RESTORED, "restore"),
    (Point.RESTORE_NOTICED, "restore"),
    (Point.KEY_FILE_WRITTEN, "rotate-key"),
    (Point.KEYS_REWRAPPED, "rotate-key"),
]


@pytest.fixture
def config(config: Config, tmp_path: Path) -> Config:
    """With the master key in a file."""
    return config.model_copy(update={"master_key": None, "master_key_file": tmp_path / "keys" / "master.key"})


def arguments(name: str, taken: Taken, tmp_path: Path) -> list[str]:
    return {
        "backup": ["backup", str(tmp_path / "again")],
        "restore": ["restore", str(taken.data), "--keys", str(taken.keys), "--replace"],
        "rotate-key": ["rotate-key"],
        "verify": ["verify"],
    }[name]


async def run(config: Config, words: list[str], **more: str) -> tuple[int, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    database = {} if config.is_sqlite else {"DATABASE_URL": config.dsn}
    files = {
        "DATA_DIR": str(config.data_dir),
        "MASTER_KEY_FILE": str(config.master_key_file),
        "ENV_FILE": os.devnull,
    }
    return await command({**kept, **database, **files, **more}, words, config.data_dir.parent / "command.log")


@pytest.mark.slow
@pytest.mark.parametrize(("point", "name"), CASES)
async def test_a_command_killed_there_can_be_run_again(
    config: Config, tmp_path: Path, point: Point, name: str
) -> None:
    clock = FixedClock(NOW)
    async with open_storage(config, clock) as storage:
        await fill(storage)
        before = await exported(storage)
        taken = await take(config, tmp_path / "backups", NOW)
    words = arguments(name, taken, tmp_path)
    assert (await run(config, words, CRASH_AT=point))[0] == -signal.SIGKILL
    await _end_leases(config)
    assert (await run(config, words))[0] == 0
    code, told = await run(config, ["verify"])
    assert (code, told.strip().splitlines()[-1]) == (0, "fine: everything opens")
    async with open_storage(config, clock) as storage:
        assert (await exported(storage))["checkin"] == before["checkin"]


async def _end_leases(config: Config) -> None:
    engine = writing_engine(config.dsn, pool_size=1)
    async with engine.begin() as connection:
        await connection.execute(role_lease.delete())
    await engine.dispose()


async def test_a_key_that_was_rotated_opens_old_backups_until_it_is_forgotten(
    config: Config, tmp_path: Path
) -> None:
    async with open_storage(config, FixedClock(NOW)) as storage:
        await fill(storage)
        taken = await take(config, tmp_path / "backups", NOW)
    assert config.master_key_file is not None
    old = config.master_key_file.read_text().strip()
    assert (await run(config, ["rotate-key"]))[0] == 0
    files = [str(taken.data), str(taken.keys)]
    assert (await run(config, ["verify", *files]))[0] == 0
    assert (await run(config, ["rotate-key", "--forget-old"]))[0] == 0
    assert (await run(config, ["verify"]))[0] == 0
    code, told = await run(config, ["verify", *files])
    assert code == 1
    assert "master key" in told
    assert old not in config.master_key_file.read_text()
