"""`web`: the public part: takes the updates that Telegram posts."""

from __future__ import annotations

import asyncio

import typer

from bot.app import roles
from bot.app.application import run_app
from bot.app.trips import real_trips
from bot.config import load_config
from bot.telemetry import set_up_logging


def web() -> None:
    """Take updates at the webhook until stopped; any number of these, beside any number of workers."""
    config = load_config()
    set_up_logging(config.log_level, config.log_format, config.secrets())
    config.token  # noqa: B018  # a missing token is said before anything is opened
    raise typer.Exit(asyncio.run(run_app(config, real_trips, roles.web(config))))
