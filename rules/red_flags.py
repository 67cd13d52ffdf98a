"""Red flags: warning signs in free text and behind buttons, and how urgent each is (C-40 to C-44, P-RED).

Topics (codes for templates and buttons) stand in data/red_flags/topics.toml, phrases a language in the files beside
it. Every language is matched for every text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from rules.packaged import fill, read_table, tables

TOPICS = "topics"
LANGUAGES = tuple(name for name in tables("red_flags") if name != TOPICS)  # whoever has a list of phrases
NEGATION_WINDOW = 3
STOP = ""  # stands for punctuation between two words
APOSTROPHES = str.maketrans("", "", "'’‘ʼ‛`´′＇")
STOPS = frozenset(".,;:!?…()[]{}/|–—\n¡¿")


class RedLevel(StrEnum):
    """RED1: emergency, everything stops (C-41). RED2: see a clinician soon (C-42)."""

    RED1 = "RED1"
    RED2 = "RED2"


@dataclass(frozen=True, slots=True)
class Topic:
    """What a flag is about; `urgent`: a RED-2 that is told in RED-1 words (C-42)."""

    level: RedLevel
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class RedFlag:
    """A warning sign: its level, topic, and where the words were found; by button phrase and language are empty."""

    level: RedLevel
    topic: str
    phrase: str = ""
    language: str = ""
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class PhraseList:
    """The reviewed words of one language: phrases by topic, negators, and words that end a negation."""

    negators: tuple[str, ...]
    breakers: tuple[str, ...]
    phrases: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Pattern:
    flag: RedFlag
    words: tuple[str, ...]
    negators: frozenset[str]
    window_ends: frozenset[str]


@cache
def topics() -> Mapping[str, Topic]:
    """Every topic by its code, emergencies first (C-41, C-42)."""
    return {code: fill(Topic, entry) for code, entry in read_table(f"red_flags/{TOPICS}").items()}


def flag_of(topic: str) -> RedFlag:
    """The flag that a button raises; buttons are authoritative (C-43). Refuses an unknown topic (KeyError)."""
    entry = topics()[topic]
    return RedFlag(level=entry.level, topic=topic, urgent=entry.urgent)


@cache
def phrase_list(language: str) -> PhraseList:
    """The reviewed list of a language in LANGUAGES."""
    return fill(PhraseList, read_table(f"red_flags/{language}"))


def scan(text: str) -> RedFlag | None:
    """The most urgent red flag that the text mentions and doesn't negate, or None (C-43).

    Whole words, case, accents and apostrophes aside. A negator among the three words before a phrase takes it back,
    unless punctuation or a word like "but" or "and" stands between.
    """
    words = split_words(text)
    matches = [_Match(p, at) for at, word in enumerate(words) for p in _patterns().get(word, ())]
    matches = [match for match in matches if match.stands_in(words)]
    negated = [match for match in matches if match.is_negated_in(words)]
    found = [match for match in matches if not any(n.takes_back(match) for n in negated)]
    return min(found, key=_Match.rank).pattern.flag if found else None


def split_words(text: str) -> tuple[str, ...]:
    """The text's words without case, accents and apostrophes; "" where punctuation ends a thought."""
    letters = unicodedata.normalize("NFKD", text.translate(APOSTROPHES)).casefold()
    spaced = "".join(_readable(c) for c in letters)
    return tuple(STOP if word in STOPS or set(word) == {"-"} else word for word in _loosen(spaced))


def _readable(character: str) -> str:
    """Letters and digits as they are, punctuation set apart, marks and invisible characters dropped."""
    category = unicodedata.category(character)
    if category in ("Mn", "Cf"):
        return ""
    if character in STOPS:
        return f" {'.' if character.isspace() else character} "
    return character if character.isalnum() or character == "-" else " "


def _loosen(spaced: str) -> Iterable[str]:
    """Words by space; a hyphen inside a word parts it, a free-standing one stays punctuation."""
    for word in spaced.split():
        yield from [word] if set(word) == {"-"} else [part for part in word.split("-") if part]


@cache
def _patterns() -> Mapping[str, tuple[_Pattern, ...]]:
    """Every phrase of every language, found by its first word."""
    found: dict[str, tuple[_Pattern, ...]] = {}
    for language in LANGUAGES:
        for pattern in _patterns_of(language):
            found[pattern.words[0]] = (*found.get(pattern.words[0], ()), pattern)
    return found


def _patterns_of(language: str) -> Iterable[_Pattern]:
    listed = phrase_list(language)
    negators = frozenset(split_words(" ".join(listed.negators)))
    window_ends = frozenset((STOP, *split_words(" ".join(listed.breakers))))
    for topic, phrases in listed.phrases.items():
        raised = flag_of(topic)
        for phrase in phrases:
            flag = RedFlag(raised.level, topic, phrase, language, raised.urgent)
            yield _Pattern(flag, split_words(phrase), negators, window_ends)


@dataclass(frozen=True, slots=True)
class _Match:
    """A phrase that may stand at a word of the text."""

    pattern: _Pattern
    at: int

    @property
    def end(self) -> int:
        return self.at + len(self.pattern.words)

    def stands_in(self, words: tuple[str, ...]) -> bool:
        return words[self.at : self.end] == self.pattern.words

    def is_negated_in(self, words: tuple[str, ...]) -> bool:
        for word in reversed(words[max(0, self.at - NEGATION_WINDOW) : self.at]):
            if word in self.pattern.window_ends:
                return False
            if word in self.pattern.negators:
                return True
        return False

    def takes_back(self, other: _Match) -> bool:
        """A negated phrase takes back itself and every phrase of at most its length that shares a word with it."""
        shares_words = self.at < other.end and other.at < self.end
        return shares_words and len(self.pattern.words) >= len(other.pattern.words)

    def rank(self) -> tuple[int, int, int, int]:
        """Most urgent first, then earliest, longest, and the order of LANGUAGES."""
        flag = self.pattern.flag
        urgency = 0 if flag.level is RedLevel.RED1 else 2 - flag.urgent
        return (urgency, self.at, -len(self.pattern.words), LANGUAGES.index(flag.language))
