"""/audit: a week typed, tapped or as planned; read back, judged worst first; its change made in the plan (M13)."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

import pytest

from bot.coaching import weeks
from bot.coaching.people import Dialogue
from rules.days import in_order
from rules.plan import Week
from rules.sessions import SessionType
from tests.handlers.town import Resident, tap_through

MINE = "Mon 19:00 squats 60 heavy\ntue 6:30 intervals 30\nsat long run 90"


async def week_of(resident: Resident) -> Week:
    person = await resident.known()
    async with resident.town.storage.look() as unit:
        state = await unit.training.state(person.id)
        week = await unit.training.week(person.id, state.start) if state else None
    assert week is not None
    return week


async def dialogue(resident: Resident) -> Dialogue | None:
    person = await resident.known()
    async with resident.town.storage.look() as unit:
        return await unit.dialogues.get(person.id, resident.town.clock.now())


def plain(text: str) -> str:
    return text.replace("\xa0", " ")


async def test_a_typed_week_is_read_back_and_judged_worst_first(ada: Resident) -> None:
    home = await ada.says("/audit")
    assert home.labels == ("Check my Tandem plan", "Type my week", "Tap my week", "‹ Back")
    assert (await ada.taps("Type my week")).text.startswith("Write your usual week, a line a day")
    back = await ada.says(MINE)
    assert plain(back.text).startswith(
        "Your week: 3 sessions, 3 h. Right?\nMon 19:00 lower body strength, heavy"
    )
    assert "Sat 18:00? long run, 90 min" in plain(back.text)
    result = await ada.taps("Check it")
    assert result.message_id == back.message_id
    lines = plain(result.text).splitlines()
    assert lines[0].startswith("Week check: ")
    assert lines[2].startswith("Fix: Mon 19:00, Tue 06:30: 11 h")
    assert any(line.startswith("Smallest change: ") for line in lines)
    assert "Interference score " in result.text
    assert await dialogue(ada) is None


@pytest.mark.parametrize(
    "text",
    [
        "Mo 19 Uhr Kniebeugen schwer 60\nDi 6:30 Intervalle 30\nSa langer Lauf 90",
        "lun 19h sentadillas pesadas 60\nmar 6:30 intervalos 30\nsáb carrera larga 90",
    ],
)
async def test_other_languages_mean_the_same_week(ada: Resident, text: str) -> None:
    english = await ada.says(f"/audit {MINE}")
    await ada.says("/cancel")
    theirs = await ada.says(f"/audit {text}")
    assert theirs.text == english.text


async def test_what_is_unclear_is_asked_kindly_and_the_rest_stands(ada: Resident) -> None:
    await ada.says("/audit")
    await ada.taps("Type my week")
    seen = await ada.says("Mon 19:00 squats 60 heavy\nwed something odd")
    assert "Your week: 1 session" in seen.text
    assert "I could not read this line: “\u2068wed something odd\u2069”." in seen.text
    again = await ada.says("wed run 40")
    assert "Your week: 2 sessions" in again.text
    assert "could not read" not in again.text


async def test_moving_comes_before_making_anything_easier(ada: Resident) -> None:
    """Within her own times only a lighter Monday would do; another hour takes nothing away."""
    text = "Mon 19:00 squats 60 heavy\ntue 6:30 intervals 30\nwed, fri evening bench 50\nsat long run 60"
    await ada.says(f"/audit {text}")
    result = await ada.taps("Check it")
    change = next(line for line in result.text.splitlines() if line.startswith("Smallest change"))
    assert change == "Smallest change: Monday: lower body strength at 06:30 instead of 19:00."


async def test_a_line_sent_again_replaces_what_it_is_about(ada: Resident) -> None:
    await ada.says(f"/audit {MINE}")
    seen = await ada.says("Mon 7:00 upper body 45")
    assert "Mon 07:00 upper body strength, 45 min\nTue" in plain(seen.text)
    seen = await ada.says("Mon 18:00 run 30")
    assert "Mon 07:00 upper body strength, 45 min; 18:00 easy run, 30 min\nTue" in plain(seen.text)
    cleared = await ada.says("Monday rest")
    assert "Mon" not in cleared.text


async def test_a_week_is_tapped_day_by_day_in_one_message(ada: Resident) -> None:
    await ada.says("/audit")
    sent = len(ada.new_messages())
    await ada.taps("Tap my week")
    assert (await ada.taps("Mon")).text.startswith("Monday: rest so far")
    await tap_through(ada, ("Lower body", "Heavy", "45 min", "Evening"))
    day = await tap_through(ada, ("Easy run", "20 min"))
    assert "18:00 lower body strength, heavy, 45 min; 18:45 easy run, 20 min" in plain(day.text)
    await tap_through(ada, ("Tuesday ›", "Intervals", "Morning"))
    week = await ada.taps("‹ The whole week")
    assert plain(week.text).startswith("Your week: 3 sessions, 89 min. Right?")
    result = await tap_through(ada, ("Easy pace: I can talk", "Check it"))
    assert result.text.startswith("Week check: ")
    assert "can't talk" in result.text
    assert len(ada.new_messages()) == sent


async def test_a_second_tap_on_add_adds_nothing(ada: Resident) -> None:
    await ada.says("/audit")
    await tap_through(ada, ("Tap my week", "Mon"))
    data = next(b.data for row in ada.phone.last().buttons for b in row if b.text == "Lower body")
    assert data is not None
    await ada.forges(data)
    seen = await ada.forges(data)
    assert seen.text.startswith("Monday: 1 session")


async def test_the_draft_survives_a_restart_and_a_command_leaves_it(ada: Resident) -> None:
    await ada.says(f"/audit {MINE}")
    key = next(b.data for row in ada.phone.last().buttons for b in row if b.text == "Check it")
    assert key is not None
    left = await ada.says("/week")
    assert left.text.endswith("The week you were telling is not kept; /audit begins again.")
    seen = await ada.forges(key)
    assert seen.text.startswith("Check a week")
    assert ada.toast.startswith("That button is from an older message.")


async def test_an_old_button_shows_the_week_as_it_stands(ada: Resident) -> None:
    await ada.says(f"/audit {MINE}")
    old = next(b.data for row in ada.phone.last().buttons for b in row if b.text == "Begin again")
    assert old is not None
    await ada.says("/audit")
    await ada.taps("Tap my week")
    await tap_through(ada, ("Wed", "Upper body"))
    seen = await ada.forges(old)
    assert seen.text.startswith("Your week: 1 session")


async def test_words_that_are_no_week_are_read_as_a_log(ada: Resident) -> None:
    await ada.says("/audit")
    await ada.taps("Type my week")
    assert (await ada.says("squat 3x5 100")).text.startswith("I read 1 entry for today")


async def test_the_plan_is_checked_with_one_tap_and_is_well(ada: Resident) -> None:
    await ada.says("/audit")
    seen = await ada.taps("Check my Tandem plan")
    assert seen.text.startswith("Plan check: ")
    assert ", 0 to fix" in seen.text.splitlines()[0]
    assert "Make the swap" not in seen.labels
    assert (await ada.taps("Why?")).text.startswith("Why the check says that")
    assert (await ada.taps("‹ Back")).text == seen.text


async def out_of_order(resident: Resident) -> Week:
    """Wednesday's intervals come before its lift, as can happen after a late finish."""
    week, person = await week_of(resident), await resident.known()
    sessions = tuple(
        replace(s, start=time(17, 30)) if s.type is SessionType.HIIT else s for s in week.sessions
    )
    async with resident.town.storage.unit() as unit:
        wrong = replace(week, sessions=in_order(sessions))
        await weeks.save(unit, person, wrong, "test", resident.town.clock.now())
    return await week_of(resident)


async def test_a_change_that_fits_the_plan_is_made_with_one_tap_and_undone(ada: Resident) -> None:
    wrong = await out_of_order(ada)
    await ada.says("/audit")
    result = await ada.taps("Check my Tandem plan")
    assert "1 to fix" in result.text.splitlines()[0]
    assert result.labels[:2] == ("Make the swap", "Show me first")
    shown = await ada.taps("Show me first")
    assert "It fits your plan" in shown.text
    done = await ada.taps("Make the swap")
    assert done.message_id == result.message_id
    assert done.text.startswith("Changed in your plan")
    mended = await week_of(ada)
    assert mended != wrong
    await ada.taps("Undo")
    assert (await week_of(ada)).sessions == wrong.sessions


async def test_a_swap_whose_day_has_gone_by_is_not_made(ada: Resident) -> None:
    wrong = await out_of_order(ada)
    await ada.says("/audit")
    result = await ada.taps("Check my Tandem plan")
    ada.town.clock.advance(timedelta(days=4))
    seen = await ada.taps("Make the swap")
    assert seen.message_id == result.message_id
    assert seen.text.startswith("Plan check: ")
    assert "Make the swap" not in seen.labels
    assert (await week_of(ada)).sessions == wrong.sessions


async def test_what_the_plan_has_not_is_planned_at_the_mended_times(ada: Resident) -> None:
    """The told intervals stand on a day on which the plan has none; the plan takes days and times instead."""
    before = await week_of(ada)
    await ada.says(
        "/audit Mon 19:00 squats 60 heavy\nTue 6:00 intervals 30\nWed 19:30 upper body 60\nFri 19:30 full body 60"
    )
    result = await ada.taps("Check it")
    assert "Make the swap" not in result.labels
    shown = await ada.taps("Plan on these times")
    assert shown.text.startswith("Your plan on these days and times")
    assert "Wed 19:30" in plain(shown.text)
    assert await week_of(ada) == before
    done = await ada.taps("Change the plan")
    assert done.text.startswith("Changed, from tomorrow on")
    after = await week_of(ada)
    assert min(s.start for s in after.sessions if s.day == 2) == time(19, 30)
    assert [s for s in after.sessions if s.day == 0] == [s for s in before.sessions if s.day == 0]


async def test_as_text_and_as_a_file_say_the_same(ada: Resident) -> None:
    await ada.says(f"/audit {MINE}")
    await ada.taps("Check it")
    text = await ada.taps("As text")
    await ada.taps("Send as file")
    sent = ada.new_messages()[-1]
    assert sent.method.lower() == "senddocument"
    assert "Monday: 19:00 lower body strength, heavy" in text.text


async def test_a_result_stays_usable_after_other_screens(ada: Resident) -> None:
    await ada.says(f"/audit {MINE}")
    result = await ada.taps("Check it")
    await ada.says("/today")
    seen = await ada.taps_exactly("Show me first", result.message_id)
    assert "change" in seen.text.splitlines()[0]
    home = await ada.says("/audit")
    assert "Change the week I told last" in home.labels
    assert (await ada.taps("Change the week I told last")).text.startswith("Your week: 3 sessions")


async def test_the_draft_lasts_for_days(ada: Resident) -> None:
    await ada.says(f"/audit {MINE}")
    ada.town.clock.advance(timedelta(days=2))
    assert (await ada.taps("Check it")).text.startswith("Week check: ")
