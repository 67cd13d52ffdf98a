"""`verify`: does everything open, in the database or in a backup?"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.config import Config, load_config
from bot.storage.backup.verifying import verify_files, verify_live


def verify(
    data: Annotated[
        Path | None, typer.Argument(help="A backup's data; without it, the running database.")
    ] = None,
    keys: Annotated[Path | None, typer.Argument(help="The same backup's keys.")] = None,
) -> None:
    """Open every sealed field and say what doesn't open, a line each; exit code 1 if anything doesn't."""
    if (data is None) is not (keys is None):
        raise typer.BadParameter("a backup is two files: the data and the keys")
    config = load_config()
    problems = list(verify_files(config, data, keys)) if data and keys else asyncio.run(_live(config))
    for problem in problems:
        typer.echo(problem)
    typer.echo("fine: everything opens" if not problems else f"{len(problems)} problems")
    raise typer.Exit(1 if problems else 0)


async def _live(config: Config) -> list[str]:
    return [problem async for problem in verify_live(config)]
