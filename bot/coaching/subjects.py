"""What a message shows, as a short key by which a later update finds it again."""

from __future__ import annotations

from datetime import date


def week_subject(start: date) -> str:
    """The pinned week."""
    return f"week:{start:%Y%m%d}"


def day_subject(day: date) -> str:
    """The reminder of a local date."""
    return f"day:{day:%Y%m%d}"


def review_subject(week_start: date) -> str:
    """The review of a week."""
    return f"review:{week_start:%Y%m%d}"
