"""Runs the child that opens a file, and believes nothing it says that isn't an activity."""

from __future__ import annotations

import asyncio
import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import structlog

from bot.coaching.files import LARGEST_BYTES, Activity, FileContent, Trouble
from bot.importers.limits import MOST_ACTIVITIES, WALL_SECONDS
from rules.athlete import Mode

log = structlog.get_logger("tandem.importers")

ROOT = Path(__file__).resolve().parent.parent.parent
_AT_ONCE = asyncio.Semaphore(2)


async def read_file(content: bytes, *, patience_seconds: float = WALL_SECONDS) -> FileContent:
    """The activities in a file, or what is wrong with it; never raises for anything in the file."""
    if len(content) > LARGEST_BYTES:
        return FileContent(trouble=Trouble.TOO_LARGE)
    async with _AT_ONCE:
        child = await asyncio.create_subprocess_exec(
            *(sys.executable, "-B", "-m", "bot.importers.child"),
            cwd=ROOT,
            env={},
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            async with asyncio.timeout(patience_seconds):
                out, _ = await child.communicate(content)
        except TimeoutError:
            return FileContent(trouble=Trouble.TOO_MUCH)
        finally:
            if child.returncode is None:
                child.kill()
                await child.wait()
    if child.returncode != 0:  # killed by a limit, or unable to say so
        log.warning("a file broke its limits", count=len(content), reason=str(child.returncode))
        return FileContent(trouble=Trouble.TOO_MUCH)
    return _content(out)


def _content(out: bytes) -> FileContent:
    told: dict[str, Any] = json.loads(out)
    if "trouble" in told:
        return FileContent(trouble=Trouble(told["trouble"]))
    return FileContent(tuple(_activity(one) for one in told["activities"][:MOST_ACTIVITIES]))


def _activity(told: dict[str, Any]) -> Activity:
    distance = told["distance_km"]
    return Activity(
        started_at=datetime.fromisoformat(told["started_at"]),
        seconds=int(told["seconds"]),
        mode=Mode(told["mode"]) if told["mode"] else None,
        distance_km=round(float(distance), 3) if distance is not None else None,
    )
