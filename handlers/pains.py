"""Asking how bad a pain is: tapped or typed, 0 to 10 (C-60)."""

from __future__ import annotations

from handlers.context import Context
from rules.athlete import Region

KIND = "well"  # the conversation that takes the answer


async def how_bad(context: Context, region: Region) -> None:
    """The scale for one region."""
    await context.ask(KIND, region.value)
    await context.show("well/how_bad", region=region)
