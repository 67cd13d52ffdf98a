"""Words and what they mean: names of exercises and modes (exact, then similar), and the small words of a log."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from bot import catalogues
from handlers.answers import bare
from handlers.log.normal import Line
from rules.athlete import Mode
from rules.exercises import EXERCISES
from rules.remembering import remembered

SIMILAR = 82
LONGEST_NAME = 8
FUZZY_WORDS = 12
SHORTEST, LONG = 5, 8  # letters: from here on a word may have one slip, and two
COMMON = frozenset(  # words of names that name no exercise
    "press machine barbell dumbbell an der am mit maschine langhantel kurzhantel con de en maquina barra".split()
)
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Subject:
    """A name found in a text: an exercise, a mode, or (such as "row") one of the two; `sure` when spelled so."""

    start: int
    end: int
    exercise_id: str | None
    mode: Mode | None
    sure: bool = True


@dataclass(frozen=True, slots=True)
class _Names:
    exercises: Mapping[str, str]
    modes: Mapping[str, Mode]
    generic: frozenset[str]


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("aliases.toml").read_text(encoding="utf-8"))


def folded(text: str) -> str:
    """Letters only, lower case and without accents, one space between words: the form in which names are compared."""
    return " ".join(bare(word) for word in _WORD.findall(text))


@cache
def _names() -> _Names:
    exercises = {folded(e.name): e.id for e in EXERCISES.values()} | {folded(i): i for i in EXERCISES}
    exercises |= {folded(n): id_ for id_, names in _table()["exercise"].items() for n in names}
    for catalogue in catalogues.load(catalogues.TEMPLATES / catalogues.LOCALE).values():
        exercises |= {folded(catalogue.gettext(e.name)): e.id for e in EXERCISES.values()}
    modes = {folded(n): Mode(mode) for mode, names in _table()["mode"].items() for n in names}
    return _Names(exercises, modes, frozenset(folded(n) for n in _table()["generic"]))


def subjects(text: str, planned: Iterable[str]) -> list[Subject]:
    """The names in the text, in order; a general name such as "squat" means the planned exercise of that name."""
    words = [(m.start(), m.end()) for m in _WORD.finditer(text)]
    found: list[Subject] = []
    at = 0
    while at < len(words):
        subject, length = _exact(text, words[at : at + LONGEST_NAME], tuple(planned))
        if subject is not None:
            found.append(subject)
        at += length
    return found


def slips(text: str, planned: Iterable[str]) -> list[Subject]:
    """The words of the text that are the name of an exercise with a slip in it: `sqaut`, `bnech`."""
    near = [(m, _near(folded(m[0]))) for m in _WORD.finditer(text)]
    return [_subject(name, m.start(), m.end(), tuple(planned), sure=False) for m, name in near if name]


def similar(text: str, planned: Iterable[str]) -> Subject | None:
    """The name that some words of the text are most like; None when nothing is near."""
    words = [m for m in _WORD.finditer(text) if len(m[0]) > 1][:FUZZY_WORDS]
    names = [*_names().exercises, *_names().modes]
    best: tuple[float, Subject] | None = None
    for i, first in enumerate(words):
        for last in words[i : i + 3]:
            window = folded(text[first.start() : last.end()])
            near = process.extractOne(window, names, scorer=fuzz.ratio, score_cutoff=SIMILAR)
            if near and len(window) > 3 and (best is None or near[1] > best[0]):
                best = near[1], _subject(near[0], first.start(), last.end(), tuple(planned), sure=False)
    return best[1] if best else None


def _exact(text: str, window: list[tuple[int, int]], planned: tuple[str, ...]) -> tuple[Subject | None, int]:
    for length in range(len(window), 0, -1):
        start, end = window[0][0], window[length - 1][1]
        phrase = folded(text[start:end])
        if phrase in _names().exercises or phrase in _names().modes:
            return _subject(phrase, start, end, planned, sure=True), length
        if (near := _one_word_off(phrase)) is not None:
            return _subject(near, start, end, planned, sure=False), length
    return None, 1


@cache
def _longer_names() -> Mapping[int, tuple[tuple[str, ...], ...]]:
    """Names of several words, by their number of words."""
    split = [tuple(name.split()) for name in _names().exercises]
    return {n: tuple(s for s in split if len(s) == n) for n in range(2, LONGEST_NAME + 1)}


@remembered(4096)
def _one_word_off(phrase: str) -> str | None:
    """The name of several words that this is with one word misspelled: `goblet sqaut`."""
    words = phrase.split()
    for name in _longer_names().get(len(words), ()):
        off = [(typed, word) for typed, word in zip(words, name, strict=True) if typed != word]
        if len(off) == 1 and misspelled(*off[0]):
            return " ".join(name)
    return None


@remembered(4096)
def _near(word: str) -> str | None:
    """The exercise of one word that this is with a slip; None where it is the name itself, or nothing near."""
    names = _names().exercises
    if word in names or len(word) < SHORTEST:
        return None
    return next((name for name in names if " " not in name and misspelled(word, name)), None)


def misspelled(typed: str, word: str) -> bool:
    """Whether this is the word with one slip (a letter more, less, wrong or swapped), two in a long one."""
    slips = 0 if len(word) < SHORTEST else 1 if len(word) < LONG else 2
    return 0 < OSA.distance(typed, word) <= slips


def _subject(phrase: str, start: int, end: int, planned: tuple[str, ...], *, sure: bool) -> Subject:
    exercise = _names().exercises.get(phrase)
    if exercise is not None and phrase in _names().generic and exercise not in planned:
        exercise = next((p for p in planned if _is_one(p, exercise, phrase)), exercise)
    return Subject(start, end, exercise, _names().modes.get(phrase), sure)


@cache
def _phrases(kind: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    pairs = [(p, code) for code, phrases in _table()[kind].items() for p in phrases]
    pairs.sort(key=lambda pair: -len(pair[0]))
    return tuple((code, _pattern(phrase)) for phrase, code in pairs)


def _pattern(phrase: str) -> re.Pattern[str]:
    spaced = r"\s+".join(_spelled(word) for word in phrase.split())
    edges = (r"(?<!\w)" if phrase[0].isalnum() else "", r"(?!\w)" if phrase[-1].isalnum() else "")
    return re.compile(f"{edges[0]}{spaced}{edges[1]}", re.IGNORECASE)


def _spelled(word: str) -> str:
    """The word as a pattern, its accents written or left out."""
    return "".join(re.escape(c) if bare(c) == c.casefold() else f"[{c}{bare(c)}]" for c in word)


def take_word(line: Line, kind: str) -> str | None:
    """The code of the first phrase of this kind in the line (longest phrases first), taken out of it."""
    return next((code for code, pattern in _phrases(kind) if line.take(pattern)), None)


def take_misspelled(line: Line, kind: str) -> str | None:
    """The same for a single word with a slip in it, such as `skiped` or `yesteday`."""
    singles: list[tuple[str, str]] = [
        (folded(p), code) for code, phrases in _table()[kind].items() for p in phrases if " " not in p
    ]
    for found in _WORD.finditer(line.text):
        for word, code in singles:
            if len(word) > SHORTEST and misspelled(bare(found[0]), word):
                line.cut(found.start(), found.end())
                return code
    return None


def _is_one(planned: str, general: str, phrase: str) -> bool:
    """Whether the planned exercise goes by the general name: a goblet squat is a squat, a leg press is none."""
    if EXERCISES[planned].pattern is not EXERCISES[general].pattern:
        return False
    words = _words_of(planned)
    return words.issuperset(phrase.split()) or bool(words & _words_of(general) - COMMON)


@cache
def _words_of(exercise_id: str) -> frozenset[str]:
    """The words of an exercise's name in all languages."""
    name = EXERCISES[exercise_id].name
    told = (c.gettext(name) for c in catalogues.load(catalogues.TEMPLATES / catalogues.LOCALE).values())
    return frozenset(word for one in (name, *told) for word in folded(one).split())
