"""How much a training file may hold and cost (reliability 3)."""

from __future__ import annotations

from bot.coaching.files import LARGEST_BYTES, Trouble

LARGEST_POINTS = 200_000
LARGEST_MEMBERS = 20
LARGEST_UNPACKED_BYTES = 20 * 1024 * 1024
LONGEST_SECONDS = 24 * 3600
MOST_ACTIVITIES = 500
MEMORY_BYTES = 256 * 1024 * 1024
CPU_SECONDS = 10
WALL_SECONDS = 20.0


class Refused(Exception):
    """A file that isn't read; `trouble` says why."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


__all__ = [
    "CPU_SECONDS",
    "LARGEST_BYTES",
    "LARGEST_MEMBERS",
    "LARGEST_POINTS",
    "LARGEST_UNPACKED_BYTES",
    "LONGEST_SECONDS",
    "MEMORY_BYTES",
    "MOST_ACTIVITIES",
    "WALL_SECONDS",
    "Refused",
]
