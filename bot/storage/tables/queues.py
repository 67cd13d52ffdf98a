"""What is due, what came in, what goes out, and who may do it."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    Table,
    Text,
    Time,
    UniqueConstraint,
)

from bot.storage.tables.base import metadata, owner
from bot.storage.types import Identity, Instant

meta = Table("meta", metadata, Column("name", Text, primary_key=True), Column("value", Text, nullable=False))

reminder = Table(
    "reminder",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    owner(primary_key=False),
    Column("local_date", Date, nullable=False),
    Column("kind", Text, nullable=False),
    Column("slot", SmallInteger, nullable=False),
    Column("due_utc", Instant, nullable=False),
    Column("wall", Time, nullable=False),
    Column("time_zone", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("failures", SmallInteger, nullable=False, default=0),
    UniqueConstraint("person_id", "local_date", "kind", "slot"),
    Index("ix_reminder_status_due_utc", "status", "due_utc"),
)

inbox = Table(
    "inbox",
    metadata,
    Column("seq", Identity, primary_key=True, autoincrement=True),
    Column("bot_id", BigInteger, nullable=False),
    Column("update_id", BigInteger, nullable=False),
    Column("chat_key", BigInteger, nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("payload", LargeBinary),
    Column("status", Text, nullable=False),
    Column("attempts", SmallInteger, nullable=False, default=0),
    Column("not_before", Instant, nullable=False),
    Column("last_error", Text),
    Column("settled_at", Instant),
    UniqueConstraint("bot_id", "update_id"),
    Index("ix_inbox_status_chat_key_seq", "status", "chat_key", "seq"),
    sqlite_autoincrement=True,
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column("idem", Text, nullable=False, unique=True),
    Column("person_id", BigInteger),
    Column("chat_id", BigInteger, nullable=False),
    Column("kind", Text, nullable=False),
    Column("priority", SmallInteger, nullable=False),
    Column("unasked", Boolean, nullable=False),
    Column("subject", Text, nullable=False),
    Column("body", LargeBinary),
    Column("attachment", LargeBinary),
    Column("status", Text, nullable=False),
    Column("not_before", Instant, nullable=False),
    Column("expires_at", Instant),
    Column("attempt", Integer, nullable=False, default=0),
    Column("doubts", SmallInteger, nullable=False, default=0),
    Column("lease_until", Instant),
    Column("lease_owner", Text),
    Column("message_id", BigInteger),
    Column("last_error", Text),
    Column("created_at", Instant, nullable=False),
    Column("settled_at", Instant),
    Index("ix_outbox_status_priority_id", "status", "priority", "id"),
    Index("ix_outbox_chat_id_status", "chat_id", "status"),
    Index("ix_outbox_person_id_subject", "person_id", "subject"),
    sqlite_autoincrement=True,
)

role_lease = Table(
    "role_lease",
    metadata,
    Column("role", Text, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("term", BigInteger, nullable=False),
    Column("until", Instant, nullable=False),
)

send_limit = Table(
    "send_limit",
    metadata,
    Column("scope", Text, primary_key=True),
    Column("not_before", Instant, nullable=False),
)
