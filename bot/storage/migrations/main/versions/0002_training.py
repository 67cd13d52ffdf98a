"""State, weeks, check-ins, reviews: the sealed training diary."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
AT = sa.DateTime(timezone=True)
TABLES = ("draft", "state", "week", "week_record", "checkin", "wellness", "review", "note", "tip")


def upgrade() -> None:
    _draft()
    _state()
    _week()
    _week_record()
    _checkin()
    _wellness()
    _review()
    _note()
    _tip()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _draft() -> None:
    op.create_table(
        "draft",
        sa.Column("person_id", ID, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("updated_at", AT, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_draft_person_id"),
        sa.PrimaryKeyConstraint("person_id", name="pk_draft"),
    )


def _state() -> None:
    op.create_table(
        "state",
        sa.Column("person_id", ID, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_state_person_id"),
        sa.PrimaryKeyConstraint("person_id", name="pk_state"),
    )


def _week() -> None:
    op.create_table(
        "week",
        sa.Column("person_id", ID, nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", AT, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_week_person_id"),
        sa.PrimaryKeyConstraint("person_id", "start", "version", name="pk_week"),
    )


def _week_record() -> None:
    op.create_table(
        "week_record",
        sa.Column("person_id", ID, nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("closed_at", AT, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_week_record_person_id"),
        sa.PrimaryKeyConstraint("person_id", "start", name="pk_week_record"),
    )


def _checkin() -> None:
    op.create_table(
        "checkin",
        sa.Column("person_id", ID, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("recorded_at", AT, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_checkin_person_id"),
        sa.PrimaryKeyConstraint("person_id", "key", name="pk_checkin"),
    )
    op.create_index("ix_checkin_person_id_local_date", "checkin", ["person_id", "local_date"])


def _wellness() -> None:
    op.create_table(
        "wellness",
        sa.Column("person_id", ID, nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("recorded_at", AT, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_wellness_person_id"),
        sa.PrimaryKeyConstraint("person_id", "local_date", name="pk_wellness"),
    )


def _review() -> None:
    op.create_table(
        "review",
        sa.Column("person_id", ID, nullable=False),
        sa.Column("week_start", sa.Date(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_review_person_id"),
        sa.PrimaryKeyConstraint("person_id", "week_start", name="pk_review"),
    )


def _note() -> None:
    op.create_table(
        "note",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", AT, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_note_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_note"),
    )
    op.create_index("ix_note_person_id_kind", "note", ["person_id", "kind"])


def _tip() -> None:
    op.create_table(
        "tip",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_tip_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_tip"),
    )
    op.create_index("ix_tip_person_id_local_date", "tip", ["person_id", "local_date"])
