"""Placing a week: the exact search beside brute force and beside CP-SAT, on the same random instances."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.cp_sat import Peer, cost_of
from benchmarks.table import Measurement, timed
from rules.errors import NoPlacement
from rules.placement import place
from rules.placement.layout import solve
from rules.placement.problem import make_problem, survey
from rules.unit import PlacementRequest
from tests.rules.placement.brute_force import brute_place
from tests.rules.placement.instances import busy_request, random_request


def measure() -> Iterator[Measurement]:
    """The bare search against its peers; then whole weeks, degraded where nothing fits."""
    small = [random_request(seed, most_units=5) for seed in range(100)]
    ours = timed("up to 5 units: ours", _searched, small)
    yield ours
    yield timed("up to 5 units: brute force", brute_place, small, beside=ours)
    solvable = [r for seed in range(600) if _searched(r := random_request(seed, most_units=6)) is not None]
    busy = [r for seed in range(300) if _searched(r := busy_request(seed)) is not None]
    for name, instances in (("up to 6 units, solvable", solvable), ("4 hard units, solvable", busy)):
        if differing := [r for r in instances if _searched(r) != _solved(r)]:
            raise AssertionError(f"{len(differing)} instances cost differently: {differing[0]}")
        ours = timed(f"{name}: ours", _searched, instances)
        yield ours
        yield timed(f"{name}: CP-SAT", _solved, instances, beside=ours)
    weeks = [random_request(seed, most_units=6) for seed in range(500)]
    yield timed("whole week, with degradation", _place, weeks, aim="median < 2, worst < 20")


def _searched(request: PlacementRequest) -> int | None:
    return cost_of(solve(survey(request), request.units))


def _solved(request: PlacementRequest) -> int | None:
    return Peer(make_problem(survey(request), request.units)).solve()


def _place(request: PlacementRequest) -> None:
    try:
        place(request)
    except NoPlacement:
        return  # a random week may have no solution; finding that out is part of the work
