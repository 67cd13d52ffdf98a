"""How sets and repetitions are typed: `3x5`, `3x5x100`, `100x5`, `3 sets of 5`, `5/5/4`, `5@100`, `20 reps`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from handlers.log.amounts import LOAD_UNIT, NUMBER, number
from handlers.log.normal import Line

MOST_SETS = 15  # a first number above is a load
SETS_WORD = r"(?:sets?|sätze|satz|series?)"
_TRIPLE = re.compile(
    rf"(?P<a>{NUMBER})\s*(?P<au>{LOAD_UNIT})?×(?P<b>\d{{1,4}})×(?P<c>\d{{1,6}}(?:[.,]\d{{1,4}})?)(?!\d)\s*(?P<cu>{LOAD_UNIT})?",
    re.IGNORECASE,
)
_PAIR = re.compile(
    rf"(?P<a>{NUMBER})\s*(?P<au>{LOAD_UNIT})?×(?P<b>\d{{1,6}}(?:[.,]\d{{1,4}})?)(?!\d)\s*"
    rf"(?P<bu>{LOAD_UNIT})?(?P<s>(?:s(?:ec|ek|eg)?|reps?|wdh)(?!\w))?",
    re.IGNORECASE,
)
_WORDED = re.compile(
    rf"(?<!\d)(?P<a>\d{{1,3}})\s*{SETS_WORD}?\s*(?:of|à|a|de|by|mal|por|times|×)\s*(?P<b>\d{{1,4}})(?!\d)"
    rf"|(?<!\d)(?P<c>\d{{1,3}})\s*{SETS_WORD}\s*(?P<d>\d{{1,4}})(?!\d)",
    re.IGNORECASE,
)
_AT_LOAD = re.compile(
    rf"(?<![\d.,])(?P<a>\d{{1,2}})\s*@\s*(?P<b>\d{{2,4}}(?:[.,]\d{{1,2}})?)\s*(?P<bu>{LOAD_UNIT})?"
)
_LIST = re.compile(
    r"(?<![\d.,/])(?P<list>\d{1,3}(?:\s?/\s?\d{1,3}){1,14}|\d{1,2}(?:,\s?\d{1,2}){2,14})(?![\d/])"
)
_REPS = re.compile(r"(?<!\d)(?P<n>\d{1,4})\s*(?:reps?|wdh|wiederholungen|repeticiones)(?!\w)", re.IGNORECASE)
_HOLD = re.compile(r"(?<!\d)(?P<n>\d{1,4})\s*(?:s|secs?|seconds?|sek|segundos?)(?!\w)", re.IGNORECASE)
_HOLDS = re.compile(r"(?<![\d×])(?P<s>\d{1,4})\s*s×(?P<n>\d{1,2})(?!\d)", re.IGNORECASE)
_MOST_REPS_BARE = 30  # of a loaded exercise: `5x140` is five at 140
_ONLY = re.compile(r"(?<![\d.,])(?P<n>\d{1,3})(?![\d.,×%])")


@dataclass(frozen=True, slots=True)
class Sets:
    """Repetitions a set; the load where it stands with them; the other order where a line can mean two."""

    reps: tuple[int, ...]
    load: tuple[float, str | None] | None = None
    other: tuple[int, ...] = ()


def take_sets(line: Line, *, loaded: bool) -> Sets | None:
    """The sets in the line; `loaded`: the exercise is done with a weight, so that a big second number is one."""
    if found := line.take(_TRIPLE):
        return _triple(found)
    if found := line.take(_PAIR):
        return _pair(found, loaded=loaded and not re.search(r"\d|bw", line.text, re.IGNORECASE))
    if found := line.take(_WORDED):
        sets, reps = (n for n in found.groups() if n)
        return Sets((int(reps),) * _count(int(sets)))
    if found := line.take(_LIST):
        return Sets(tuple(int(n) for n in re.findall(r"\d+", found["list"])))
    if found := line.take(_AT_LOAD):
        return Sets((int(found["a"]),), (number(found["b"]), found["bu"]))
    found = line.take(_REPS) or line.take(_HOLD) or (None if loaded else line.take(_ONLY))
    return Sets((int(found["n"]),)) if found else None


def take_holds(line: Line) -> Sets | None:
    """Several holds with the seconds first: `30s x3`."""
    found = line.take(_HOLDS)
    return Sets((int(found["s"]),) * int(found["n"])) if found else None


def _triple(found: re.Match[str]) -> Sets:
    a, b, c = number(found["a"]), int(found["b"]), number(found["c"])
    if found["cu"] or not (found["au"] or a > MOST_SETS or a % 1):
        return Sets((b,) * _count(a), (c, found["cu"]))
    other = () if b == c else (b,) * _count(c)
    return Sets((int(c),) * _count(b), (a, found["au"]), other)


def _pair(found: re.Match[str], *, loaded: bool) -> Sets:
    a, b = number(found["a"]), number(found["b"])
    heavy = loaded and b > _MOST_REPS_BARE and a <= MOST_SETS and not (found["s"] or found["au"])
    if found["bu"] or b % 1 or heavy:
        return Sets((int(a),), (b, found["bu"]))
    if found["au"] or a > MOST_SETS or a % 1:
        return Sets((int(b),), (a, found["au"]))
    return Sets((int(b),) * _count(a))


def _count(sets: float) -> int:
    return int(min(sets, 99))
