"""What an athlete plans, does and is told; every body is sealed."""

from __future__ import annotations

from sqlalchemy import Column, Date, Index, Integer, LargeBinary, Table, Text

from bot.storage.tables.base import metadata, owner
from bot.storage.types import Identity, Instant

draft = Table(
    "draft",
    metadata,
    owner(),
    Column("body", LargeBinary, nullable=False),
    Column("updated_at", Instant, nullable=False),
)

live = Table(
    "live",
    metadata,
    owner(),
    Column("body", LargeBinary, nullable=False),
    Column("updated_at", Instant, nullable=False),
)

state = Table(
    "state",
    metadata,
    owner(),
    Column("body", LargeBinary, nullable=False),
)

week = Table(
    "week",
    metadata,
    owner(),
    Column("start", Date, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("body", LargeBinary, nullable=False),
    Column("created_at", Instant, nullable=False),
)

week_record = Table(
    "week_record",
    metadata,
    owner(),
    Column("start", Date, primary_key=True),
    Column("body", LargeBinary, nullable=False),
    Column("closed_at", Instant, nullable=False),
)

checkin = Table(
    "checkin",
    metadata,
    owner(),
    Column("key", Text, primary_key=True),
    Column("local_date", Date, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Index("ix_checkin_person_id_local_date", "person_id", "local_date"),
)

wellness = Table(
    "wellness",
    metadata,
    owner(),
    Column("local_date", Date, primary_key=True),
    Column("body", LargeBinary, nullable=False),
    Column("recorded_at", Instant, nullable=False),
)

review = Table(
    "review",
    metadata,
    owner(),
    Column("week_start", Date, primary_key=True),
    Column("body", LargeBinary, nullable=False),
)

note = Table(
    "note",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    owner(primary_key=False),
    Column("kind", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("created_at", Instant, nullable=False),
    Index("ix_note_person_id_kind", "person_id", "kind"),
)

tip = Table(
    "tip",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    owner(primary_key=False),
    Column("local_date", Date, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("ix_tip_person_id_local_date", "person_id", "local_date"),
)
