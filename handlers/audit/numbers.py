"""When and how long, in a line of a told week: 19:00, 7pm, 19 Uhr, evening; 60, 1h30, 1.5 h, 10 km."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

from handlers.audit.words import GAP, take
from rules.athlete import Mode

SLOTS = {"morning": time(6, 30), "midday": time(12, 15), "evening": time(18)}
KM_PER_MILE = 1.609
MINUTES_PER_KM = {Mode.RUN: 6.0, Mode.BIKE: 2.5, Mode.WALK: 12.0, Mode.ROW: 5.0, Mode.SWIM: 25.0}
USUAL_PACE = 6.0
LEAST_HOUR = 5  # "7h" is a time in Spanish and German lines, "2h" is a length
_LENGTH = re.compile(
    r"(?<![\d:])(?P<h>\d{1,2})(?:[.,](?P<part>\d{1,2})|:(?P<sixty>[0-5]\d))?"
    r"\s?(?:h|hrs?|hours?|std|stunden?|horas?)(?![\w:])"
    r"(?:\s?(?P<m>\d{1,2})(?:\s?(?:m|min\w*))?(?!\s?[\dx×:]))?"
    r"|(?<![\d:.,])(?P<hm>\d)h(?P<mm>\d{2})(?!\d)"
    r"|(?<![\d:.,x×])(?P<only>\d{1,3})\s?(?:min\w*|m|'|′)(?!\w)"
)
_AT = r"(?:(?<!\w)(?:at|um|ab|a las|a la)\s+)?(?<![\d:.,x×])"
_CLOCK = re.compile(
    rf"{_AT}(?P<h>[01]?\d|2[0-4])[:.](?P<m>[0-5]\d)(?!\d)\s?(?P<half>am|pm|a\.m\.|p\.m\.|uhr)?"
    r"(?!\s?(?:km|mi|k\b|kg|h|std))"
    rf"|{_AT}(?P<h2>[01]?\d|2[0-3])\s?(?P<half2>am|pm|a\.m\.|p\.m\.|uhr|o'clock)(?!\w)"
    r"|(?<!\w)(?:at|um|ab|a las|a la)\s+(?P<h3>[01]?\d|2[0-3])(?![\d:.,]|\s?(?:km|min|kg))"
    rf"|{_AT}(?P<h4>0?[5-9]|1\d|2[0-3])h(?P<m4>[0-5]\d)(?!\d)"
    r"|(?<![\d:.,])(?P<h5>[01]\d|2[0-3])(?P<m5>[0-5]\d)(?![\d:.,])"
)
_HOUR = re.compile(r"(?<![\d:.,])(?P<h>[01]?\d|2[0-3])\s?h(?!\w)")
_FAR = re.compile(r"(?<![\d:])(?P<n>\d{1,3}(?:[.,]\d{1,2})?)\s?(?P<unit>km|k|mi|miles?|millas?|meilen)(?!\w)")
_SETS = re.compile(r"\d+\s?[x×]\s?\d+(?:\s?(?:m|s|min|k?m)\b)?")
_NOISE = re.compile(r"\d+(?:[.,]\d+)?\s?(?:kg|lbs?|%)(?!\w)|rpe\s?\d+|\d+\s?(?:sets?|reps?)\b")
_BARE = re.compile(r"(?<![\d:.,])\d{1,3}(?![\d:.,])")


@dataclass(frozen=True, slots=True)
class When:
    """What a line says of its time and length; None: nothing. `far_km` where a distance stands for the length.

    `doubtful`: the minutes are a bare number beside sets, which for a lift is its load.
    """

    start: time | None
    minutes: int | None
    far_km: float | None
    rest: str
    doubtful: bool = False


def take_when(text: str) -> When:
    """Time and length, taken out of the text."""
    has_sets = bool(_SETS.search(text))
    text = _NOISE.sub(GAP, _SETS.sub(GAP, text))
    start, text = _start(text)
    minutes, text = _minutes(text)
    far, text = _distance(text)
    if minutes is None and far is None and (bare := _BARE.search(text)):
        return When(start, int(bare[0]), None, _without(text, bare), has_sets)
    return When(start, minutes, far, text)


def minutes_for(km: float, mode: Mode | None) -> int:
    """About how long a distance takes."""
    return round(km * MINUTES_PER_KM.get(mode or Mode.RUN, USUAL_PACE) / 5) * 5


def _start(text: str) -> tuple[time | None, str]:
    if found := _CLOCK.search(text):
        hour = next(int(found[name]) for name in ("h", "h2", "h3", "h4", "h5") if found[name])
        half = (found["half"] or found["half2"] or "").replace(".", "")
        if half in ("am", "pm"):
            hour = hour % 12 + (12 if half == "pm" else 0)
        return time(hour % 24, int(found["m"] or found["m4"] or found["m5"] or 0)), _without(text, found)
    for found in _HOUR.finditer(text):
        if int(found["h"]) >= LEAST_HOUR:
            return time(int(found["h"])), _without(text, found)
    slots, rest = take("slot", text)
    return (SLOTS[slots[0]], rest) if slots else (None, text)


def _minutes(text: str) -> tuple[int | None, str]:
    found = _LENGTH.search(text)
    if found is None:
        return None, text
    rest = _without(text, found)
    if found["only"]:
        return int(found["only"]), rest
    if found["hm"]:
        return int(found["hm"]) * 60 + int(found["mm"]), rest
    part = float(f"0.{found['part']}") if found["part"] else 0.0
    return round((int(found["h"]) + part) * 60) + int(found["m"] or found["sixty"] or 0), rest


def _distance(text: str) -> tuple[float | None, str]:
    found = _FAR.search(text)
    if found is None:
        return None, text
    factor = 1.0 if found["unit"] in ("km", "k") else KM_PER_MILE
    return float(found["n"].replace(",", ".")) * factor, _without(text, found)


def _without(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]}{GAP}{text[found.end() :]}"
