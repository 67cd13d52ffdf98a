"""The set-up: how many taps it takes, what each health answer leads to, and that bad input changes nothing (C-20)."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from bot.coaching.people import Status
from bot.storage.tables import metadata
from rules.athlete import Goal
from rules.draft import Draft
from rules.sessions import SessionType
from rules.state import Standing, TrainingState
from tests.handlers.conftest import FIRST_BUTTONS
from tests.handlers.town import Resident, tap_through

AGREED = ("Agree and set up", "18–34")
HEALTHY = (*AGREED, "None of these")
REST = ("Both", "No event", "Mon, Wed, Fri", "Evening", "Not yet", "Not yet", "A full gym", "Yes, ")
EXPERIENCED = (
    *HEALTHY, "Both", "No event", "5 days", "Evening", "6 months to 3", "3", "6 months to 3", "About 120", "Running",
    "A full gym", "Yes, ", "Start this plan",
)  # fmt: skip


async def draft_of(resident: Resident) -> Draft | None:
    person = await resident.known()
    async with resident.town.storage.look() as unit:
        return await unit.training.draft(person.id)


async def state_of(resident: Resident) -> TrainingState:
    person = await resident.known()
    async with resident.town.storage.look() as unit:
        found = await unit.training.state(person.id)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("labels", "most"),
    [
        (FIRST_BUTTONS, 12),
        (("Agree, quick", "18–34", "None of these", "Start this plan"), 4),
        (EXPERIENCED, 16),
    ],
    ids=["first buttons", "quick", "experienced"],
)
async def test_the_set_up_takes_few_taps_no_typing_and_one_message(
    anna: Resident, labels: tuple[str, ...], most: int
) -> None:
    await anna.says("/start")
    shown = await tap_through(anna, labels)
    assert shown.text.startswith("This week, from Monday 8 Mar")
    assert shown.pinned
    assert len(anna.taps_made) <= most
    assert len(anna.new_messages()) <= 2
    assert (await anna.known()).status is Status.ACTIVE


async def test_the_first_button_of_every_step_makes_the_cautious_plan(anna: Resident) -> None:
    seen = await anna.says("/start")
    while "Start this plan" not in seen.labels:
        seen = await anna.taps_exactly(seen.labels[0], seen.message_id)
    await anna.taps_exactly("Start this plan", seen.message_id)
    assert len(anna.taps_made) == 12
    profile = (await state_of(anna)).profile
    assert (profile.strength_months, profile.endurance_months, profile.goal) == (0, 0, Goal.HYBRID)


async def test_every_tap_edits_the_one_message(anna: Resident) -> None:
    await anna.says("/start")
    for label in FIRST_BUTTONS:
        await anna.taps(label)
        assert len(anna.new_messages()) == 1


async def test_it_goes_on_after_a_week_where_it_was(anna: Resident) -> None:
    await anna.says("/start")
    await tap_through(anna, (*HEALTHY, "Build muscle", "Finish later"))
    await anna.goes_to("2027-03-15 09:00")
    assert (await anna.says("/start")).text.startswith("Step 4 of 8")


async def test_back_keeps_the_other_answers(anna: Resident) -> None:
    await anna.says("/start")
    shown = await tap_through(anna, (*HEALTHY, "Build muscle", "‹ Back"))
    assert shown.text.startswith("Step 3 of 8")
    draft = await draft_of(anna)
    assert draft is not None
    assert (draft.age_years, draft.answered) == (18, ("age", "screen"))


@pytest.mark.parametrize(
    ("statement", "words"),
    [("1", "heart condition"), ("2", "chest pain or pressure"), ("3", "fainting"), ("4", "supervision")],
)
async def test_a_blocking_answer_gives_no_plan_and_says_why(
    anna: Resident, statement: str, words: str
) -> None:
    await anna.says("/start")
    shown = await tap_through(anna, (*AGREED, statement, "These apply"))
    assert shown.text.startswith("First a doctor, then a plan")
    assert words in shown.text
    assert (await anna.known()).status is Status.HOLD_MEDICAL
    for command in ("/today", "/week", "/start", "squat 3x5 100"):
        assert (await anna.says(command)).text.startswith("First a doctor, then a plan")


async def test_a_doctors_word_opens_four_light_weeks_within_its_limits(anna: Resident) -> None:
    await anna.says("/start")
    await tap_through(anna, (*AGREED, "1", "These apply", "A doctor has cleared me"))
    shown = await anna.taps("No running")
    assert "Limit: No running" in shown.labels
    await tap_through(anna, ("1–3 months ago", *REST, "Start this plan"))
    screening = (await state_of(anna)).screening
    assert (screening.standing, screening.limits) == (Standing.LIGHT, frozenset({"no_running"}))
    assert screening.light_until is not None


async def test_only_supervised_keeps_the_hold(anna: Resident) -> None:
    await anna.says("/start")
    shown = await tap_through(
        anna, (*AGREED, "4", "These apply", "A doctor has cleared me", "Only supervised", "This month")
    )
    assert shown.text.startswith("First a doctor, then a plan")
    assert (await anna.known()).status is Status.HOLD_MEDICAL


async def test_a_statement_ticked_by_mistake_is_taken_back(anna: Resident) -> None:
    await anna.says("/start")
    shown = await tap_through(anna, (*AGREED, "2", "These apply", "I ticked it by mistake", "2: yes"))
    assert shown.text.startswith("Step 2 of 8")
    assert (await anna.taps("None of these")).text.startswith("Step 3 of 8")
    assert (await anna.known()).status is Status.SETTING_UP


@pytest.mark.parametrize("statement", ["5", "6"])
async def test_a_lasting_condition_makes_a_light_plan(anna: Resident, statement: str) -> None:
    await anna.says("/start")
    await tap_through(anna, (*AGREED, statement, "These apply", *REST, "Start this plan"))
    assert (await state_of(anna)).screening.standing is Standing.LIGHT
    person = await anna.known()
    async with anna.town.storage.look() as unit:
        week = await unit.training.week(person.id, (await state_of(anna)).start)
    assert week is not None
    assert all(s.type not in (SessionType.HIIT, SessionType.TEMPO) for s in week.sessions)
    assert all(s.minutes <= 30 for s in week.sessions if s.is_cardio)
    assert all((s.rir or 0) >= 4 for s in week.sessions if s.is_strength)


async def test_pregnant_people_are_sent_to_their_midwife_and_can_come_back(anna: Resident) -> None:
    await anna.says("/start")
    shown = await tap_through(anna, (*AGREED, "7", "These apply", "I'm pregnant"))
    assert shown.text.startswith("This plan belongs with your midwife")
    assert (await anna.known()).status is Status.HOLD_PREGNANCY
    shown = await tap_through(anna, ("My baby is born", "Birth up to 12 weeks ago"))
    assert "first 12 weeks after a birth" in shown.text
    shown = await tap_through(
        anna, ("It is 3 months or more now", "Birth 3 to 12 months ago", "I have been cleared")
    )
    assert shown.text.startswith("Step 3 of 8")
    await tap_through(anna, (*REST, "Start this plan"))
    screening = (await state_of(anna)).screening
    assert screening.standing is Standing.CLEAR
    assert screening.postpartum_until is not None


@pytest.mark.parametrize("how", ["tapped", "typed"])
async def test_of_someone_under_18_nothing_is_kept(anna: Resident, how: str) -> None:
    await anna.says("/start")
    await anna.taps("Agree and set up")
    shown = await (anna.taps("Under 18") if how == "tapped" else anna.says("17"))
    assert shown.text.startswith("I coach adults only")
    assert "qualified coach" in shown.text
    async with anna.town.storage.look() as unit:
        assert await unit.people.by_telegram(anna.phone.user_id) is None
    assert await rows_about(anna) == {}
    assert await anna.readable_updates() == []


async def rows_about(resident: Resident) -> dict[str, int]:
    """Tables that still hold a row of a person, and how many; the refusal itself belongs to nobody."""
    found: dict[str, int] = {}
    async with resident.town.storage.connection() as connection:
        for table in metadata.sorted_tables:
            if "person_id" in table.c:
                count = select(func.count()).select_from(table).where(table.c.person_id.is_not(None))
                found[table.name] = (await connection.execute(count)).scalar_one()
    return {name: count for name, count in found.items() if count}


async def test_an_old_button_does_not_end_a_plan(ada: Resident) -> None:
    await ada.says("/today")
    await ada.forges("1|setup|age|17")
    assert (await ada.known()).status is Status.ACTIVE
    await ada.says("/plan")
    await ada.taps("Days")
    await ada.forges("1|setup|age|17")
    assert (await ada.known()).status is Status.ACTIVE


async def test_nothing_is_kept_before_the_agreement(anna: Resident) -> None:
    await anna.says("/start")
    for data in ("1|setup|age|18", "1|setup|plan|start", "1|setup|days|mwf"):
        assert (await anna.forges(data)).text.startswith("Strength and endurance, planned together")
    assert await draft_of(anna) is None


async def test_a_plan_cannot_be_started_before_the_last_answer(anna: Resident) -> None:
    await anna.says("/start")
    await tap_through(anna, AGREED)
    assert (await anna.forges("1|setup|plan|start")).text.startswith("Step 2 of 8")
    assert (await anna.known()).status is Status.SETTING_UP


async def test_the_days_of_somebody_with_two_windows_begin_when_they_say(anna: Resident) -> None:
    """A solicitor at six and over lunch (G03): by a button, or both times typed."""
    await anna.says("/start")
    await tap_through(anna, (*HEALTHY, "Both", "No event", *["Mon: 0", "Mon: 1", "Thu: 0"], "Next"))
    shown = await anna.taps("06:30 + 12:30")
    assert "Days with two sessions: 06:30 and 12:30" in shown.text
    shown = await anna.says("12.00 and 6:00")
    assert "Days with two sessions: 06:00 and 12:00" in shown.text
    await tap_through(anna, ("Evening", "Not yet", "Not yet", "A full gym", "Yes, ", "Start this plan"))
    availability = (await state_of(anna)).profile.availability
    assert [f"{window.start:%H:%M}" for window in availability[0]] == ["06:00", "12:00"]
    assert [f"{window.start:%H:%M}" for window in availability[3]] == ["18:00"]
    await anna.says("/plan")
    assert "06:00 and 12:00" in (await tap_through(anna, ("Time and length",))).text


async def test_two_times_too_close_for_two_sessions_are_asked_again(anna: Resident) -> None:
    await anna.says("/start")
    await tap_through(anna, (*HEALTHY, "Both", "No event", "Mon: 0", "Mon: 1", "Next"))
    shown = await anna.says("6:00 and 6:10")
    assert "06:30 and 18:00" in shown.text
    assert (await draft_of(anna) or Draft()).two == Draft().two


@pytest.mark.parametrize("typed", ["Mon-Sat", "Mon to Sat", "Montag bis Samstag"])
async def test_a_typed_range_of_days_is_a_whole_range(anna: Resident, typed: str) -> None:
    await anna.says("/start")
    await tap_through(anna, (*HEALTHY, "Both", "No event"))
    await anna.says(typed)
    assert (await draft_of(anna) or Draft()).days == (1, 1, 1, 1, 1, 1, 0)


async def test_a_time_typed_in_a_sentence_is_read(anna: Resident) -> None:
    await anna.says("/start")
    await tap_through(anna, (*HEALTHY, "Both", "No event", "Mon, Wed, Fri"))
    assert "Now: 18:30" in (await anna.says("abends 18.30")).text


async def test_a_show_and_a_marathon_half_a_year_later_are_both_planned(anna: Resident) -> None:
    """Two events (C-10, G01): the second from the preview, and no other answer given anew loses it."""
    await anna.says("/start")
    await tap_through(anna, (*HEALTHY, "Both", "Physique"))
    await anna.says("2027-06-26")
    shown = await tap_through(
        anna,
        (
            "Mon, Wed, Fri",
            "Evening",
            "Not yet",
            "Not yet",
            "A full gym",
            "Yes, ",
            "Another event",
            "Marathon",
        ),
    )
    assert shown.text.startswith("Step 4 of 8: which month?")
    shown = await anna.says("24 October 2027")
    assert "Another event" not in shown.labels
    await anna.taps("Start this plan")
    await anna.says("/plan")
    await tap_through(anna, ("Goal", "Health", "Change the plan"))
    events = (await state_of(anna)).profile.events
    assert [(e.type.value, e.date.isoformat()) for e in events] == [
        ("physique", "2027-06-26"),
        ("marathon", "2027-10-24"),
    ]


async def test_a_second_event_can_be_added_to_a_running_plan(anna: Resident) -> None:
    await anna.says("/start")
    await tap_through(anna, (*HEALTHY, "Both", "5 km"))
    await anna.says("2027-06-26")
    await tap_through(anna, (*REST[2:], "Start this plan"))
    await anna.says("/plan")
    await tap_through(anna, ("Another event", "Marathon"))
    await anna.says("24 October 2027")
    await anna.taps("Change the plan")
    assert [e.date.month for e in (await state_of(anna)).profile.events] == [6, 10]


async def test_before_the_first_monday_the_week_to_come_is_shown(anna: Resident) -> None:
    await anna.goes_to("2027-03-14 20:14")
    await anna.says("/start")
    await tap_through(anna, (*HEALTHY, *REST, "Start this plan"))
    assert (await anna.says("/week")).text.startswith("Week of 15 Mar")
    assert "protein" in (await anna.says("/nutrition")).text
