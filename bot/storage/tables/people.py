"""The person, what they agreed to, what we wait for, and the trace of erasures."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Date, Index, LargeBinary, Table, Text, UniqueConstraint

from bot.storage.tables.base import metadata, owner
from bot.storage.types import Identity, Instant

person = Table(
    "person",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column("telegram_id", BigInteger, nullable=False, unique=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("language", Text, nullable=False),
    Column("time_zone", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("reachable", Boolean, nullable=False),
    Column("paused_until", Date),
    Column("body", LargeBinary, nullable=False),
    Column("pinned_message_id", BigInteger),
    Column("planned_until", Date),
    Column("last_seen_at", Instant),
    Column("created_at", Instant, nullable=False),
    Index("ix_person_status_planned_until", "status", "planned_until"),
    sqlite_autoincrement=True,
)

consent = Table(
    "consent",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    owner(primary_key=False),
    Column("version", Text, nullable=False),
    Column("at", Instant, nullable=False),
    UniqueConstraint("person_id", "version", "at"),
)

dialogue = Table(
    "dialogue",
    metadata,
    owner(),
    Column("kind", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("expires_at", Instant, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column("at", Instant, nullable=False),
    Column("actor", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("about", Text, nullable=False),
)

erasure_todo = Table(
    "erasure_todo",
    metadata,
    Column("key_id", LargeBinary, primary_key=True),
    Column("owner", BigInteger, nullable=False),
    Column("at", Instant, nullable=False),
)
