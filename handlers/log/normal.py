"""Typed text in one notation: digits of any script as 0-9, one multiplication sign, one dash, no invisible marks."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 4096
_TIMES = re.compile(r"(?:(?<=\d|g|b)|(?<=\ds))\s*[x×✕✖хХ*✗]\s*(?=\d)", re.IGNORECASE)
_HALF = re.compile(r"(?<=\d)\s?½")
_SIGNS = str.maketrans(
    {"−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-", "٫": ".", "،": ",", "’": "'", "′": "'"}
)


def normal(text: str) -> str:
    """The text as the reading expects it; the case of letters stays for notes."""
    folded = unicodedata.normalize("NFKC", _HALF.sub(".5", text[:LONGEST]))
    kept = (c for c in folded if c == "\n" or unicodedata.category(c) not in ("Cf", "Cc", "Cs"))
    digits = "".join(str(unicodedata.decimal(c, c)) for c in kept)
    return _TIMES.sub("×", digits.translate(_SIGNS))


class Line:
    """A stretch of text that amounts and words are taken out of, until only what nobody read is left."""

    def __init__(self, text: str) -> None:
        self.text = text

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The first match, taken out of the text."""
        found = pattern.search(self.text)
        if found is not None:
            self.cut(found.start(), found.end())
        return found

    def cut(self, start: int, end: int) -> None:
        """Take a stretch out; what stood on its two sides doesn't grow together."""
        self.text = f"{self.text[:start]} | {self.text[end:]}"

    @property
    def left(self) -> str:
        """What has not been read, without punctuation at its ends; empty when there is no word or number in it."""
        cleaned = " ".join(re.sub(r"[|]+", " ", self.text).split()).strip(" ,.;:-+@/()!?&")
        return cleaned if re.search(r"\w", cleaned) else ""
