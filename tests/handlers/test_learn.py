"""/learn: one strategy, topics, lessons one after the other, all in one message (ux 2)."""

from __future__ import annotations

from rules.lessons import LESSONS
from tests.handlers.town import Resident, tap_through


async def test_every_lesson_is_read_in_one_message(ada: Resident) -> None:
    home = await ada.says("/learn")
    assert home.text.startswith("One thing for this week")
    before = len(ada.new_messages())
    shown = await tap_through(ada, ("How it works", "What concurrent"))
    titles = [shown.text.partition("\n")[0]]
    while "Next ›" in shown.labels:
        shown = await ada.taps("Next ›")
        titles.append(shown.text.partition("\n")[0])
    assert titles == [lesson.title for lesson in LESSONS.values()]
    assert len(ada.new_messages()) == before
    assert (await ada.taps("‹ All topics")).text == home.text


async def test_a_story_is_told_as_a_story_with_its_source(ada: Resident) -> None:
    await ada.says("/learn")
    story = await tap_through(ada, ("Stories", "Marcus"))
    assert "It predicts nothing for you." in story.text
    assert "Robineau et al. 2016" in story.text


async def test_learn_is_a_button_in_help_and_a_lesson_that_is_gone_leads_home(ada: Resident) -> None:
    await ada.says("/help")
    home = await ada.taps("Learn")
    assert home.text.startswith("One thing for this week")
    await ada.forges("1|learn|astrology|show")
    assert ada.message(home.message_id).text == home.text


async def test_a_newcomer_is_led_to_the_set_up(anna: Resident) -> None:
    assert (await anna.says("/learn")).text.startswith("Strength and endurance")


async def test_a_reason_leads_to_its_lesson_and_back(ada: Resident) -> None:
    await ada.says("/why")
    reason = await ada.taps("Wed: intervals")
    lesson = await ada.taps("Read: ")
    assert lesson.message_id == reason.message_id
    assert lesson.text.partition("\n")[0] in {known.title for known in LESSONS.values()}
    assert (await ada.taps("‹ Back to why")).text == reason.text


async def test_a_forged_way_back_is_left_out(ada: Resident) -> None:
    home = await ada.says("/learn")
    await ada.forges("1|learn|pace|a].b c", home.message_id)
    assert "‹ Back to why" not in ada.message(home.message_id).labels
    assert ada.message(home.message_id).text.startswith("The conversational pace")
