"""A session that was neither logged nor skipped is offered once more by the next reminder (G-10)."""

from __future__ import annotations

from tests.handlers.town import Resident, tap_through

MONDAY = "Mon, full body: done"


async def test_the_next_reminder_offers_what_was_left_open(ada: Resident) -> None:
    await ada.goes_to("2027-03-10 17:01")
    reminder = ada.phone.last()
    assert reminder.text.startswith("Today 18:00")
    assert MONDAY in reminder.labels
    assert (await ada.taps(MONDAY)).text.startswith("Logged: full body, then finisher")


async def test_it_is_offered_once_and_for_48_hours_only(ada: Resident) -> None:
    """Left open on Monday and Wednesday, on Friday only Wednesday is offered; over the weekend it is too late."""
    await ada.goes_to("2027-03-12 17:01")
    assert [label for label in ada.phone.last().labels if label.endswith(": done")] == [
        "Wed, light upper: done"
    ]
    await ada.goes_to("2027-03-15 17:01")
    assert not [label for label in ada.phone.last().labels if label.endswith(": done")]


async def test_what_was_logged_or_skipped_is_not_offered(ada: Resident) -> None:
    await ada.goes_to("2027-03-08 17:01")
    await tap_through(ada, ("Skip", "No time"))
    await ada.goes_to("2027-03-10 17:01")
    assert MONDAY not in ada.phone.last().labels
