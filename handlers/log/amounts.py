"""Numbers with a unit: loads, distances, times, effort, as they are typed in three languages."""

from __future__ import annotations

import re
from dataclasses import dataclass

from handlers.log.normal import Line
from rules.athlete import Units
from rules.units import lb_to_kg, miles_to_km

NUMBER = r"(?<![\d.,:/])\d{1,7}(?:[.,]\d{1,4})?(?![\d:])"
KG = r"kgs?|kilos?|kilogramm?s?|кг"
LB = r"lbs?|pounds?|pfund|libras?|#"
LOAD_UNIT = rf"(?:{KG}|{LB})(?![^\W\d_])"
_RPE = re.compile(r"(?<!\w)rpe\s*[:=]?\s*(?P<n>\d{1,2}(?:[.,]5)?)(?![\d.,]*\d)", re.IGNORECASE)
_AT = re.compile(r"@\s*(?P<n>10|[1-9](?:[.,]5)?)(?![.,]?\d|\s*(?:kg|lb|кг|%))", re.IGNORECASE)
_EFFORT = re.compile(r"(?<!\w)(?:effort|anstrengung|esfuerzo)\s*(?P<n>\d{1,2})(?!\d)", re.IGNORECASE)
_OF_TEN = re.compile(r"(?<![\d/])(?P<n>\d{1,2})\s*/\s*10(?![\d/])")
_RIR = (
    re.compile(r"(?<!\w)rir\s*[:=]?\s*(?P<n>\d)(?!\d)", re.IGNORECASE),
    re.compile(
        r"(?<![\d×])(?P<n>\d)\s*(?:rir|in reserve|in the tank|en reserva|en recámara)(?!\w)", re.IGNORECASE
    ),
)
_DISTANCE = re.compile(
    rf"(?P<n>{NUMBER})\s*(?:(?P<km>km|kms|k|kilomet(?:er|re)s?|kilómetros?|км)|(?P<mi>mi|miles?|meilen?|millas?)"
    r"|(?P<m>m|meters?|metres?|metros?|м))(?![^\W\d_])",
    re.IGNORECASE,
)
_LONG_TIME = re.compile(r"(?<![\d:])(?P<h>\d{1,3}):(?P<m>[0-5]\d):(?P<s>[0-5]\d)(?![\d:])")
_SHORT_TIME = re.compile(r"(?<![\d:])(?P<a>\d{1,3}):(?P<b>[0-5]\d)(?![\d:])(?!\s*(?:min)?\s*/)")
_HOURS = re.compile(
    r"(?<![\d.,:/])(?P<h>\d{1,3}(?:[.,]\d{1,2})?)\s*(?:h|hrs?|hours?|std|stunden?|horas?)(?![^\W\d_])\s*"
    r"(?:(?P<m>\d{1,2})(?!\d)\s*(?:min(?:s|utes?|uten|utos?)?|m|')?)?(?![^\W\d_])",
    re.IGNORECASE,
)
_MINUTES = re.compile(
    r"(?<![\d.,:/])(?P<m>\d{1,4})\s*(?:min(?:s|utes?|uten?|utos?)?|m(?=\s*\d{1,2}\s*s)|')(?![^\W\d_])"
    r"(?:\s*(?P<s>\d{1,2})\s*(?:s|sec|sek|seg|\")(?!\w))?",
    re.IGNORECASE,
)
_PACE = re.compile(
    r"(?<![\d:])(?P<m>\d{1,2}):(?P<s>[0-5]\d)\s*(?:min)?\s*(?:/|per|pro|por)\s*(?P<unit>km|k|mi|mile|meile|milla)(?!\w)",
    re.IGNORECASE,
)
METRES, SLOWEST_KMH = 1000, 3


@dataclass(frozen=True, slots=True)
class Length:
    """A stretch of cardio as typed: seconds, kilometres, and a pace that completes the other of the two."""

    seconds: int | None = None
    distance_km: float | None = None


def number(text: str) -> float:
    """A number with a point or a decimal comma."""
    return float(text.replace(",", "."))


def kilograms(amount: float, unit: str | None, units: Units) -> float:
    """A load in kg to the nearest 10 g; without a unit it is meant in the athlete's own."""
    pounds = re.fullmatch(LB, unit, re.IGNORECASE) if unit else units is Units.IMPERIAL
    return round(lb_to_kg(amount) if pounds else amount, 2)


def take_rpe(line: Line, *, of_ten: bool = True) -> float | None:
    """RPE as `rpe8`, `@8`, `effort 8`, with `of_ten` also `8/10`; numbers beyond 10 are given back as they are."""
    found = (
        line.take(_RPE) or line.take(_AT) or line.take(_EFFORT) or (line.take(_OF_TEN) if of_ten else None)
    )
    return number(found["n"]) if found else None


def take_rir(line: Line) -> int | None:
    """Repetitions in reserve, as `rir 2` or `2 rir`."""
    found = line.take(_RIR[0]) or line.take(_RIR[1])
    return int(found["n"]) if found else None


def take_length(line: Line) -> Length:
    """Time and distance; with a pace and one of them, the other follows."""
    pace = _take_pace(line)
    long_time = line.take(_LONG_TIME)
    distance = _take_distance(line)
    seconds = _seconds(long_time) if long_time else _take_time(line, distance)
    if pace and distance and seconds is None:
        seconds = round(pace * distance)
    elif pace and seconds and distance is None:
        distance = round(seconds / pace, 2)
    return Length(seconds, distance)


def take_hold(line: Line) -> int | None:
    """Seconds of one hold: `1:30` is a minute and a half here."""
    if found := line.take(_SHORT_TIME):
        return int(found["a"]) * 60 + int(found["b"])
    found = line.take(_MINUTES)
    return int(found["m"]) * 60 + int(found["s"] or 0) if found else None


def _take_pace(line: Line) -> float | None:
    found = line.take(_PACE)
    if found is None:
        return None
    seconds = int(found["m"]) * 60 + int(found["s"])
    return (seconds / miles_to_km(1) if found["unit"].lower().startswith("m") else seconds) or None


def _take_distance(line: Line) -> float | None:
    found = line.take(_DISTANCE)
    if found is None:
        return None
    amount = number(found["n"])
    if found["m"]:
        return round(amount / METRES, 3)
    return round(miles_to_km(amount) if found["mi"] else amount, 3)


def _take_time(line: Line, distance_km: float | None) -> int | None:
    if found := line.take(_SHORT_TIME):
        return _clock_like(int(found["a"]), int(found["b"]), distance_km)
    if found := line.take(_HOURS):
        return round(number(found["h"]) * 3600) + int(found["m"] or 0) * 60
    if found := line.take(_MINUTES):
        return int(found["m"]) * 60 + int(found["s"] or 0)
    return None


def _seconds(found: re.Match[str]) -> int:
    return int(found["h"]) * 3600 + int(found["m"]) * 60 + int(found["s"])


def _clock_like(first: int, second: int, distance_km: float | None) -> int:
    """`1:30` is an hour and a half unless the distance says that it can't be."""
    hours = first + second / 60
    if first <= 6 and (distance_km is None or distance_km / max(hours, 0.01) >= SLOWEST_KMH):
        return first * 3600 + second * 60
    return first * 60 + second
