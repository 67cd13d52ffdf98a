"""Dialogues that trap nobody: any command leaves one and says what was kept; the next text is never eaten (ux 8)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.coaching.people import Dialogue
from tests.handlers.town import Resident, tap_through


async def dialogue(resident: Resident) -> Dialogue | None:
    person = await resident.known()
    async with resident.town.storage.look() as unit:
        return await unit.dialogues.get(person.id, resident.town.clock.now())


async def test_a_command_in_the_set_up_says_that_the_answers_are_kept(anna: Resident) -> None:
    await anna.says("/start")
    await tap_through(anna, ("Agree and set up", "18–34", "None of these"))
    assert (await anna.says("/help")).text.endswith("Your answers so far are kept; /start goes on with them.")
    again = await anna.says("/start")
    assert again.text.startswith("Step 3 of 8")
    assert "are kept" not in again.text


async def test_a_command_for_athletes_goes_on_with_the_set_up(anna: Resident) -> None:
    await anna.says("/start")
    await tap_through(anna, ("Agree and set up", "18–34"))
    shown = await anna.says("/today")
    assert shown.text.startswith("Step 2 of 8")
    assert shown.text.endswith(
        "/today works as soon as your plan stands; this comes first, your answers are kept."
    )


@pytest.mark.parametrize("typed", ["yes", "ok", "Start", "ja", "empezar", "👍"])
async def test_a_yes_to_the_welcome_is_its_first_button(anna: Resident, typed: str) -> None:
    assert (await anna.says(typed)).text.startswith(
        "Strength and endurance"
    )  # nobody agrees to what they didn't see
    assert (await anna.says(typed)).text.startswith("Step 1 of 8")


async def test_other_words_at_the_welcome_show_it_again(anna: Resident) -> None:
    await anna.says("hi")
    assert (await anna.says("no")).text.startswith("Strength and endurance")
    assert (await anna.says("Agree, quick")).text.startswith("Step 1 of 8")


async def test_a_command_over_a_read_back_says_that_it_was_not_saved(ada: Resident) -> None:
    await ada.says("squat 3x5 100")
    shown = await ada.says("/week")
    assert shown.text.startswith("Week of 8 Mar")
    assert shown.text.endswith("The log you typed was not saved; send it again whenever you like.")
    assert await dialogue(ada) is None
    assert "not saved" not in (await ada.says("/week")).text


async def test_cancel_says_what_it_left_or_that_nothing_was_open(ada: Resident) -> None:
    await ada.says("squat 3x5 100")
    assert "was not saved" in (await ada.says("/cancel")).text
    assert "There was no open question." in (await ada.says("/cancel")).text


async def test_one_prompt_is_stored_and_the_newest_counts(ada: Resident) -> None:
    await ada.says("squat 3x5 100")
    await ada.says("/settings")
    await tap_through(ada, ("Clock and zone",))
    open_now = await dialogue(ada)
    assert open_now is not None
    assert (open_now.kind, open_now.state) == ("set", "zone")
    assert "Europe/Berlin" in (await ada.says("Berlin")).text


async def test_text_that_is_no_answer_is_read_as_a_log(ada: Resident) -> None:
    await ada.says("/settings")
    await tap_through(ada, ("Clock and zone",))
    assert (await ada.says("squat 3x5 100")).text.startswith("I read 1 entry for today")


async def test_an_expired_prompt_does_not_eat_the_next_text(ada: Resident) -> None:
    await ada.says("/settings")
    await tap_through(ada, ("Reminder time",))
    ada.town.clock.advance(timedelta(minutes=31))
    await ada.says("07:15")
    assert (await ada.known()).settings.reminder_time is None


async def test_a_changed_setting_closes_its_question(ada: Resident) -> None:
    await ada.says("/settings")
    await tap_through(ada, ("Clock and zone", "It is 08:00"))
    assert await dialogue(ada) is None
    assert "stay as they were" not in (await ada.says("/today")).text


@pytest.mark.parametrize("command", ["/undo", "/skip", "/move", "/why", "/today", "/log"])
async def test_a_typed_command_is_always_answered(ada: Resident, command: str) -> None:
    before = len(ada.new_messages())
    await ada.says(command)
    assert len(ada.new_messages()) == before + 1


async def test_a_typed_undo_says_that_there_was_nothing(ada: Resident) -> None:
    assert (await ada.says("/undo")).text.endswith("There is nothing to undo.")


@pytest.mark.parametrize(
    ("typo", "meant"), [("/tody", "/today"), ("/setings", "/settings"), ("/hlep", "/help")]
)
async def test_a_mistyped_command_gets_the_nearest_one(ada: Resident, typo: str, meant: str) -> None:
    shown = await ada.says(typo)
    assert shown.text.startswith(f"Did you mean {meant}?")
    assert shown.labels[0] == meant


@pytest.mark.parametrize(
    ("typed", "noted"), [("0", "No pain there"), ("no pain", "No pain there"), ("4/10", "4 of 10")]
)
async def test_how_bad_a_pain_is_can_be_typed_and_be_none(ada: Resident, typed: str, noted: str) -> None:
    await ada.says("/injury")
    await ada.taps("Knee")
    assert noted in (await ada.says(typed)).text
    assert "I read 1 entry" in (await ada.says("run 30 min")).text


async def test_cancel_in_the_set_up_offers_to_go_on_with_it(anna: Resident) -> None:
    await anna.says("/start")
    await anna.taps("Agree and set up")
    await anna.taps("18–34")
    shown = await anna.says("/cancel")
    assert "Today" not in shown.labels
    assert (await anna.taps("Go on with the set-up")).text.startswith("Step 2 of 8")
