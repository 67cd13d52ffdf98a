"""The users' keys and the ledger of erasures."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

AT = sa.DateTime(timezone=True)
TABLES = ("user_key", "erasure")


def upgrade() -> None:
    _user_key()
    _erasure()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _user_key() -> None:
    op.create_table(
        "user_key",
        sa.Column("key_id", sa.LargeBinary(), nullable=False),
        sa.Column("owner", sa.BigInteger(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("created_at", AT, nullable=False),
        sa.PrimaryKeyConstraint("key_id", name="pk_user_key"),
    )
    op.create_index("ix_user_key_owner", "user_key", ["owner"])


def _erasure() -> None:
    op.create_table(
        "erasure",
        sa.Column("owner_hash", sa.Text(), nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.PrimaryKeyConstraint("owner_hash", name="pk_erasure"),
    )
