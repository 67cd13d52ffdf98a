"""What may not stand in a text (B-90, U12, ux 14), and how long a text is for Telegram."""

from __future__ import annotations

import re

from bot.simulator.core.entities import utf16_length
from bot.simulator.core.telegram_html import parse

FORBIDDEN = ("always", "guaranteed", "every study", "kills", "destroys")
_WORDS = re.compile(rf"\b({'|'.join(FORBIDDEN)})\b", re.IGNORECASE)


def visible(text: str) -> str:
    """The text as it is read, by the simulator's strict parser; refuses what Telegram would."""
    return parse(text).text


def faults(text: str) -> list[str]:
    """What is wrong with a text: forbidden words, exclamation marks, holes left by missing values."""
    seen = visible(text)
    found = [f"forbidden word: {word}" for word in _WORDS.findall(seen)]
    found += ["exclamation mark"] if "!" in seen else []
    found += [f"hole: {hole!r}" for hole in ("None", "Undefined", "  ", " .", " ,", "..") if hole in seen]
    return found


__all__ = ["FORBIDDEN", "faults", "utf16_length", "visible"]
