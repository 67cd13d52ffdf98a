"""Placing a week: the exact search beside the tests' brute force, on the same random instances."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.table import Measurement, timed
from rules.errors import NoPlacement
from rules.placement import place
from rules.placement.layout import solve
from rules.placement.problem import survey
from rules.unit import PlacementRequest
from tests.rules.placement.brute_force import brute_place
from tests.rules.placement.instances import random_request


def measure() -> Iterator[Measurement]:
    """The bare search against brute force; then whole weeks, degraded where nothing fits."""
    instances = [random_request(seed, most_units=5) for seed in range(100)]
    yield timed("up to 5 units, brute force", brute_place, instances)
    yield timed("up to 5 units, exact search", lambda r: solve(survey(r), r.units), instances)
    weeks = [random_request(seed, most_units=6) for seed in range(500)]
    yield timed("whole week, with degradation", _place, weeks)


def _place(request: PlacementRequest) -> None:
    try:
        place(request)
    except NoPlacement:
        return  # a random week may have no solution; finding that out is part of the work
