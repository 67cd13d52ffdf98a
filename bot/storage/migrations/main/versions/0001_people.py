"""The person, consent, dialogue, and the trace of administration."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
AT = sa.DateTime(timezone=True)
TABLES = ("person", "consent", "dialogue", "audit", "erasure_todo")


def upgrade() -> None:
    _person()
    _consent()
    _dialogue()
    _audit()
    _erasure_todo()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _person() -> None:
    op.create_table(
        "person",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("telegram_id", sa.BigInteger(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("time_zone", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("reachable", sa.Boolean(), nullable=False),
        sa.Column("paused_until", sa.Date()),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("pinned_message_id", sa.BigInteger()),
        sa.Column("planned_until", sa.Date()),
        sa.Column("last_seen_at", AT),
        sa.Column("created_at", AT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("telegram_id", name="uq_person_telegram_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_person_status_planned_until", "person", ["status", "planned_until"])


def _consent() -> None:
    op.create_table(
        "consent",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_consent_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_consent"),
        sa.UniqueConstraint("person_id", "version", "at", name="uq_consent_person_id_version_at"),
    )


def _dialogue() -> None:
    op.create_table(
        "dialogue",
        sa.Column("person_id", ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", AT, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_dialogue_person_id"),
        sa.PrimaryKeyConstraint("person_id", name="pk_dialogue"),
    )


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )


def _erasure_todo() -> None:
    op.create_table(
        "erasure_todo",
        sa.Column("key_id", sa.LargeBinary(), nullable=False),
        sa.Column("owner", sa.BigInteger(), nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.PrimaryKeyConstraint("key_id", name="pk_erasure_todo"),
    )
