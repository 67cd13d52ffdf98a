"""Cutting a message into stretches of one entry each: at commas and line ends, at names, at groups of sets."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from handlers.log.amounts import LOAD_UNIT, Length, take_length
from handlers.log.normal import Line
from handlers.log.vocabulary import Subject, similar, slips, subjects
from rules.exercises import EXERCISES, LoadType

_BREAK = re.compile(
    r"\n|;|•|(?<!\d),|,(?!\s?\d)|(?<=\s)(?:and|und|y|then|dann|luego|plus)(?=\s)|[.!](?=\s|$)", re.IGNORECASE
)
_BULLET = re.compile(r"^\s*(?:\d{1,2}[.)]\s+|[-*]\s+)", re.MULTILINE)
_DIGIT = re.compile(r"\d")
_GROUP = re.compile(rf"(?<![\d.,×])\d+(?:[.,]\d+)?\s*(?:{LOAD_UNIT})?\s?×\d", re.IGNORECASE)
_A_HAND = re.compile(rf"2×\d+(?:[.,]\d+)?\s*(?:{LOAD_UNIT})", re.IGNORECASE)
_SETS = re.compile(
    r"\d\s*(?:kg|lb)|(?<!\d)\d{1,2}×\d{1,2}(?!\d|\s*(?:s|secs?|sek|seg|m|min\w*|met\w*|k|km|')(?!\w))",
    re.IGNORECASE,
)
_SETS_FOLLOW = re.compile(
    rf"\s*:?\s*(?:@?\s*\d+(?:[.,]\d+)?\s*(?:{LOAD_UNIT})?\s+)?\d{{1,3}}(?:[.,]\d+)?\s?(?:{LOAD_UNIT})?\s?×\d",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch with its name cut out; `text` is the stretch as typed. `more`: further sets of the one before."""

    line: Line
    text: str
    subject: Subject | None = None
    more: bool = False

    @property
    def has_number(self) -> bool:
        """Something can be read in it."""
        return bool(_DIGIT.search(self.text))


def pieces(text: str, planned: Iterable[str]) -> list[Piece]:
    """The stretches of a message, in order."""
    return [
        piece for stretch in _stretches(text, tuple(planned)) for piece in _named(stretch, tuple(planned))
    ]


def is_lifting(piece: Piece) -> bool:
    """Sets of an exercise rather than cardio; names such as "row" are both."""
    if piece.subject is None or piece.subject.exercise_id is None:
        return False
    return piece.subject.mode is None or bool(_SETS.search(piece.line.text))


def _stretches(text: str, planned: tuple[str, ...]) -> list[str]:
    found: list[str] = []
    for part in _BREAK.split(_BULLET.sub("", text)):
        names = _names(part, planned)
        if found and not names and _goes_on(found[-1], part) and not similar(part, planned):
            found[-1] += f" {part}"
        elif part.strip():
            found += _cut_at(part, names)
    return found


def _goes_on(before: str, part: str) -> bool:
    """Numbers without a name belong to the ones before; a distance in a time behind sets does not."""
    length = take_length(Line(part)) if _SETS.search(before) else Length()
    return bool(_DIGIT.search(part)) and not (length.seconds and length.distance_km)


def _names(text: str, planned: tuple[str, ...]) -> list[Subject]:
    """The names in a text, in order; a word with a slip in it is one where sets follow it."""
    sure = subjects(text, planned)
    near = (
        s
        for s in slips(text, planned)
        if _SETS_FOLLOW.match(text, s.end) and not any(n.start < s.end and s.start < n.end for n in sure)
    )
    return sorted([*sure, *near], key=lambda name: name.start)


def _cut_at(part: str, names: list[Subject]) -> list[str]:
    """At every name that has numbers before it; where numbers lead ("40 min run"), the first name is theirs."""
    leads = bool(names) and not _DIGIT.search(part[: names[0].start])
    starts = [n.start for n in names if _DIGIT.search(part[: n.start])]
    edges = [0, *starts[0 if leads else 1 :], len(part)]
    return [part[a:b] for a, b in pairwise(edges)]


def _named(stretch: str, planned: tuple[str, ...]) -> list[Piece]:
    names = _names(stretch, planned)
    near = similar(stretch, planned) if not names and _DIGIT.search(stretch) else None
    subject = names[0] if names else near
    if subject is None:
        return [Piece(Line(stretch), stretch)]
    line = Line(stretch)
    line.cut(subject.start, subject.end)
    whole = Piece(line, stretch, subject)
    return _groups(whole, subject) if is_lifting(whole) else [whole]


def _groups(whole: Piece, subject: Subject) -> list[Piece]:
    text = whole.line.text
    by_hand = EXERCISES[subject.exercise_id or ""].load_type is LoadType.DUMBBELL
    starts = [m.start() for m in _GROUP.finditer(text) if not (by_hand and _A_HAND.match(text, m.start()))]
    edges = [0, *starts[1:], len(text)]
    parts = [text[a:b] for a, b in pairwise(edges)]
    return [Piece(Line(part), whole.text, subject, more=n > 0) for n, part in enumerate(parts)]
