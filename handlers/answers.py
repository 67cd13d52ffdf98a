"""Typed text to a value, or None when it isn't one: numbers, ages, dates, clock times, minutes, weekdays, labels."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, time
from functools import cache

from babel.dates import get_day_names, get_month_names
from babel.lists import format_list
from rapidfuzz import fuzz, process, utils

from bot.coaching.outgoing import Keyboard
from handlers.keyboards import Tap, parse
from rules.red_flags import LANGUAGES
from rules.units import lb_to_kg

LIKE_A_LABEL = 82
_CLOCK = re.compile(
    r"^(?:(?:at|um|a\s+las?)\s+)?(?P<h>\d{1,2})(?:[:.h](?P<m>\d{2}))?\s*(?P<half>am|pm|uhr|h(?:oras?)?)?$"
)
_MINUTES = re.compile(
    r"^(?:(?P<h>\d{1,2})\s*(?:h(?:ours?|rs?)?|std\.?|stunden?|horas?))?\s*(?:and|und|y)?\s*"
    r"(?:(?P<m>\d{1,4})\s*\+?\s*(?:m|min\.?|minutes?|minuten?|minutos?)?)?$"
)
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
_DAY_FIRST = re.compile(r"^(\d{1,2})[./-](\d{1,2})(?:[./-](\d{2,4})?)?$")
_DAY_NAME = re.compile(r"^(\d{1,2})\.?\s+(?:de\s+)?([^\W\d]{3,})\.?,?(?:\s+(?:del?\s+)?(\d{4}))?$")
_NAME_DAY = re.compile(r"^([^\W\d]{3,})\.?\s+(\d{1,2}),?(?:\s+(\d{4}))?$")
_TO = frozenset(("-", "–", "—", "to", "till", "until", "thru", "through", "bis", "a", "al", "hasta"))
_YES = frozenset(
    "yes y yep yeah ok okay sure fine apply agree agreed 👍 👍🏻 👍🏼 👍🏽 👍🏾 👍🏿 👌 "
    "ja jo klar gern gerne passt einverstanden ubernehmen si vale claro acepto aplicar".split()
) | {"fine, apply", "de acuerdo", "esta bien", "sounds good", "passt so"}
_NO = frozenset("no n nope nah nein ne nee".split()) | {"no thanks", "nein danke", "no gracias"}
_LOAD = re.compile(r"^(?P<n>\d{1,3}(?:[.,]\d{1,2})?)\s*(?P<u>kgs?|kilos?|lbs?|pounds?|pfund|libras?)$")
_CLOCKS = re.compile(r"\d{1,2}(?:[:.h]\d{2}\s*(?:[ap]m)?|\s*[ap]m)(?!\w)")


def plain(text: str) -> str:
    """Lower case, one space between words, digits of any script as 0-9."""
    folded = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in text.casefold())
    return " ".join(folded.split())


def whole_number(text: str) -> int | None:
    """The only number in the text, such as `34` or `34 years`; None for none, several, or an absurd length."""
    found = re.findall(r"\d+", plain(text))
    return int(found[0]) if len(found) == 1 and len(found[0]) <= 5 and "-" not in text else None


def clock_time(text: str) -> time | None:
    """A wall-clock time: `20:14`, `8pm`, `7.30`."""
    found = _CLOCK.match(plain(text))
    if found is None:
        return None
    hour, minute = int(found["h"]), int(found["m"] or 0)
    if found["half"] in ("am", "pm") and 1 <= hour <= 12:
        hour = hour % 12 + (12 if found["half"] == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def clock_times(text: str) -> tuple[time, ...]:
    """Every wall-clock time in a longer text, in its order: `mornings 6:00 and 12.30`, `abends 18.30`."""
    found = (clock_time(piece) for piece in _CLOCKS.findall(plain(text)))
    return tuple(t for t in found if t is not None)


def minutes(text: str) -> int | None:
    """A length in minutes: `45`, `45 min`, `1h`, `1h 30`."""
    found = _MINUTES.match(plain(text))
    if found is None or not (found["h"] or found["m"]):
        return None
    return int(found["h"] or 0) * 60 + int(found["m"] or 0)


def load_kg(text: str) -> float | None:
    """A weight with its unit and nothing else, in kg: `62,5 kg`, `60 lb`."""
    found = _LOAD.match(plain(text))
    if found is None:
        return None
    amount = float(found["n"].replace(",", "."))
    return amount if found["u"].startswith("k") else round(lb_to_kg(amount), 2)


def day(text: str, today: date, language: str) -> date | None:
    """A date: `2027-04-18`, `18.4.27`, `18 April`, `April 18, 2027`; without a year the next one to come."""
    cleaned = plain(text)
    if found := _ISO.match(cleaned):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY_FIRST.match(cleaned):
        return _coming(int(found[1]), int(found[2]), found[3], today)
    if found := _DAY_NAME.match(cleaned):
        return _coming(int(found[1]), _month(found[2], language), found[3], today)
    if found := _NAME_DAY.match(cleaned):
        return _coming(int(found[2]), _month(found[1], language), found[3], today)
    return None


def weekdays(text: str, language: str) -> tuple[int, ...] | None:
    """Days of the week named in the text, 0 Monday to 6 Sunday, `Mon-Sat` as all of them; None for any other word."""
    words = re.findall(r"[^\W\d_]+|[-–—]", plain(text))
    tables = [_names(get_day_names("wide", locale=known)) for known in _from(language)]
    found = [_TILL if w in _TO else _prefix(w, tables) for w in words if w not in _ands()]
    return tuple(sorted(_spread(found))) if found and None not in found else None


_TILL = 7  # where a range is meant; no day has this number


def _spread(found: list[int | None]) -> set[int]:
    """The days named, and those between two days that a range joins: Sat to Mon is Sat, Sun, Mon."""
    named = {d for d in found if d is not None and d != _TILL}
    for first, joint, last in zip(found, found[1:], found[2:], strict=False):
        if joint == _TILL and first is not None and last is not None and _TILL not in (first, last):
            named |= {(first + n) % 7 for n in range((last - first) % 7)}
    return named


def yes_or_no(text: str) -> bool | None:
    """A short yes or no in our languages, with or without a full stop; None for anything else."""
    said = bare(" ".join(plain(text).split())).strip(" .!,")
    return True if said in _YES else False if said in _NO else None


def label(text: str, keyboard: Keyboard) -> Tap | None:
    """The button that the text names, so that every prompt can be answered by typing its label."""
    labels = {button.label: button.data for row in keyboard for button in row if button.data}
    # A number inside a label is no answer: "-3" isn't 35–44.
    scorer = fuzz.ratio if any(c.isdigit() for c in text) else fuzz.WRatio
    found = process.extractOne(
        text, list(labels), scorer=scorer, processor=utils.default_process, score_cutoff=LIKE_A_LABEL
    )
    return parse(labels[found[0]]) if found and len(text) > 1 else None


def _from(language: str) -> tuple[str, ...]:
    """All languages, the reader's own first: `mi` is Mittwoch or miércoles."""
    return (language, *LANGUAGES)


@cache
def _ands() -> frozenset[str]:
    """The words that join a list: and, und, y."""
    return frozenset(format_list(("", ""), locale=language).strip() for language in LANGUAGES)


def _names(table: Mapping[int, str]) -> dict[str, int]:
    return {bare(str(name)): int(n) for n, name in table.items()}


def bare(word: str) -> str:
    """Without accents, which are often left out."""
    return "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))


def _prefix(word: str, tables: Iterable[dict[str, int]]) -> int | None:
    if len(word) < 2:
        return None
    matches = (n for names in tables for name, n in names.items() if name.startswith(bare(word)))
    return next(matches, None)


def _month(word: str, language: str) -> int | None:
    tables = (_names(get_month_names("wide", locale=known)) for known in _from(language))
    return _prefix(word, tables) if len(word) >= 3 else None


def _coming(day_of_month: int, month: int | None, year: str | None, today: date) -> date | None:
    if month is None:
        return None
    if year:
        return _date(int(year) + (2000 if len(year) == 2 else 0), month, day_of_month)
    this_year = _date(today.year, month, day_of_month)
    return this_year if this_year and this_year >= today else _date(today.year + 1, month, day_of_month)


def _date(year: int, month: int, day_of_month: int) -> date | None:
    try:
        return date(year, month, day_of_month)
    except ValueError:
        return None
