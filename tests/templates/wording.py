"""What may not stand in a text (B-90, U12, ux 14), and how long a text is for Telegram."""

from __future__ import annotations

import re
import unicodedata

from bot.simulator.core.entities import utf16_length
from bot.simulator.core.telegram_html import parse

# B-90, in every language that the product speaks.
FORBIDDEN = (
    "always", "guaranteed", "every study", "kills", "destroys",
    "immer", "garantiert", "jede Studie", "jeder Studie", "alle Studien", "tötet", "zerstört", "vernichtet",
    "siempre", "garantizado", "garantizada", "cada estudio", "todos los estudios", "destruye", "aniquila",
)  # fmt: skip
_WORDS = re.compile(rf"\b({'|'.join(FORBIDDEN)})\b", re.IGNORECASE)
_PROMISES = re.compile(
    r"\byou(?:['\u2019]ll| will) (?:gain|lose|run|win|build|get)\b|\bsafe for you\b|\bpersonal best\b|\bpodium\b",
    re.IGNORECASE,
)


def visible(text: str) -> str:
    """The text as it is read, by the simulator's strict parser; refuses what Telegram would."""
    return parse(text).text


def faults(text: str) -> list[str]:
    """What is wrong with a text: forbidden words, exclamation marks, holes left by missing values."""
    seen = visible(text)
    found = [f"forbidden word: {word}" for word in _WORDS.findall(seen)]
    found += [f"promise: {words}" for words in _PROMISES.findall(seen)]
    found += ["exclamation mark"] if "!" in seen or "¡" in seen else []
    found += [f"hole: {hole!r}" for hole in ("None", "Undefined", "  ", " .", " ,", "..") if hole in seen]
    return found


def without_signs(text: str) -> str:
    """What is left of a text for somebody who sees no emoji and no other sign."""
    return "".join(c for c in text if unicodedata.category(c) not in ("So", "Sk") and c not in _JOINERS)


_JOINERS = "\N{VARIATION SELECTOR-16}\N{ZERO WIDTH JOINER}"

__all__ = ["FORBIDDEN", "faults", "utf16_length", "visible", "without_signs"]
