"""/why on any line takes "I disagree": kept, respected where health allows it, and shown later (ux 13)."""

from __future__ import annotations

from tests.handlers.town import Resident


async def test_a_session_disagreed_with_is_kept_and_offers_what_can_be_done(ada: Resident) -> None:
    await ada.says("/why")
    await ada.taps("Wed: intervals")
    shown = await ada.taps("I disagree")
    assert shown.text.startswith("Noted: not bike intervals on Wednesday")
    assert {"Another day", "Easier or shorter", "Skip it", "Change the plan"} <= set(shown.labels)
    later = await ada.says("/why")
    assert "What you see otherwise\n8 Mar: intervals" in later.text


async def test_a_change_disagreed_with_stays_as_it_was_and_says_so_later(ada: Resident) -> None:
    await ada.goes_to("2027-03-14 18:01")
    page = await ada.taps("Adjust")
    number = next(label for label in page.labels if label.startswith("Leave ")).split()[1]
    await ada.taps("‹ Back")
    await ada.taps(f"Why {number}")
    review = await ada.taps("I disagree")
    assert "Left as it was, as you wished." in review.text
    again = await ada.taps(f"Why {number}")
    assert "You see it otherwise, so it stays as it was." in again.text
    assert not any(label.startswith("I disagree") for label in again.labels)
    assert "What you see otherwise\n14 Mar: " in (await ada.says("/why")).text
