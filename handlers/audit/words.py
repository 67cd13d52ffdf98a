"""The words of a told week: which code a phrase stands for, taken out of a line; small slips forgiven."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from rapidfuzz import fuzz, process

SIMILAR = 83
LEAST_LETTERS = 5
TABLES = ("days", "upto", "join", "rest", "slot", "weight", "mode", "kind")
GAP = " | "  # stands where something was taken out, so that its neighbours don't grow together
_WORD = re.compile(r"[^\W\d_]+")


@cache
def phrases(kind: str) -> dict[str, str]:
    """Phrase -> code, of one table."""
    table = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
    return {phrase: code for code, known in table[kind].items() for phrase in known}


@cache
def pattern(kind: str) -> re.Pattern[str]:
    """Any phrase of a table as whole words, the longest first."""
    ordered = sorted(phrases(kind), key=len, reverse=True)
    choices = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in ordered)
    return re.compile(rf"(?<!\w)(?:{choices})(?!\w)")


def code_of(kind: str, found: str) -> str:
    """The code of a phrase as it was found."""
    return phrases(kind)[" ".join(found.split())]


@cache
def _spelt() -> frozenset[str]:
    """Every word of every table."""
    return frozenset(word for kind in TABLES for phrase in phrases(kind) for word in phrase.split())


def take(kind: str, text: str) -> tuple[list[str], str]:
    """The codes of every phrase of a table in the text, and the text without them."""
    codes = [code_of(kind, match[0]) for match in pattern(kind).finditer(text)]
    return codes, pattern(kind).sub(GAP, text)


def similar(text: str) -> str:
    """The text with misspelt names of kinds and modes as they are spelt; what is like nothing stays."""
    known = [p for kind in ("kind", "mode") for p in phrases(kind) if len(p) >= LEAST_LETTERS]

    def mend(match: re.Match[str]) -> str:
        word = match[0]
        if len(word) < LEAST_LETTERS or word in _spelt():
            return word
        near = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=SIMILAR)
        return near[0] if near else word

    return _WORD.sub(mend, text)
