"""Forgetting what the rules keep between two calls, so that every case is measured as a new athlete's."""

from __future__ import annotations

from rules.lived import completed_load, completed_minutes
from rules.placement.fit import fit
from rules.placement.layout import solve
from rules.review.reading import read_record
from rules.strength.week import undated_week

REMEMBERING = (fit, solve, undated_week, read_record, completed_minutes, completed_load)


def forget() -> None:
    """Empty the caches that hold weeks; what depends on the exercise library alone stays."""
    for function in REMEMBERING:
        function.cache_clear()
