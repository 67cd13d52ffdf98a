"""A new master key: first beside the old one, then every user's key is wrapped anew, at last the old one goes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from bot.config import Config, ConfigError
from bot.crashpoints import Point, crash
from bot.storage.engine import FileLock, keys_engine, sqlite_file
from bot.storage.leases import someone_runs
from bot.storage.master import load_master, new_key
from bot.storage.vault import Vault

TWO = 2
TWO_STEPS = (
    "put a new key before the present one, `NEW,OLD`, in every process, restart them, and run this again; make one"
    " with `python3 -c 'import base64, os; print(base64.urlsafe_b64encode(os.urandom(32)).decode())'`"
)


async def rotate(config: Config, now: datetime) -> int:
    """Wrap all users' keys with the first master key; returns how many were changed.

    Where the key is in a file, a new one is put before the old ones first. A kill at any point leaves keys that open:
    the file holds both. Refuses with ConfigError a single key in MASTER_KEY, or processes that know only the old file;
    with DatabaseInUse a bot on SQLite.
    """
    master = load_master(config, may_make=False)
    with _alone(config):
        if not config.master_key:
            await _write_new(config, now)
        elif len(master.keys) < TWO:
            raise ConfigError([f"MASTER_KEY: {TWO_STEPS}"])
        changed = await _rewrap(config)
    crash(Point.KEYS_REWRAPPED)
    return changed


async def _write_new(config: Config, now: datetime) -> None:
    if await someone_runs(config, now):
        raise ConfigError(
            ["MASTER_KEY_FILE: processes run that know only the old key: stop them, wait a minute"]
        )
    _replace(config.key_file, ",".join([new_key(), *_texts(config.key_file)]))
    crash(Point.KEY_FILE_WRITTEN)


@contextmanager
def _alone(config: Config) -> Iterator[None]:
    file = sqlite_file(config.dsn)
    lock = FileLock(file) if file else None
    if lock:
        lock.take()
    try:
        yield
    finally:
        if lock:
            lock.release()


async def forget_old(config: Config) -> None:
    """Leave only the first master key in the file, once every key opens with it.

    Refuses with ConfigError when the key is in MASTER_KEY, where it has to be taken out by hand.
    """
    await _rewrap(config)
    if config.master_key:
        raise ConfigError(
            ["MASTER_KEY: every key opens with the first one now; take the others out and restart"]
        )
    _replace(config.key_file, _texts(config.key_file)[0])


async def _rewrap(config: Config) -> int:
    engine = keys_engine(config.keys_dsn)
    try:
        return await Vault(engine, load_master(config, may_make=False), alone=False).rewrap()
    finally:
        await engine.dispose()


def _texts(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").replace(",", " ").split()


def _replace(file: Path, content: str) -> None:
    draft = file.with_name(file.name + ".draft")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as written:
        written.write(content + "\n")
        written.flush()
        os.fsync(written.fileno())
    draft.replace(file)
