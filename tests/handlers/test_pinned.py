"""The pinned "This week": one message, edited all week and into the next, and never a new one (ux 11)."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from bot.simulator.core.view import Seen
from bot.storage.tables import person
from tests.handlers.conftest import FIRST_BUTTONS
from tests.handlers.town import Resident, tap_through


@pytest.fixture
async def eve(ada: Resident) -> Resident:
    """Anna with a plan, a pinned message and another below it."""
    chat = {"chat_id": ada.phone.user_id}
    sent = ada.town.simulator.call("sendMessage", {**chat, "text": "This week"})
    assert isinstance(sent, dict)
    ada.town.simulator.call("pinChatMessage", {**chat, "message_id": sent["message_id"]})
    async with ada.town.storage.connection() as connection:
        await connection.execute(update(person).values(pinned_message_id=sent["message_id"]))
    await ada.says("/today")
    return ada


async def test_the_set_up_ends_with_it(anna: Resident) -> None:
    await anna.says("/start")
    shown = await tap_through(anna, FIRST_BUTTONS)
    assert shown.text.startswith("This week, from Monday 8 Mar")
    assert week_of(anna) == shown
    await anna.says("/today")
    assert done(anna) == "Week of 8 Mar: 0 of 4 sessions done"


def week_of(resident: Resident) -> Seen:
    """The pinned message as it stands."""
    found = resident.phone.pinned()
    assert found is not None
    return found


def done(resident: Resident) -> str:
    return week_of(resident).text.partition("\n")[0]


async def test_a_log_and_its_undo_are_seen_there(eve: Resident) -> None:
    messages = len(eve.new_messages())
    assert done(eve) == "Week of 8 Mar: 0 of 4 sessions done"
    await eve.taps("Done")
    assert done(eve) == "Week of 8 Mar: 1 of 4 sessions done"
    await eve.taps("Undo")
    assert done(eve) == "Week of 8 Mar: 0 of 4 sessions done"
    assert len(eve.new_messages()) == messages


async def test_a_skip_and_a_pause_are_seen_there(eve: Resident) -> None:
    await tap_through(eve, ("Skip", "Tired"))
    assert ": skipped" in week_of(eve).text
    await tap_through(eve, ("Undo",))
    await eve.says("/pause")
    await eve.taps("1 week")
    assert "Paused: no reminders until you resume." in week_of(eve).text


async def test_it_turns_to_the_next_week_as_that_begins(eve: Resident) -> None:
    await eve.goes_to("2027-03-14 23:50")
    pinned, messages = week_of(eve), len(eve.new_messages())
    assert pinned.text.startswith("Week of 8 Mar")
    await eve.goes_to("2027-03-15 00:02")
    assert week_of(eve).text.startswith("Week of 15 Mar")
    assert week_of(eve).message_id == pinned.message_id
    assert len(eve.new_messages()) == messages


async def test_what_is_read_on_it_stays_until_something_happens_elsewhere(eve: Resident) -> None:
    today = eve.phone.last().message_id
    shown = await eve.taps_exactly("Why this week?", week_of(eve).message_id)
    assert shown.text.startswith("Why the week of 8 Mar")
    assert week_of(eve).text == shown.text
    await eve.taps_exactly("Done", today)
    assert done(eve) == "Week of 8 Mar: 1 of 4 sessions done"


async def test_a_session_logged_on_it_asks_how_hard_it_was(eve: Resident) -> None:
    pinned = week_of(eve).message_id
    await eve.taps_exactly("Today", pinned)
    shown = await eve.taps_exactly("Done", pinned)
    assert "How hard was it?" in shown.text
    await eve.taps_exactly("5–6 steady", pinned)
    assert (await eve.taps_exactly("This week", pinned)).text.startswith("Week of 8 Mar: 1 of 4")


async def test_whoever_deletes_it_gets_no_other(eve: Resident) -> None:
    eve.phone.delete(week_of(eve).message_id)
    messages = len(eve.new_messages())
    await eve.taps("Done")
    await eve.goes_to("2027-03-08 12:00")
    assert len(eve.new_messages()) == messages
    assert (await eve.known()).pinned_message_id is None


async def test_an_unchanged_week_is_not_sent_again(eve: Resident) -> None:
    def edits() -> int:
        calls = eve.town.simulator.ledger.accepted("editMessageText", chat_id=eve.phone.user_id)
        return len(calls)

    before = edits()
    await eve.says("/today")
    await eve.says("/why")
    assert edits() == before


async def test_while_training_is_on_hold_it_says_so(eve: Resident) -> None:
    await eve.says("I had chest pain when I ran")
    assert done(eve) == "Your training is on hold"
    await eve.taps("No, I meant something else")
    assert done(eve) == "Week of 8 Mar: 0 of 4 sessions done"
