"""The ledger of erasures outside the databases: who was erased stays erased, whichever copy comes back.

One line each, `<keyed hash of the owner> <instant>`: useless to anyone without our own key.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import structlog

log = structlog.get_logger("tandem.storage")

HASH_LETTERS = 64


def append(file: Path, owner_hash: str, at: datetime) -> None:
    """Add an erasure; it is on disk when this returns."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "a+b") as ledger:
        # A line that a crash cut off must not swallow this one.
        torn = ledger.tell() > 0 and _last_byte(ledger.fileno()) != b"\n"
        ledger.write(b"\n" * torn + f"{owner_hash} {at.isoformat()}\n".encode())
        ledger.flush()
        os.fsync(ledger.fileno())


def read(file: Path) -> Mapping[str, datetime]:
    """The last erasure of each owner; empty where there is no file.

    A line cut off by a crash is passed over: its erasure was repeated when the process came back.
    """
    if not file.exists():
        return {}
    found: dict[str, datetime] = {}
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        owner_hash, _, at = line.partition(" ")
        try:
            if len(owner_hash) != HASH_LETTERS:
                raise ValueError(owner_hash)
            found[owner_hash] = datetime.fromisoformat(at)
        except ValueError:
            log.warning("a line of the erasure ledger was cut off", count=number)
    return found


def _last_byte(handle: int) -> bytes:
    return os.pread(handle, 1, os.fstat(handle).st_size - 1)
