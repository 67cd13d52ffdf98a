"""What free text asks for when it is no log: the command whose screen answers it (ux 10)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from handlers.answers import bare

LONGEST_CHARS = 400  # a longer text is a story; a phrase found somewhere in it says little
_WORD = re.compile(r"[\w']+")


def wish_of(text: str) -> str | None:
    """The first command one of whose phrases stands in the text; None when there is none."""
    if len(text) > LONGEST_CHARS:
        return None
    said = _folded(text)
    asked = (command for command, phrases in _table().items() if any(phrase in said for phrase in phrases))
    return next(asked, None)


@cache
def _table() -> Mapping[str, tuple[str, ...]]:
    raw = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return {command: tuple(_folded(phrase) for phrase in phrases) for command, phrases in raw.items()}


def _folded(text: str) -> str:
    """Its words without accents, each with a space on both sides, so that only whole words are found in it."""
    words = " ".join(bare(word) for word in _WORD.findall(text.replace("’", "'")))
    return f" {words} "
