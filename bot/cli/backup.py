"""`backup`: copy both databases while the bot runs."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.config import load_config
from bot.storage.backup.taking import take


def backup(
    folder: Annotated[
        Path, typer.Argument(help="Gets a file in data/ and one in keys/; keep the two apart.")
    ],
) -> None:
    """Write a copy of the data and one of the users' keys; copies of keys older than 7 days are removed."""
    taken = asyncio.run(take(load_config(), folder, datetime.now(UTC)))
    typer.echo(f"data  {taken.data}")
    typer.echo(f"keys  {taken.keys}")
    typer.echo(
        f"{taken.rows} rows; {taken.removed} old copies of the keys removed; the master key is in neither"
    )
