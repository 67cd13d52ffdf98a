"""The day and the clock time that a log speaks of: yesterday, mon, 21.11, done 13:10."""

from __future__ import annotations

import re
from datetime import date, time, timedelta

from babel.dates import get_day_names

from handlers.log.normal import Line
from handlers.log.vocabulary import take_misspelled, take_word
from rules.red_flags import LANGUAGES

OFFSETS = {"today": 0, "yesterday": 1, "before": 2}
_ISO = re.compile(r"(?<!\d)(?P<y>20\d\d)-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?!\d)")
_DOTTED = re.compile(
    r"(?<![\d.])(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>20\d\d|\d\d)?(?!\d)"
    r"|(?:^\s*|(?<!\w)(?:on|am|el)\s+)(?P<d2>\d{1,2})\.(?P<m2>\d{1,2})(?![\d.]|\s*(?:kg|lb|km|mi|k|h|min)\b)",
    re.IGNORECASE,
)
_FINISH = re.compile(
    r"(?<!\w)(?P<word>done|finished|until|till|fertig|erledigt|geschafft|bis|listo|hecho|hasta|terminado)\s+"
    r"(?:(?:at|by|um|a las)\s+)?(?P<h>[01]?\d|2[0-3])[:.](?P<m>[0-5]\d)(?!\s*[:/\d])(?:\s*uhr)?",
    re.IGNORECASE,
)


def _weekdays() -> dict[str, int]:
    return {
        str(name).casefold().rstrip("."): int(number)
        for language in LANGUAGES
        for width in ("wide", "abbreviated")
        for number, name in get_day_names(width, locale=language).items()
    }


_NAMES = _weekdays() | {"tues": 1, "thur": 3, "thurs": 3}
_LONGER = "|".join(sorted((re.escape(n) for n in _NAMES if len(n) > 2), key=len, reverse=True))
_TWO = "|".join(n for n in _NAMES if len(n) == 2)  # Mi is Wednesday and miles, So is Sunday and so
_WEEKDAY = re.compile(
    rf"(?:(?<!\w)(?:on|last|am|letzten|el)\s+|(?<!\w))(?P<name>{_LONGER})\.?(?!\w)|^\s*(?P<two>{_TWO})[.:](?!\d)",
    re.IGNORECASE,
)


def take_day(line: Line, today: date) -> date | None:
    """The latest such day up to today; None when no day is named, or none that exists."""
    if (word := take_word(line, "day")) is not None:
        return today - timedelta(days=OFFSETS[word])
    if found := line.take(_ISO):
        return _date(int(found["y"]), int(found["m"]), int(found["d"]))
    if found := line.take(_DOTTED):
        return _dotted(found, today)
    if found := line.take(_WEEKDAY):
        back = (today.weekday() - _NAMES[(found["name"] or found["two"]).casefold()]) % 7
        return today - timedelta(days=back)
    near = take_misspelled(line, "day")
    return None if near is None else today - timedelta(days=OFFSETS[near])


def take_finish(line: Line) -> time | None:
    """The wall-clock time of `done 13:10`; the word stays, it says more than the time."""
    found = _FINISH.search(line.text)
    if found is None:
        return None
    line.cut(found.end("word"), found.end())
    return time(int(found["h"]), int(found["m"]))


def _dotted(found: re.Match[str], today: date) -> date | None:
    day, month = int(found["d"] or found["d2"]), int(found["m"] or found["m2"])
    if found["y"]:
        return _date(int(found["y"]) % 100 + 2000, month, day)
    this_year = _date(today.year, month, day)
    return this_year if this_year is None or this_year <= today else _date(today.year - 1, month, day)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
