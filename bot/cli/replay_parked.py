"""`replay-parked`: give updates that failed another try."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from bot.clock import SystemClock
from bot.config import Config, load_config
from bot.storage.database import open_storage


def replay_parked(
    update_ids: Annotated[list[int] | None, typer.Argument(help="Their numbers; without any, all.")] = None,
) -> None:
    """Put parked updates back into the queue, in their place; do it after the fault is mended."""
    count = asyncio.run(_replay(load_config(), update_ids or []))
    typer.echo(f"{count} updates are served again by the next worker")


async def _replay(config: Config, update_ids: list[int]) -> int:
    async with open_storage(config, SystemClock()) as storage, storage.unit() as unit:
        return await unit.inbox.unpark(update_ids)
