"""Reminders, inbox, outbox, leases and limits."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
AT = sa.DateTime(timezone=True)
TABLES = ("meta", "reminder", "inbox", "outbox", "role_lease", "send_limit")


def upgrade() -> None:
    _meta()
    _reminder()
    _inbox()
    _outbox()
    _role_lease()
    _send_limit()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _meta() -> None:
    op.create_table(
        "meta",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_meta"),
    )


def _reminder() -> None:
    op.create_table(
        "reminder",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("slot", sa.SmallInteger(), nullable=False),
        sa.Column("due_utc", AT, nullable=False),
        sa.Column("wall", sa.Time(), nullable=False),
        sa.Column("time_zone", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("failures", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_reminder_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_reminder"),
        sa.UniqueConstraint(
            "person_id", "local_date", "kind", "slot", name="uq_reminder_person_id_local_date_kind_slot"
        ),
    )
    op.create_index("ix_reminder_status_due_utc", "reminder", ["status", "due_utc"])


def _inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("seq", ID, autoincrement=True, nullable=False),
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("update_id", sa.BigInteger(), nullable=False),
        sa.Column("chat_key", sa.BigInteger(), nullable=False),
        sa.Column("received_at", AT, nullable=False),
        sa.Column("payload", sa.LargeBinary()),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("attempts", sa.SmallInteger(), nullable=False),
        sa.Column("not_before", AT, nullable=False),
        sa.Column("last_error", sa.Text()),
        sa.Column("settled_at", AT),
        sa.PrimaryKeyConstraint("seq", name="pk_inbox"),
        sa.UniqueConstraint("bot_id", "update_id", name="uq_inbox_bot_id_update_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_inbox_status_chat_key_seq", "inbox", ["status", "chat_key", "seq"])


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("idem", sa.Text(), nullable=False),
        sa.Column("person_id", sa.BigInteger()),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("priority", sa.SmallInteger(), nullable=False),
        sa.Column("unasked", sa.Boolean(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary()),
        sa.Column("attachment", sa.LargeBinary()),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("not_before", AT, nullable=False),
        sa.Column("expires_at", AT),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("doubts", sa.SmallInteger(), nullable=False),
        sa.Column("lease_until", AT),
        sa.Column("lease_owner", sa.Text()),
        sa.Column("message_id", sa.BigInteger()),
        sa.Column("last_error", sa.Text()),
        sa.Column("created_at", AT, nullable=False),
        sa.Column("settled_at", AT),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("idem", name="uq_outbox_idem"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outbox_chat_id_status", "outbox", ["chat_id", "status"])
    op.create_index("ix_outbox_person_id_subject", "outbox", ["person_id", "subject"])
    op.create_index("ix_outbox_status_priority_id", "outbox", ["status", "priority", "id"])


def _role_lease() -> None:
    op.create_table(
        "role_lease",
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("term", sa.BigInteger(), nullable=False),
        sa.Column("until", AT, nullable=False),
        sa.PrimaryKeyConstraint("role", name="pk_role_lease"),
    )


def _send_limit() -> None:
    op.create_table(
        "send_limit",
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("not_before", AT, nullable=False),
        sa.PrimaryKeyConstraint("scope", name="pk_send_limit"),
    )
