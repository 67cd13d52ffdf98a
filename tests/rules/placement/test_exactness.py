"""D-51: the search finds exactly what trying everything finds."""

from __future__ import annotations

import pytest

from rules.placement.layout import Layout, layout_terms, solve
from rules.placement.problem import survey
from rules.unit import PlacementRequest
from tests.rules.placement.brute_force import brute_place
from tests.rules.placement.brute_week import Thing, from_session
from tests.rules.placement.instances import busy_request, random_request

BATCH = 100


def things_of(layout: Layout) -> tuple[Thing, ...]:
    """The placed sessions on the brute-force search's time line."""
    found = []
    for day, option in enumerate(layout.days):
        for session in option.fit.sessions if option else ():
            thing = from_session(session, 0)
            found.append(Thing(**{**vars(thing), "begin": thing.begin + day * 1440}))
    return tuple(sorted(found, key=lambda t: (t.begin, t.is_cardio)))


def assert_same(request: PlacementRequest) -> bool:
    """Compare both searches; True if there was a valid week."""
    expected = brute_place(request)
    layout = solve(survey(request), request.units)
    if expected is None or layout is None:
        assert expected is None
        assert layout is None
        return False
    assert sum(points for _, points in layout_terms(layout)) == expected.cost
    assert sum(o.distance for o in layout.days if o) == expected.distance
    days = {o.unit: day for day, o in enumerate(layout.days) if o}
    assert tuple(days[i] for i in range(len(request.units))) == expected.days
    assert things_of(layout) == expected.things
    return True


@pytest.mark.parametrize("batch", range(20))
def test_small_weeks_equal_brute_force(batch: int) -> None:
    found = [assert_same(random_request(batch * BATCH + k, most_units=3)) for k in range(BATCH)]

    assert sum(found) > BATCH // 10  # enough of them have a valid week at all


@pytest.mark.parametrize("batch", range(4))
def test_full_weeks_equal_brute_force(batch: int) -> None:
    found = [assert_same(random_request(100_000 + batch * 20 + k, most_units=5)) for k in range(20)]

    assert any(found)


@pytest.mark.parametrize("batch", range(5))
def test_busy_weeks_equal_brute_force(batch: int) -> None:
    found = [assert_same(busy_request(batch * 30 + k)) for k in range(30)]

    assert any(found)
