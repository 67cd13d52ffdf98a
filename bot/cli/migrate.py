"""`migrate`: bring the database to what this version needs, as a release step."""

from __future__ import annotations

import typer

from bot.config import load_config
from bot.storage import migrate as migrating
from bot.telemetry import set_up_logging


def migrate() -> None:
    """Create or upgrade both schemas; replicas may do it at the same time."""
    config = load_config()
    set_up_logging(config.log_level, config.log_format, config.secrets())
    for dsn, schema in ((config.dsn, migrating.MAIN), (config.keys_dsn, migrating.KEYS)):
        done = migrating.migrate(dsn, schema)
        typer.echo(f"{schema.name}: {'upgraded to' if done else 'already at'} {schema.head}")
