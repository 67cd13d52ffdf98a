"""The master key: from the environment, or from a file beside the data folder that the first local run makes."""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.config import Config, ConfigError

KEY_BYTES = 32
NONCE_BYTES = 12
MARK_BYTES = 4


class WrongMasterKey(Exception):
    """None of the master keys at hand opens a stored key."""


@dataclass(frozen=True, slots=True)
class MasterKeys:
    """One or more master keys; the first wraps, all unwrap (that is how a key is rotated)."""

    keys: tuple[bytes, ...] = field(repr=False)

    @property
    def mark(self) -> str:
        """A fingerprint of the first key, fit to be shown."""
        return _mark(self.keys[0]).hex()

    def wrap(self, content: bytes, label: bytes) -> bytes:
        """Encrypt a data key with the first master key, bound to its label."""
        nonce = os.urandom(NONCE_BYTES)
        return _mark(self.keys[0]) + nonce + AESGCM(self.keys[0]).encrypt(nonce, content, label)

    def unwrap(self, wrapped: bytes, label: bytes) -> bytes:
        """Decrypt a data key; refuses with WrongMasterKey."""
        mark, rest = wrapped[:MARK_BYTES], wrapped[MARK_BYTES:]
        for key in self.keys:
            if _mark(key) == mark:
                return _decrypt(key, rest, label)
        raise WrongMasterKey("the stored keys were made with another master key")


def _decrypt(key: bytes, sealed: bytes, label: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], label)
    except InvalidTag:
        raise WrongMasterKey("a stored key was changed") from None


def _mark(key: bytes) -> bytes:
    return hashlib.sha256(b"tandem master key" + key).digest()[:MARK_BYTES]


def load_master(config: Config, *, may_make: bool) -> MasterKeys:
    """The master keys of MASTER_KEY or the key file; `may_make` allows a new file when there is none yet.

    Refuses with ConfigError: a malformed key, a file that others can read, a missing file of existing data.
    """
    if config.master_key:
        return _parse("MASTER_KEY", config.master_key.get_secret_value())
    path = config.key_file
    if not path.exists():
        if not may_make:
            raise ConfigError(
                [f"MASTER_KEY_FILE: {path} is missing, but there is data that it opens; put the file back"]
            )
        _make(path)
    if path.stat().st_mode & 0o077:
        raise ConfigError([f"MASTER_KEY_FILE: others can read {path}; run: chmod 600 {path}"])
    return _parse("MASTER_KEY_FILE", path.read_text(encoding="utf-8"))


def new_key() -> str:
    """A fresh master key as text."""
    return base64.urlsafe_b64encode(os.urandom(KEY_BYTES)).decode()


def _make(path: Path) -> None:
    """Put a new key there, whole or not at all; of processes that start together, the first one's stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=path.parent, prefix=f".{path.name}.") as draft:  # mode 600
        draft.write(new_key() + "\n")
        draft.flush()
        os.fsync(draft.fileno())
        with suppress(FileExistsError):
            os.link(draft.name, path)  # as a rename would not, it refuses to replace


def _parse(variable: str, text: str) -> MasterKeys:
    try:
        keys = tuple(base64.urlsafe_b64decode(part) for part in text.replace(",", " ").split())
    except (binascii.Error, ValueError):
        keys = ()
    if not keys or any(len(key) != KEY_BYTES for key in keys):
        raise ConfigError(
            [
                f"{variable}: this isn't a master key. It is 32 bytes in base64; make one with `python3 -c"
                " 'import base64, os; print(base64.urlsafe_b64encode(os.urandom(32)).decode())'`"
            ]
        )
    return MasterKeys(keys)
