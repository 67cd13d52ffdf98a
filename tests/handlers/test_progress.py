"""/progress: too little to draw, then a picture that its own buttons edit, and the same as text (ux M11)."""

from __future__ import annotations

from tests.handlers.town import Resident, tap_through


async def logs_two_days(ada: Resident) -> None:
    """Monday, and Wednesday: light lifting with intervals after it, which is two more."""
    await ada.says("/today")
    await tap_through(ada, ("Done", "5–6 steady"))
    await ada.goes_to("2027-03-10 18:01")
    await ada.says("/today")
    await tap_through(ada, ("Done", "3–4 easy"))


async def test_two_logged_sessions_make_the_first_chart(ada: Resident) -> None:
    before = await ada.says("/progress")
    assert before.text.startswith("2 logged sessions make the first chart\nYou have 0.")
    await logs_two_days(ada)
    picture = await ada.says("/progress")
    assert picture.kind == "photo"
    assert picture.text.startswith("1 week: 3 of 3 sessions done")
    assert "Chart: top, minutes per week, strength solid and endurance striped" in picture.text


async def test_ranges_and_views_edit_the_picture(ada: Resident) -> None:
    await logs_two_days(ada)
    picture = await ada.says("/progress")
    sent = len(ada.new_messages())
    load = await ada.taps("Load")
    assert load.message_id == picture.message_id
    assert "Chart: top, load each week, minutes times effort; bottom, sessions done" in load.text
    assert "Overview" in load.labels
    month = await ada.taps("4 weeks")
    assert (month.message_id, "4 weeks (shown)" in month.labels) == (picture.message_id, True)
    assert "Chart: top, load each week" in month.text
    assert len(ada.new_messages()) == sent


async def test_a_range_with_too_little_in_it_shows_all_weeks(ada: Resident) -> None:
    await logs_two_days(ada)
    await ada.says("/progress")
    await ada.goes_to("2027-04-25 12:00")
    month = await ada.taps("4 weeks")
    assert "All (shown)" in month.labels
    assert month.text.startswith(
        "7 weeks: 3 of 5 sessions"
    )  # the tap ended the silence: the weeks are caught up


async def test_a_tap_with_nothing_to_draw_edits_its_own_message(ada: Resident) -> None:
    asked = await ada.says("/help")
    empty = await ada.taps("Progress")
    assert empty.message_id == asked.message_id
    assert empty.text.startswith("2 logged sessions make the first chart")
    await ada.forges("1|progress|8|text")
    assert "You have 0." in ada.phone.last().text


async def test_as_text_and_the_way_on_leave_the_picture_where_it_is(ada: Resident) -> None:
    await logs_two_days(ada)
    picture = await ada.says("/progress")
    text = await ada.taps("As text")
    assert "Week by week\n8 Mar: 3 of 3 sessions" in text.text
    assert text.message_id != picture.message_id
    week = await ada.taps("This week")
    assert week.message_id == text.message_id
    assert ada.message(picture.message_id).kind == "photo"


async def test_a_log_after_the_review_still_counts(ada: Resident) -> None:
    await logs_two_days(ada)
    await ada.goes_to("2027-03-14 18:01")
    reviewed = await ada.says("/progress")
    await ada.says("ran 8 km in 50 min easy rpe 3")
    await ada.taps("Save")
    after = await ada.says("/progress")
    assert "Longest endurance session 50" in after.text.replace("\xa0", " ")
    assert "Longest endurance session 50" not in reviewed.text.replace("\xa0", " ")


async def test_one_planned_session_is_told_in_the_singular(ada: Resident) -> None:
    await ada.says("/today")
    await tap_through(ada, ("Done", "5–6 steady"))
    await ada.says("ran 8 km in 50 min easy rpe 3")
    await ada.taps("Save")
    picture = await ada.says("/progress")
    assert picture.text.startswith("1 week: 1 of 1 session done\nDone: 1 of 1 session, 100%.")
    text = await ada.taps("As text")
    assert "1 of 1 session, 110 min, planned 60 min" in text.text.replace("\xa0", " ")


async def test_a_text_never_tries_to_take_the_place_of_a_picture(ada: Resident) -> None:
    await logs_two_days(ada)
    picture = await ada.says("/progress")
    today = await ada.forges("1|menu|today|show", picture.message_id)
    assert today.message_id != picture.message_id
    calls = ada.town.simulator.ledger.calls(chat_id=ada.phone.user_id)
    # The fixture's pinned week isn't in this town's chat: only what touches the picture counts.
    touching = [call for call in calls if str(call.parameters.get("message_id")) == str(picture.message_id)]
    assert [call.outcome for call in touching if call.outcome != "accepted"] == []
