"""Sets, repetitions and loads of one exercise, as `3x5 100`, `100x5`, `5/5/4`, `bw+10`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.coaching.entries import Lifted
from handlers.log.amounts import LOAD_UNIT, NUMBER, kilograms, number, take_rir, take_rpe
from handlers.log.normal import Line
from handlers.log.vocabulary import take_word
from rules.athlete import Units
from rules.exercises import EXERCISES, LoadType

MOST_SETS = 15  # a first number above is a load
_SETS_WORD = r"(?:sets?|sätze|satz|series?)"
_TRIPLE = re.compile(
    rf"(?P<a>{NUMBER})\s*(?P<au>{LOAD_UNIT})?×(?P<b>\d{{1,4}})×(?P<c>\d{{1,6}}(?:[.,]\d{{1,4}})?)(?!\d)\s*(?P<cu>{LOAD_UNIT})?",
    re.IGNORECASE,
)
_PAIR = re.compile(
    rf"(?P<a>{NUMBER})\s*(?P<au>{LOAD_UNIT})?×(?P<b>\d{{1,6}}(?:[.,]\d{{1,4}})?)(?!\d)\s*"
    rf"(?P<bu>{LOAD_UNIT})?(?P<s>s(?:ec|ek|eg)?(?!\w))?",
    re.IGNORECASE,
)
_WORDED = re.compile(
    rf"(?<!\d)(?P<a>\d{{1,3}})\s*{_SETS_WORD}?\s*(?:of|à|a|de|by|mal|por|times)\s*(?P<b>\d{{1,4}})(?!\d)"
    rf"|(?<!\d)(?P<c>\d{{1,3}})\s*{_SETS_WORD}\s*(?P<d>\d{{1,4}})(?!\d)",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"(?<![\d.,/])(?P<list>\d{1,3}(?:\s?/\s?\d{1,3}){1,14}|\d{1,2}(?:,\s?\d{1,2}){2,14})(?![\d/])"
)
_REPS = re.compile(r"(?<!\d)(?P<n>\d{1,4})\s*(?:reps?|wdh|wiederholungen|repeticiones)(?!\w)", re.IGNORECASE)
_HOLD = re.compile(r"(?<!\d)(?P<n>\d{1,4})\s*(?:s|secs?|seconds?|sek|segundos?)(?!\w)", re.IGNORECASE)
_PLUS = re.compile(
    r"(?:(?<!\w)(?:bw|körpergewicht|bodyweight|peso corporal)\s*)?"
    rf"\+\s*(?P<n>\d{{1,6}}(?:[.,]\d{{1,4}})?)\s*(?P<u>{LOAD_UNIT})?",
    re.IGNORECASE,
)
_WITH_UNIT = re.compile(rf"@?\s*(?P<n>{NUMBER})\s*(?P<u>{LOAD_UNIT})", re.IGNORECASE)
_BARE = re.compile(rf"@?\s*(?P<n>{NUMBER})(?!\s*[×%])", re.IGNORECASE)
_EXTRAS = re.compile(
    rf"(?<!\w)(?:reps?|{_SETS_WORD}|wdh|at|with|mit|con|bei|for|je|each|a hand|per hand)(?!\w)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class LiftRead:
    """An entry, and the other way to read it where a line can mean two things; None: no sets in the line."""

    entry: Lifted | None
    other: Lifted | None = None


@dataclass(frozen=True, slots=True)
class _Sets:
    reps: tuple[int, ...]
    load: tuple[float, str | None] | None = None
    other: tuple[int, ...] = ()


def read_lift(line: Line, exercise_id: str, units: Units) -> LiftRead:
    """The sets of one exercise; what can't be read stays in the line."""
    rir = take_rir(line)
    rpe = take_rpe(line)
    sets = _take_sets(line)
    if sets is None:
        return LiftRead(None)
    entry = Lifted(exercise_id, sets.reps, rpe=rpe, rir=rir)
    entry = _loaded(line, entry, sets, units)
    while line.take(_EXTRAS):
        continue
    return LiftRead(entry, replace(entry, reps=sets.other) if sets.other else None)


def _loaded(line: Line, entry: Lifted, sets: _Sets, units: Units) -> Lifted:
    if sets.load is not None:
        return replace(entry, load_kg=kilograms(*sets.load, units))
    if found := line.take(_PLUS):
        return replace(entry, load_kg=kilograms(number(found["n"]), found["u"], units), bodyweight=True)
    if take_word(line, "bodyweight"):
        return replace(entry, bodyweight=True)
    if found := line.take(_WITH_UNIT):
        return replace(entry, load_kg=kilograms(number(found["n"]), found["u"], units))
    if found := line.take(_BARE):
        return replace(entry, load_kg=kilograms(number(found["n"]), None, units))
    by_body = EXERCISES[entry.exercise_id].load_type in (LoadType.BODYWEIGHT, LoadType.BAND)
    return replace(entry, bodyweight=by_body)


def _take_sets(line: Line) -> _Sets | None:
    if found := line.take(_TRIPLE):
        return _triple(found)
    if found := line.take(_PAIR):
        return _pair(found)
    if found := line.take(_WORDED):
        sets, reps = (n for n in found.groups() if n)
        return _Sets((int(reps),) * int(sets))
    if found := line.take(_LIST):
        return _Sets(tuple(int(n) for n in re.findall(r"\d+", found["list"])))
    found = line.take(_REPS) or line.take(_HOLD)
    return _Sets((int(found["n"]),)) if found else None


def _triple(found: re.Match[str]) -> _Sets:
    a, b, c = number(found["a"]), int(found["b"]), number(found["c"])
    if found["cu"] or not (found["au"] or a > MOST_SETS or a % 1):
        return _Sets((b,) * _count(a), (c, found["cu"]))
    other = () if b == c else (b,) * _count(c)
    return _Sets((int(c),) * _count(b), (a, found["au"]), other)


def _pair(found: re.Match[str]) -> _Sets:
    a, b = number(found["a"]), number(found["b"])
    if found["bu"] or b % 1:
        return _Sets((int(a),), (b, found["bu"]))
    if found["au"] or a > MOST_SETS or a % 1:
        return _Sets((int(b),), (a, found["au"]))
    return _Sets((int(b),) * _count(a))


def _count(sets: float) -> int:
    return int(min(sets, 99))
