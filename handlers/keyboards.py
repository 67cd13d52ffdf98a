"""Callback data: `version|kind|id|action`, at most 64 bytes, without state and without user text (ux 6)."""

from __future__ import annotations

from dataclasses import dataclass

VERSION = "1"


@dataclass(frozen=True, slots=True)
class Tap:
    """What a tapped button asks for: the kind of thing, which one, and what to do with it."""

    kind: str
    id: str
    action: str


def parse(data: str) -> Tap | None:
    """Read callback data; None for another version or a shape we never sent."""
    parts = data.split("|")
    if len(parts) != 4 or parts[0] != VERSION or len(data.encode()) > 64:
        return None
    return Tap(kind=parts[1], id=parts[2], action=parts[3])
