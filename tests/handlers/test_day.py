"""Today made to fit: easier, short, moved, skipped, and each of it taken back by one tap."""

from __future__ import annotations

import pytest

from rules.plan import Week
from tests.handlers.conftest import MONDAY_0700
from tests.handlers.town import Resident

MONDAY = MONDAY_0700.date()


async def week_of(resident: Resident) -> Week:
    person = await resident.known()
    async with resident.town.storage.look() as unit:
        found = await unit.training.week(person.id, MONDAY)
    assert found is not None
    return found


@pytest.mark.parametrize("wish", ["Easier", "30 min", "15 min"])
async def test_one_undo_takes_a_lighter_day_back_whole(ada: Resident, wish: str) -> None:
    planned = await week_of(ada)
    await ada.says("/today")
    await ada.taps("Easier")
    await ada.taps(wish)
    assert await week_of(ada) != planned
    await ada.taps("Undo")
    assert ada.toast == "Undone."
    assert await week_of(ada) == planned


async def test_an_undo_tapped_twice_changes_nothing_more(ada: Resident) -> None:
    planned = await week_of(ada)
    await ada.says("/today")
    await ada.taps("Easier")
    screen = await ada.taps("15 min")
    data = next(b.data for row in screen.buttons for b in row if b.text == "Undo")
    assert data is not None
    await ada.forges(data)
    await ada.forges(data)
    assert ada.toast == "There is nothing to undo."
    assert await week_of(ada) == planned
