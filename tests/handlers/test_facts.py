"""A race told by typing: its distance by number or by name, in the languages that we speak."""

from __future__ import annotations

import pytest

from tests.handlers.town import Resident


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("10 km 50:00", "Race: 10 km in 50 min"),
        ("half 1:45:00", "Race: 21.1 km in 105 min"),
        ("half marathon in 1:45:00", "Race: 21.1 km in 105 min"),
        ("media 1:45:00", "Race: 21.1 km in 105 min"),
        ("Media maratón en 1:45:00", "Race: 21.1 km in 105 min"),
        ("Halbmarathon 1:45:00", "Race: 21.1 km in 105 min"),
        ("maraton 3:30:00", "Race: 42.2 km in 3 h 30"),
        ("marathon 3:30:00", "Race: 42.2 km in 3 h 30"),
    ],
)
async def test_a_race_is_told_by_number_or_by_name(ada: Resident, typed: str, told: str) -> None:
    await ada.says("/settings")
    await ada.taps("About me")
    await ada.taps("A race result")

    seen = await ada.says(typed)

    assert told in seen.text.replace("\N{NO-BREAK SPACE}", " ")
