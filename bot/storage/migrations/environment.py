"""How a step runs: on a given connection, in one transaction, in batch mode where SQLite needs it."""

from __future__ import annotations

from typing import Any


def run(context: Any) -> None:
    """Run the steps that alembic's context asks for."""
    attributes = context.config.attributes
    context.configure(
        connection=attributes["connection"],
        target_metadata=attributes["metadata"],
        version_table_schema=attributes.get("schema"),
        render_as_batch=True,
        transaction_per_migration=False,
    )
    context.run_migrations()
