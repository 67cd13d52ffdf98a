"""Warning signs: the hold at once, the two answers, and the ways back, whatever a person was doing (C-40 to C-44)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.coaching import days
from bot.coaching.days import Item
from bot.coaching.people import Status
from rules.sessions import SessionType
from rules.state import Standing, TrainingState
from tests.handlers.town import Resident, tap_through

RED1 = "chest pain during the squats"
RED2 = "my calf is swollen and warm, calf pain"
SOON = "numbness in my left leg"


async def state_of(resident: Resident) -> TrainingState:
    person = await resident.known()
    async with resident.town.storage.look() as unit:
        found = await unit.training.state(person.id)
    assert found is not None
    return found


async def items_on(resident: Resident, day: str) -> tuple[Item, ...]:
    person = await resident.known()
    async with resident.town.storage.look() as unit:
        standing = await days.standing(unit, person, date.fromisoformat(day))
    return standing.on(date.fromisoformat(day)) if standing else ()


async def status(resident: Resident) -> Status:
    return (await resident.known()).status


@pytest.mark.parametrize("text", [RED1, f"squat 3x5 100, {RED1}", f"/log {RED1}", "ICH HABE BRUSTSCHMERZEN"])
async def test_an_emergency_stops_everything_before_anything_else(ada: Resident, text: str) -> None:
    await ada.says("/today")
    shown = await ada.says(text)
    assert shown.text.startswith("Stop training now")
    assert shown.labels == ("It was that", "No, I meant something else")
    assert await status(ada) is Status.HOLD_MEDICAL
    before = len(ada.new_messages())
    await ada.goes_to("2027-03-12 22:00")
    assert len(ada.new_messages()) == before


async def test_until_answered_the_hold_stands(ada: Resident) -> None:
    await ada.says(RED1)
    for text in ("/today", "/week", "/start", "squat 3x5 100"):
        assert (await ada.says(text)).text.startswith("Your training is on hold")


async def test_a_false_alarm_clears_with_one_tap_and_changes_nothing(ada: Resident) -> None:
    planned = await state_of(ada)
    await ada.says(RED1)
    shown = await ada.taps("No, I meant something else")
    assert shown.text.startswith("Good, everything as before")
    assert await status(ada) is Status.ACTIVE
    assert await state_of(ada) == planned
    await ada.goes_to("2027-03-08 17:01")
    assert ada.phone.last().text.startswith("Today 18:00")


async def test_it_was_that_holds_until_a_doctors_word_then_four_light_weeks(ada: Resident) -> None:
    await ada.says(RED1)
    assert (await ada.taps("It was that")).text.startswith("Your training is on hold")
    assert (await state_of(ada)).screening.standing is Standing.HOLD_MEDICAL
    await ada.goes_to("2027-04-05 08:00")
    await tap_through(ada, ("A doctor has cleared me", "No heavy lifting", "This month"))
    assert await status(ada) is Status.ACTIVE
    screening = (await state_of(ada)).screening
    assert (screening.standing, screening.limits) == (Standing.LIGHT, frozenset({"no_heavy"}))
    planned = await items_on(ada, "2027-04-05")
    assert planned
    assert all(i.session.type is not SessionType.HIIT for i in planned)


async def test_weeks_on_hold_count_against_nobody(ada: Resident) -> None:
    await ada.says(RED1)
    await ada.taps("It was that")
    await ada.goes_to("2027-03-16 08:00")
    await tap_through(ada, ("A doctor has cleared me", "This month"))
    person = await ada.known()
    async with ada.town.storage.look() as unit:
        review = await unit.training.review(person.id, date(2027, 3, 8))
    assert review is not None
    assert review.metrics.adherence == 1.0


@pytest.mark.parametrize("way_back", [("A doctor has cleared me", "This month"), ("It was a false alarm",)])
async def test_after_weeks_on_hold_the_plan_stands_in_the_present_week(
    ada: Resident, way_back: tuple[str, ...]
) -> None:
    await ada.says(RED1)
    await ada.taps("It was that")
    await ada.goes_to("2027-04-01 08:00")
    await tap_through(ada, way_back)

    state, this_monday = await state_of(ada), date(2027, 3, 29)
    assert state.start + timedelta(weeks=state.week_number - 1) == this_monday
    person = await ada.known()
    async with ada.town.storage.look() as unit:
        week = await unit.training.week(person.id, this_monday)
        skipped = [await unit.training.review(person.id, this_monday - timedelta(weeks=n)) for n in (1, 2, 3)]
    assert week is not None
    assert "return" in week.flags
    assert any(week.date_of(s) >= date(2027, 4, 1) for s in week.sessions)
    assert all(review is not None for review in skipped)


async def test_only_supervised_keeps_the_hold(ada: Resident) -> None:
    await ada.says(RED1)
    await tap_through(ada, ("It was that", "A doctor has cleared me", "Only supervised"))
    assert (await ada.taps("This month")).text.startswith("Your training is on hold")
    assert await status(ada) is Status.HOLD_MEDICAL


async def test_a_confirmed_flag_can_still_turn_out_false(ada: Resident) -> None:
    planned = await state_of(ada)
    await ada.says(RED1)
    await tap_through(ada, ("It was that", "It was a false alarm"))
    assert await status(ada) is Status.ACTIVE
    assert (await state_of(ada)).screening == planned.screening


async def test_what_a_clinician_should_see_soon_cancels_today_and_lightens_the_rest(ada: Resident) -> None:
    shown = await ada.says(SOON)
    assert shown.text.startswith("Stop, and have that looked at")
    shown = await ada.taps("It was that")
    assert shown.text.startswith("Have it looked at in 1 to 3 days")
    assert await status(ada) is Status.ACTIVE
    assert (await state_of(ada)).screening.standing is Standing.LIGHT
    assert all(i.checkin and i.checkin.excused for i in await items_on(ada, "2027-03-08"))
    rest = [*await items_on(ada, "2027-03-10"), *await items_on(ada, "2027-03-12")]
    assert rest
    assert all(i.session.type is not SessionType.HIIT for i in rest)
    await tap_through(ada, ("It was checked", "This month"))
    assert (await state_of(ada)).screening.standing is Standing.CLEAR


async def test_severe_pain_by_button_is_a_flag_and_a_false_alarm_leaves_no_trace(ada: Resident) -> None:
    await ada.says("/health")
    shown = await tap_through(ada, ("Pain somewhere", "Knee", "9"))
    assert shown.text.startswith("Stop, and have that looked at")
    assert await status(ada) is Status.HOLD_MEDICAL
    await ada.taps("No, I meant something else")
    person = await ada.known()
    async with ada.town.storage.look() as unit:
        assert await unit.training.checkins(person.id, date(2027, 3, 8), date(2027, 3, 8)) == []


async def test_something_felt_wrong_is_answered_at_once(ada: Resident) -> None:
    await ada.says("/health")
    shown = await ada.taps("Something felt wrong")
    assert "call your local emergency number" in shown.text
    assert (await ada.taps_exactly(shown.labels[0], shown.message_id)).text.startswith("Stop training now")


async def test_in_the_set_up_a_false_alarm_goes_on_with_it(anna: Resident) -> None:
    await anna.says("/start")
    await tap_through(anna, ("Agree and set up", "18–34"))
    await anna.says(RED1)
    assert (await anna.says("/start")).text.startswith("Your training is on hold")
    assert (await anna.forges("1|setup|screen|none")).text.startswith("Your training is on hold")
    shown = await tap_through(anna, ("It was a false alarm", "Go on"))
    assert shown.text.startswith("Step 2 of 8")
    assert await status(anna) is Status.SETTING_UP


async def test_in_the_set_up_an_emergency_holds_until_cleared_and_the_plan_begins_light(
    anna: Resident,
) -> None:
    await anna.says("/start")
    await tap_through(anna, ("Agree, quick", "18–34"))
    await anna.says(RED1)
    await anna.taps("It was that")
    assert (await anna.says("/start")).text.startswith("Your training is on hold")
    shown = await tap_through(anna, ("A doctor has cleared me", "This month"))
    assert "stay light" in shown.text
    await tap_through(anna, ("Go on with the set-up", "None of these", "Start this plan"))
    assert await status(anna) is Status.ACTIVE
    assert (await state_of(anna)).screening.standing is Standing.LIGHT


async def test_in_the_set_up_a_lesser_sign_makes_the_plan_light(anna: Resident) -> None:
    await anna.says("/start")
    await tap_through(anna, ("Agree, quick", "18–34"))
    await anna.says(SOON)
    shown = await anna.taps("It was that")
    assert "The plan will be a light one" in shown.text
    await tap_through(anna, ("Go on", "None of these", "Start this plan"))
    assert (await state_of(anna)).screening.standing is Standing.LIGHT


async def test_before_the_agreement_a_sign_is_answered_and_nothing_is_kept_of_it(anna: Resident) -> None:
    shown = await anna.says(RED1)
    assert shown.text.startswith("Stop training now")
    await anna.taps("No, I meant something else")
    assert (await anna.says("/start")).text.startswith("Strength and endurance, planned together")


@pytest.mark.parametrize(
    "data", ["1|safety|flag|other", "1|safety|flag|that", "1|safety|flag|x", "1|safety|when|9999"]
)
async def test_an_old_safety_button_changes_nothing(ada: Resident, data: str) -> None:
    planned = await state_of(ada)
    await ada.says("/today")
    await ada.forges(data)
    assert await status(ada) is Status.ACTIVE
    assert await state_of(ada) == planned
