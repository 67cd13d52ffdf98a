"""The weeks so far: none, one, a year; lifts and pace that rise, fall, or aren't known yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot import charts
from rules.progress import Point, Progress, Trend, WeekTally, progress
from rules.state import WeekRecord
from tests.templates.given.base import TODAY, Values
from tests.templates.people import Someone

MAINS = ("back_squat", "db_bench_press", "bulgarian_split_squat", "deadlift")


def text(someone: Someone) -> Iterator[Values]:
    for shown in _shown(someone):
        for weeks in (4, 8, 0):
            yield {"progress": shown, "weeks": weeks}


def chart(someone: Someone) -> Iterator[Values]:
    for values in text(someone):
        for view in charts.View:
            shown = values["progress"]
            assert isinstance(shown, Progress)
            yield values | {"view": view, "panels": charts.panels(view, shown)}


def _shown(someone: Someone) -> Iterator[Progress]:
    for made in someone.reviews[:2]:
        record = WeekRecord(made.inputs.week, made.inputs.checkins, made.inputs.wellness, made.decision)
        yield progress((record,), TODAY + timedelta(weeks=1))
    for step in (-3.0, 0.0, 3.0):
        yield _year(step)
    year = _year(0.0)
    yield replace(year, weeks=tuple(replace(w, silent=n % 5 == 4) for n, w in enumerate(year.weeks)))


def _year(step: float) -> Progress:
    """A year in which everything changes by a step each week."""
    days = [TODAY + timedelta(weeks=n) for n in range(52)]
    weeks = tuple(WeekTally(day, 165, 109, 290, 4, 5, 1500) for day in days)
    lift = tuple(Point(day, 200 + step * n) for n, day in enumerate(days))
    run = tuple(Point(day, 400 + step * n) for n, day in enumerate(days))
    return Progress(weeks, tuple(Trend(lift, name) for name in MAINS), Trend(run), 208, 150)
