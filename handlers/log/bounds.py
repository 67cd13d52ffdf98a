"""What a person can have done in a day: anything beyond is asked back, kindly, and not kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.coaching.entries import Entry, Lifted, Moved, Report
from rules.athlete import Mode
from rules.exercises import EXERCISES

MOST_KG = 500.0
MOST_REPS = 150
MOST_HOLD_S = 600
MOST_SETS = 20
MOST_SECONDS = 600 * 60  # G-10: 0-600 minutes
MOST_KM = 400.0
MOST_INTERVALS = 40
SPEEDS_KMH = {  # what people do, slow and fast
    Mode.RUN: (5.0, 24.0),
    Mode.BIKE: (8.0, 60.0),
    Mode.WALK: (1.5, 8.0),
    Mode.ROW: (5.0, 22.0),
    Mode.SWIM: (0.5, 7.0),
    Mode.SKI: (5.0, 22.0),
}
LATE_DAYS = 14  # G-10: late entries up to 14 days


@dataclass(frozen=True, slots=True)
class Refusal:
    """A value out of bounds: which field, what was read, and the most that is taken."""

    field: str
    value: float
    most: float


def refusal(report: Report, today: date) -> Refusal | None:
    """The first value that can't be meant; None when all is possible."""
    if not today - timedelta(days=LATE_DAYS) <= report.day <= today:
        return Refusal("future" if report.day > today else "late", abs((today - report.day).days), LATE_DAYS)
    found = (
        Refusal(*check) for entry in report.entries for check in _checks(entry, report) if check[1] > check[2]
    )
    low = (Refusal("zero", 0, 0) for entry in report.entries if _nothing(entry))
    return next(found, None) or next(low, None)


def can_be(mode: Mode, seconds: int, distance_km: float) -> bool:
    """Whether people are as fast as that in this sport; machines that count their own kilometres always are."""
    slow, fast = SPEEDS_KMH.get(mode, (0.0, MOST_KM))
    return slow * seconds <= distance_km * 3600 <= fast * seconds


def _checks(entry: Entry, report: Report) -> Iterator[tuple[str, float, float]]:
    yield "rpe", max(entry.rpe or 0, report.rpe or 0), 10
    yield from _lifted(entry) if isinstance(entry, Lifted) else _moved(entry)


def _lifted(entry: Lifted) -> Iterator[tuple[str, float, float]]:
    timed = EXERCISES[entry.exercise_id].timed
    yield "kg", entry.load_kg or 0, MOST_KG
    yield "hold" if timed else "reps", max(entry.reps, default=0), MOST_HOLD_S if timed else MOST_REPS
    yield "sets", len(entry.reps), MOST_SETS


def _moved(entry: Moved) -> Iterator[tuple[str, float, float]]:
    yield "seconds", entry.seconds or 0, MOST_SECONDS
    yield "km", entry.distance_km or 0, MOST_KM
    yield "intervals", entry.intervals or 0, MOST_INTERVALS


def _nothing(entry: Entry) -> bool:
    if isinstance(entry, Lifted):
        return not entry.reps or min(entry.reps) == 0 or entry.rpe == 0
    return 0 in (entry.seconds, entry.distance_km, entry.intervals, entry.rpe)
