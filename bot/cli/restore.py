"""`restore`: put a backup back."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.clock import SystemClock
from bot.config import load_config
from bot.storage.backup.restoring import restore as put_back
from bot.telemetry import set_up_logging


def restore(
    data: Annotated[Path, typer.Argument(help="The file of the data.")],
    keys: Annotated[
        Path | None, typer.Option(help="The file of the keys, if the present ones are lost.")
    ] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Also if the database holds people.")] = False,
) -> None:
    """Fill the database from a backup; nothing old is sent, and who was erased since is erased again."""
    config = load_config()
    set_up_logging(config.log_level, config.log_format, config.secrets())
    rows = asyncio.run(put_back(config, SystemClock(), data, keys, replace=replace))
    typer.echo(f"{rows} rows put back; start the bot, or run `python -m bot verify` first")
