"""CSV: the lists of activities that training sites export, by the names of their columns."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from io import StringIO

from bot.coaching.files import Activity, Trouble
from bot.importers.limits import MOST_ACTIVITIES, Refused
from bot.importers.modes import mode_of

DATE = ("date", "activity date", "start time", "start", "datum", "fecha", "startzeit")
SECONDS = (
    "elapsed time",
    "moving time",
    "duration",
    "time",
    "dauer",
    "zeit",
    "duración",
    "tiempo",
    "minutes",
)
KIND = ("type", "activity type", "sport", "typ", "aktivitätstyp", "tipo", "tipo de actividad")
DISTANCE = ("distance", "distance (km)", "distance_km", "distanz", "strecke", "distancia", "km")
FORMS = (
    "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d", "%d.%m.%Y %H:%M", "%d.%m.%Y",
    "%b %d, %Y, %I:%M:%S %p", "%d %b %Y, %H:%M:%S",
)  # fmt: skip
_CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):(\d{2})(?:[.,]\d+)?")
_SECONDS_FROM = 600  # a bare number this large is seconds: no session lasts ten hours


def read_csv(content: bytes) -> list[Activity]:
    """One activity a row that has a date and a duration; refuses a table without such columns."""
    text = content.decode("utf-8-sig", errors="strict")
    rows = csv.DictReader(StringIO(text), dialect=_dialect(text))
    names = {str(name).strip().lower(): str(name) for name in rows.fieldnames or ()}
    date_column, time_column = _column(names, DATE), _column(names, SECONDS)
    if date_column is None or time_column is None:
        raise Refused(Trouble.KIND)
    found: list[Activity] = []
    for row in rows:
        if len(found) >= MOST_ACTIVITIES:
            raise Refused(Trouble.TOO_MUCH)
        started, seconds = _date(row[date_column]), _seconds(row[time_column], time_column)
        if started is not None and seconds is not None:
            kind, distance = _cell(row, _column(names, KIND)), _cell(row, _column(names, DISTANCE))
            found.append(Activity(started, seconds, mode_of(kind), _number(distance)))
    return found


def _dialect(text: str) -> type[csv.Dialect]:
    try:
        return csv.Sniffer().sniff(text.partition("\n")[0], delimiters=",;\t")
    except csv.Error:
        return csv.excel


def _column(names: Mapping[str, str], wanted: Sequence[str]) -> str | None:
    return next((names[name] for name in wanted if name in names), None)


def _cell(row: Mapping[str, str | None], column: str | None) -> str | None:
    return row.get(column) if column else None


def _date(cell: str | None) -> datetime | None:
    text = (cell or "").strip()
    with suppress(ValueError):
        return datetime.fromisoformat(text)
    for form in FORMS:
        with suppress(ValueError):
            return datetime.strptime(text, form)  # noqa: DTZ007  # the person's wall clock
    return None


def _seconds(cell: str | None, column: str) -> int | None:
    """`45:10` and `1:02:03` are clock times; a bare number is minutes below 600 or where the column says so."""
    text = (cell or "").strip()
    if clock := _CLOCK.fullmatch(text):
        hours, minutes, seconds = (int(part or 0) for part in clock.groups())
        return hours * 3600 + minutes * 60 + seconds
    number = _number(text)
    if number is None:
        return None
    in_minutes = "min" in column.lower() or number < _SECONDS_FROM
    return round(number * 60 if in_minutes else number)


def _number(cell: str | None) -> float | None:
    with suppress(ValueError):
        number = float((cell or "").strip().replace(",", "."))
        return number if number > 0 else None
    return None
