"""`rotate-key`: a new master key."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Annotated

import typer

from bot.config import load_config
from bot.storage.rotation import forget_old as forget
from bot.storage.rotation import rotate


def rotate_key(
    forget_old: Annotated[
        bool,
        typer.Option("--forget-old", help="Drop the old keys, once no copy of the keys needs them (7 days)."),
    ] = False,
) -> None:
    """Wrap every user's key with a new master key. The old one stays second, for backups taken before."""
    config = load_config()
    if forget_old:
        asyncio.run(forget(config))
        typer.echo("only the newest master key is left")
        return
    changed = asyncio.run(rotate(config, datetime.now(UTC)))
    typer.echo(f"{changed} keys wrapped anew; in 7 days, `python -m bot rotate-key --forget-old`")
