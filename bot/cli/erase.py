"""`erase`: apply a ledger of erasures, after a restore by other means."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.clock import SystemClock
from bot.config import Config, load_config
from bot.storage.database import open_storage
from bot.storage.restored import erase_again


def erase(
    ledger: Annotated[
        Path | None, typer.Option(help="Default: ERASURE_LEDGER, or the file beside the key.")
    ] = None,
) -> None:
    """Erase everyone whom the ledger names and a restored copy brought back."""
    config = load_config(erasure_ledger=ledger) if ledger else load_config()
    typer.echo(f"{asyncio.run(_erase(config))} people erased again")


async def _erase(config: Config) -> int:
    async with open_storage(config, SystemClock()) as storage:
        return await erase_again(storage)
