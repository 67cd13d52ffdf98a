"""`worker`: everything behind the webhook."""

from __future__ import annotations

import asyncio

import typer

from bot.app import roles
from bot.app.application import run_app
from bot.app.trips import real_trips
from bot.config import load_config
from bot.telemetry import set_up_logging


def worker() -> None:
    """Serve updates, send messages and fire reminders until stopped; any number of these."""
    config = load_config()
    set_up_logging(config.log_level, config.log_format, config.secrets())
    config.token  # noqa: B018  # a missing token is said before anything is opened
    raise typer.Exit(asyncio.run(run_app(config, real_trips, roles.worker(config))))
