"""The nearest command to a mistyped one."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process

NEAR_ENOUGH = 60


def closest(typed: str, known: Iterable[str]) -> str:
    """The known command most like what was typed, or an empty string when none is near."""
    found = process.extractOne(typed, list(known), scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH)
    return found[0] if found else ""
