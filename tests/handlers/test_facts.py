"""Facts that sharpen the plan: a race told by typing, and a heart-rate range that doesn't fit."""

from __future__ import annotations

from datetime import date

import pytest

from tests.handlers.town import Resident, tap_through


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


async def test_a_heart_rate_range_that_does_not_fit_is_left_out_until_it_is_asked_for_again(
    ada: Resident,
) -> None:
    """F-04."""
    unfit, again = "Heart-rate range doesn't fit me", "Show a heart-rate range again"

    async def shown() -> list[bool]:
        person = await ada.known()
        async with ada.town.storage.look() as unit:
            week = await unit.training.week(person.id, date(2027, 3, 8))
        assert week is not None
        return [s.heart_rate_bpm is not None for s in week.sessions if s.is_cardio and s.day > 0]

    assert unfit not in (await ada.says("/me")).labels
    await ada.taps("Exact age")
    assert unfit in (await ada.says("34")).labels
    assert any(await shown())
    told = await ada.taps(unfit)
    assert "Heart-rate range: left out of new sessions" in told.text
    assert not any(await shown())
    assert unfit in (await ada.taps(again)).labels
    assert any(await shown())


async def test_it_stays_left_out_when_another_answer_is_given_anew(ada: Resident) -> None:
    await ada.says("/me")
    await ada.taps("Exact age")
    await ada.says("34")
    await ada.taps("Heart-rate range doesn't fit me")
    await ada.says("/plan")
    await tap_through(ada, ("Goal", "Get stronger", "Change the plan"))
    assert "Show a heart-rate range again" in (await ada.says("/me")).labels
