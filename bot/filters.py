"""Doors from templates into formatting: weights, distances, minutes, dates and paces in the reader's own form."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from babel import Locale
from babel.core import get_global
from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.localedata import locale_identifiers
from babel.numbers import format_decimal, format_percent

from bot import voice
from rules.athlete import Units
from rules.citing import cited
from rules.evidence import rule

KG_PER_LB = 0.45359237
KM_PER_MILE = 1.609344
_Y_BEFORE_I = re.compile(r"(?<= )y(?= i(?![aeo]))", re.IGNORECASE)  # fuerza e intervalos


def number(value: float, digits: int = 1) -> str:
    """A number with at most `digits` decimals, in the reader's notation."""
    return format_decimal(
        round(value, digits), format="0." + "#" * digits if digits else "0", locale=_locale()
    )


def unit(value: float, symbol: str, digits: int = 1) -> str:
    """A number with a unit that is the same in every language: 75 g, 200 mg, 7.5 h, 90 s."""
    return f"{number(value, digits)}\N{NO-BREAK SPACE}{symbol}"


def percent(value: float) -> str:
    """Per cent in the reader's notation: 92%, in German 92 %."""
    return format_percent(value / 100, format=None if float(value).is_integer() else "0.#%", locale=_locale())


def per_weight(g_per_kg: float) -> str:
    """Grams for each kilogram or pound of bodyweight."""
    if voice.current().units is Units.IMPERIAL:
        return f"{number(g_per_kg * KG_PER_LB, 2)}\N{NO-BREAK SPACE}g/lb"
    return f"{number(g_per_kg)}\N{NO-BREAK SPACE}g/kg"


def load(kg: float) -> str:
    """A load with its unit: 62.5 kg, or pounds to the nearest half."""
    if voice.current().units is Units.IMPERIAL:
        return f"{number(round(kg / KG_PER_LB * 2) / 2)}\N{NO-BREAK SPACE}lb"
    return f"{number(kg, 2)}\N{NO-BREAK SPACE}kg"


def load_whole(kg: float) -> str:
    """A load to the whole kg or lb, for estimates."""
    return unit(kg / KG_PER_LB, "lb", 0) if voice.current().units is Units.IMPERIAL else unit(kg, "kg", 0)


def distance(km: float, digits: int | None = None) -> str:
    """A distance with its unit, in km or miles; to the metre's tens, or to so many decimals."""
    if voice.current().units is Units.IMPERIAL:
        return unit(km / KM_PER_MILE, "mi", 1 if digits is None else digits)
    return unit(km, "km", 2 if digits is None else digits)


def temperature(celsius: float) -> str:
    """A temperature with its unit: 38 °C, or 100.4 °F."""
    return unit(celsius * 9 / 5 + 32, "°F") if _imperial() else unit(celsius, "°C")


def pace(seconds_per_km: float) -> str:
    """Minutes and seconds per km or mile, with the unit."""
    seconds = seconds_per_km * (KM_PER_MILE if _imperial() else 1)
    return f"{_mm_ss(seconds)}\N{NO-BREAK SPACE}/{by_units('km', 'mi')}"


def speed(seconds_per_km: float, mode: str) -> str:
    """How fast, in the words of its sport: /km, on a bike km/h, /500 m in a boat or on skis, /100 m in water.

    Empty where a machine's distance says nothing.
    """
    if mode in ("run", "walk"):
        return pace(seconds_per_km)
    if mode == "bike":
        return unit(3600 / seconds_per_km / (KM_PER_MILE if _imperial() else 1), by_units("km/h", "mph"))
    piece_m = {"row": 500, "ski": 500, "swim": 100}.get(mode)
    return (
        f"{_mm_ss(seconds_per_km * piece_m / 1000)}\N{NO-BREAK SPACE}/{piece_m}\N{NO-BREAK SPACE}m"
        if piece_m
        else ""
    )


def pace_change(seconds_per_km: float) -> str:
    """A difference of paces without its sign, as `18 s/km`."""
    imperial = voice.current().units is Units.IMPERIAL
    seconds = round(abs(seconds_per_km) * (KM_PER_MILE if imperial else 1))
    return f"{seconds}\N{NO-BREAK SPACE}s/{by_units('km', 'mi')}"


def by_units(metric: str, imperial: str) -> str:
    """One of two words, by the reader's units."""
    return imperial if _imperial() else metric


def _imperial() -> bool:
    return voice.current().units is Units.IMPERIAL


def _mm_ss(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02d}"


def minutes(value: float) -> str:
    """Minutes as `50 min`, from two hours on as `2 h 45`."""
    whole = round(value)
    if whole < 120:
        return f"{whole}\N{NO-BREAK SPACE}min"
    rest = f"\N{NO-BREAK SPACE}{whole % 60:02d}" if whole % 60 else ""
    return f"{whole // 60}\N{NO-BREAK SPACE}h{rest}"


def clock(value: time | datetime | str) -> str:
    """A wall-clock time (or its ISO form) as hh:mm, in countries with twelve hours as h:mm PM."""
    if isinstance(value, str):
        value = time.fromisoformat(value)
    return format_time(value, _clock_form("HH:mm", "h:mm a"), locale=_locale()).replace(
        " ", "\N{NO-BREAK SPACE}"
    )


def clock_seconds(value: datetime) -> str:
    """A wall-clock time to the second, as hh:mm:ss."""
    shown = format_time(value, _clock_form("HH:mm:ss", "h:mm:ss a"), locale=_locale())
    return shown.replace(" ", "\N{NO-BREAK SPACE}")


def local(value: datetime) -> datetime:
    """An instant on the reader's wall clock."""
    return value.astimezone(ZoneInfo(voice.current().time_zone))


def day(value: date | str) -> str:
    """A date (or its ISO form) as `Monday 23 Nov`, in German `Montag, 23. Nov`."""
    return format_date(_date_of(value), _pattern("MMMEd").replace("E", "EEEE"), locale=_locale())


def short_day(value: date | str) -> str:
    """A date (or its ISO form) as `23 Nov`."""
    return format_date(_date_of(value), _pattern("MMMd"), locale=_locale())


def long_date(value: date | str) -> str:
    """A date (or its ISO form) with its year, as `23 Nov 2026`."""
    return format_date(_date_of(value), _pattern("yMMMd"), locale=_locale())


def month(value: date) -> str:
    """A month with its year, as `Nov 2026`."""
    return format_date(value, "LLL y", locale=_locale())


def weekday(value: date | int) -> str:
    """A weekday's name; an int is 0 Monday to 6 Sunday."""
    return format_date(_date_of(value), "EEEE", locale=_locale())


def short_weekday(value: date | int) -> str:
    """A weekday's short name, as `Mon`."""
    return format_date(_date_of(value), "ccc", locale=_locale())


def in_week_order(days: Iterable[int]) -> list[int]:
    """Weekdays (0 Monday to 6 Sunday) as the reader's week runs: from Monday, Saturday or Sunday on."""
    return sorted(days, key=lambda day: (day - _first_weekday()) % 7)


def listed(values: list[str]) -> str:
    """`a, b and c` in the reader's language."""
    joined = format_list(values, locale=_locale())
    return _Y_BEFORE_I.sub("e", joined) if voice.current().language == "es" else joined


def capital(text: str) -> str:
    """The text with its first letter in capitals; Markup stays Markup."""
    return text[:1].upper() + text[1:]


def rule_title(rule_id: str) -> str:
    """A rule's short English title, to be translated by the catalogue."""
    return rule(rule_id).title


def is_weekend(value: date) -> bool:
    """A Saturday or Sunday."""
    return value.weekday() >= 5


def _date_of(value: date | int | str) -> date:
    if isinstance(value, str):
        return date.fromisoformat(value)
    return date(2024, 1, 1 + value) if isinstance(value, int) else value  # 1 January 2024 was a Monday


def language_name(code: str) -> str:
    """A language as it calls itself: Deutsch, Español."""
    return capital(Locale.parse(code).get_display_name(code) or code)


def _pattern(skeleton: str) -> str:
    """The locale's order and signs of a date; months without the full stop that would end a sentence."""
    return str(Locale.parse(_locale()).datetime_skeletons[skeleton].pattern).replace("MMM", "LLL")


def _first_weekday() -> int:
    """Of the country where the language is mostly spoken, unless the locale names one."""
    return Locale.parse(get_global("likely_subtags").get(_locale(), _locale())).first_week_day


def _clock_form(of_24: str, of_12: str) -> str:
    return of_12 if "h" in str(Locale.parse(_locale()).time_formats["short"].pattern) else of_24


def _locale() -> str:
    """English as in its country, else as in Britain; other languages are the same in all of theirs."""
    language, region = voice.current().language, voice.current().region
    if language != "en":
        return language
    return f"en_{region}" if region and f"en_{region}" in locale_identifiers() else "en_GB"


FILTERS: dict[str, Callable[..., object]] = {
    "number": number,
    "unit": unit,
    "percent": percent,
    "per_weight": per_weight,
    "load": load,
    "load_whole": load_whole,
    "distance": distance,
    "temperature": temperature,
    "pace": pace,
    "speed": speed,
    "pace_change": pace_change,
    "by_units": by_units,
    "minutes": minutes,
    "clock": clock,
    "clock_seconds": clock_seconds,
    "local": local,
    "day": day,
    "short_day": short_day,
    "long_date": long_date,
    "month": month,
    "weekday": weekday,
    "short_weekday": short_weekday,
    "in_week_order": in_week_order,
    "listed": listed,
    "capital": capital,
    "language_name": language_name,
    "rule_title": rule_title,
    "cited": cited,
}
TESTS: dict[str, Callable[..., bool]] = {"weekend": is_weekend}
