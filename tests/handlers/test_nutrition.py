"""/nutrition: the numbers without typing; grams once a weight is known."""

from __future__ import annotations

from tests.handlers.town import Resident


async def test_a_weight_turns_grams_for_each_kilogram_into_grams(ada: Resident) -> None:
    before = await ada.says("/nutrition")
    assert before.text.replace("\xa0", " ").startswith("About 1.8 g/kg of protein a day")
    assert "I count no calories and set no goal weight." in before.text
    await ada.taps("Tell my weight")
    await ada.says("80 kg")
    after = await ada.says("/nutrition")
    assert after.text.replace("\xa0", " ").startswith("About 145 g of protein a day")
    assert "Tell my weight" not in after.labels


async def test_what_it_rests_on_is_a_tap_away(ada: Resident) -> None:
    await ada.says("/nutrition")
    lesson = await ada.taps("Read: protein")
    assert lesson.text.startswith("Protein\n")
    assert "Morton et al. 2018" in lesson.text
