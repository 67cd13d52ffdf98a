"""The users' wrapped keys and the ledger of erasures, in a database of their own."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, LargeBinary, Table, Text

from bot.storage.tables.base import keys_metadata
from bot.storage.types import Instant

user_key = Table(
    "user_key",
    keys_metadata,
    Column("key_id", LargeBinary, primary_key=True),
    Column("owner", BigInteger, nullable=False, index=True),
    Column("wrapped", LargeBinary, nullable=False),
    Column("retired", Boolean, nullable=False),
    Column("created_at", Instant, nullable=False),
)

erasure = Table(
    "erasure",
    keys_metadata,
    Column("owner_hash", Text, primary_key=True),
    Column("at", Instant, nullable=False),
)

keys_meta = Table(
    "meta", keys_metadata, Column("name", Text, primary_key=True), Column("value", Text, nullable=False)
)
