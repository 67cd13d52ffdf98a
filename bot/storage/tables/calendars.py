"""The links to calendar feeds: who holds the link sees the feed, so only its hash is here."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, LargeBinary, Table

from bot.storage.tables.base import metadata, owner
from bot.storage.types import Instant

feed = Table(
    "feed",
    metadata,
    owner(),
    Column("token_hash", LargeBinary, nullable=False, unique=True),
    Column("names", Boolean, nullable=False),
    Column("created_at", Instant, nullable=False),
)
