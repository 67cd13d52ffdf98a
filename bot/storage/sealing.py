"""Sealed fields: AES-256-GCM with a person's own key, bound to table, column and owner so that rows can't be swapped.

A sealed field is: version (1 byte), key id (8), nonce (12), ciphertext with tag.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION = b"\x01"
KEY_ID_BYTES = 8
NONCE_BYTES = 12
_HEAD = 1 + KEY_ID_BYTES + NONCE_BYTES


class Unreadable(Exception):
    """A field that doesn't open (wrong owner, wrong place, changed bytes), or whose content is of another kind."""


class KeyGone(Exception):
    """The key of a sealed field has been destroyed: the person's data was erased."""


@dataclass(frozen=True, slots=True)
class DataKey:
    """A person's key with its public id; the key itself never shows in a repr."""

    id: bytes
    secret: bytes = field(repr=False)

    @property
    def cipher(self) -> AESGCM:
        """AES-256-GCM under this key."""
        return AESGCM(self.secret)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sealed field stands: table, column, and whose it is (our person id, or a chat's id in the queues)."""

    table: str
    column: str
    owner: int

    @property
    def associated(self) -> bytes:
        """The authenticated, unencrypted data that ties the field to its place."""
        return f"{self.table}|{self.column}|{self.owner}".encode()


def seal(key: DataKey, place: Place, content: bytes) -> bytes:
    """Encrypt a field."""
    nonce = os.urandom(NONCE_BYTES)
    return VERSION + key.id + nonce + key.cipher.encrypt(nonce, content, place.associated)


def key_id_of(sealed: bytes) -> bytes:
    """Which key opens this field; refuses with Unreadable what isn't sealed."""
    if len(sealed) <= _HEAD or sealed[:1] != VERSION:
        raise Unreadable("not a sealed field")
    return sealed[1 : 1 + KEY_ID_BYTES]


def unseal(key: DataKey, place: Place, sealed: bytes) -> bytes:
    """Decrypt a field; refuses with Unreadable if it isn't this key's, this place's, or was changed."""
    nonce = sealed[1 + KEY_ID_BYTES : _HEAD]
    try:
        return key.cipher.decrypt(nonce, sealed[_HEAD:], place.associated)
    except InvalidTag:
        raise Unreadable(f"a field of {place.table}.{place.column} doesn't open") from None
