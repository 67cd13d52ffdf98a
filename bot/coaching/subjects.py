"""What a message shows, as a short key by which a later update finds it again."""

from __future__ import annotations

import zlib
from datetime import date

from bot.coaching.outgoing import Screen

PINNED = "pin:"
NOT_THE_WEEK = f"{PINNED}away"  # the pinned message shows something else, as one of its buttons was tapped


def pinned_subject(start: date, screen: Screen) -> str:
    """The pinned week as it stands: another screen is another subject."""
    return f"{PINNED}{start:%Y%m%d}:{zlib.crc32(repr(screen).encode()):08x}"


def day_subject(day: date) -> str:
    """The reminder of a local date."""
    return f"day:{day:%Y%m%d}"


def review_subject(week_start: date) -> str:
    """The review of a week."""
    return f"review:{week_start:%Y%m%d}"
