"""`run`: the whole bot in one process."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from bot.app.application import run_app
from bot.app.roles import all_in_one
from bot.app.trips import real_trips
from bot.config import load_config
from bot.telemetry import set_up_logging


def run(
    take_over: Annotated[
        bool, typer.Option("--take-over", help="Delete a webhook that is set for this bot.")
    ] = False,
) -> None:
    """Run the bot on Telegram until stopped: intake, sender and reminders in one process."""
    config = load_config(polling_take_over=True) if take_over else load_config()
    set_up_logging(config.log_level, config.log_format, config.secrets())
    config.token  # noqa: B018  # a missing token is said before anything is opened
    raise typer.Exit(asyncio.run(run_app(config, real_trips, all_in_one(config))))
