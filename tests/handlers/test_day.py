"""Today made to fit: easier, short, moved, skipped, and each of it taken back by one tap."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from bot.coaching import days
from bot.simulator.core.view import Seen
from rules.plan import Week
from rules.sessions import SessionType, note
from tests.handlers.conftest import MONDAY_0700
from tests.handlers.town import Resident, tap_through

MONDAY = MONDAY_0700.date()


def words(seen: Seen) -> str:
    """Its text with plain spaces."""
    return re.sub(r"\s+", " ", seen.text)


async def week_of(resident: Resident) -> Week:
    person = await resident.known()
    async with resident.town.storage.look() as unit:
        found = await unit.training.week(person.id, MONDAY)
    assert found is not None
    return found


@pytest.mark.parametrize("wish", ["Easier", "30 min", "15 min", "Very hot, or bad air"])
async def test_one_undo_takes_a_lighter_day_back_whole(ada: Resident, wish: str) -> None:
    planned = await week_of(ada)
    await ada.says("/today")
    await ada.taps("Easier")
    await ada.taps(wish)
    assert await week_of(ada) != planned
    await ada.taps("Undo")
    assert ada.toast == "Undone."
    assert await week_of(ada) == planned


async def test_on_a_very_hot_day_cardio_is_easy_by_effort_and_shorter(ada: Resident) -> None:
    """F-80: shown before it applies, for that day only."""
    planned = await week_of(ada)
    await ada.goes_to("2027-03-10 09:00")
    await ada.says("too hot for this today")
    asked = await ada.taps("Easier")
    assert "Very hot, or bad air: Light upper body and core, 20 min, then easy bike, 15 min, by" in words(
        asked
    )
    assert await week_of(ada) == planned

    told = await ada.taps("Very hot, or bad air")

    assert "Heat or bad air: easy instead of the planned 20 min, or do those indoors." in words(told)
    was, now = ({s.id: s for s in week.sessions} for week in (planned, await week_of(ada)))
    lift, ride = (now[i] for i in was if was[i] != now[i])
    assert lift.order_note == note("order.lift_then_easy", minutes=15)
    assert (ride.type, ride.intervals, "F-80" in ride.rule_ids) == (SessionType.EASY, None, True)
    person = await ada.known()
    async with ada.town.storage.look() as unit:
        standing = await days.standing(unit, person, MONDAY)
    assert standing is not None
    assert standing.planned == planned


async def test_the_order_line_is_that_of_the_day_as_it_is_now(ada: Resident) -> None:
    """H-10: easier, the intervals are none; moved, nothing follows the lift."""
    await ada.goes_to("2027-03-10 09:00")
    assert "then the intervals" in words(await ada.says("/today"))
    await tap_through(ada, ("Easier", "Easier", "Today"))
    eased = words(ada.phone.last())
    assert "then the easy 20 min" in eased
    assert "then the intervals" not in eased
    await tap_through(ada, ("Move", "Thursday", "This week", "Today"))
    assert "Lift first" not in words(ada.phone.last())


async def test_heat_once_said_is_not_offered_again_and_changes_no_lift(ada: Resident) -> None:
    await ada.says("/today")
    await tap_through(ada, ("Easier", "Very hot, or bad air", "Today"))
    assert "Very hot, or bad air" not in (await ada.taps("Easier")).labels
    await ada.goes_to("2027-03-08 17:01")
    await tap_through(ada, ("Skip", "Skip only: finisher", "Weather"))
    await ada.says("/today")
    assert "Very hot, or bad air" not in (await ada.taps("Easier")).labels


async def test_an_undo_tapped_twice_changes_nothing_more(ada: Resident) -> None:
    planned = await week_of(ada)
    await ada.says("/today")
    await ada.taps("Easier")
    screen = await ada.taps("15 min")
    data = next(b.data for row in screen.buttons for b in row if b.text == "Undo")
    assert data is not None
    await ada.forges(data)
    await ada.forges(data)
    assert ada.toast == "There is nothing to undo."
    assert await week_of(ada) == planned


async def statuses(resident: Resident) -> list[str]:
    """What each session of the week is logged as, in order of time; empty where nothing is."""
    person = await resident.known()
    async with resident.town.storage.look() as unit:
        standing = await days.standing(unit, person, MONDAY)
    assert standing is not None
    return [item.checkin.status.value if item.checkin else "" for item in standing.items]


@pytest.mark.parametrize(
    ("day", "name", "logged"),
    [
        ("2027-03-08", "Skip full body strength?", ["skipped", "skipped", "", "", "", ""]),
        ("2027-03-10", "Skip light upper body and core?", ["", "", "skipped", "skipped", "", ""]),
    ],
)
async def test_a_skip_goes_for_all_of_a_training_time_and_undo_takes_it_back(
    ada: Resident, day: str, name: str, logged: list[str]
) -> None:
    await ada.goes_to(f"{day} 17:01")
    asked = await ada.taps("Skip")
    assert asked.text.startswith(name)
    assert "What follows it goes too" in asked.text
    await ada.taps("No time")
    assert await statuses(ada) == logged
    await ada.taps("Undo")
    assert await statuses(ada) == [""] * 6


async def test_the_command_undo_takes_back_what_was_done_last(ada: Resident) -> None:
    planned = await week_of(ada)
    await ada.says("/move")
    await ada.taps("Tuesday, 18:00")
    await ada.says("/today")
    assert "Undo" not in ada.phone.last().labels
    ada.town.clock.advance(timedelta(days=1))
    await ada.says("/skip")
    await ada.taps("No time")
    assert "skipped" in await statuses(ada)
    assert "Undo" in (await ada.says("/today")).labels
    assert (await ada.says("/undo")).text.endswith("Undone.")
    assert await statuses(ada) == [""] * 5
    await ada.says("/undo")
    assert await week_of(ada) == planned


async def test_only_what_follows_can_be_skipped(ada: Resident) -> None:
    await ada.goes_to("2027-03-08 17:01")
    await tap_through(ada, ("Skip", "Skip only: finisher", "Tired"))
    assert await statuses(ada) == ["", "skipped", "", "", "", ""]
    await tap_through(ada, ("Undo",))
    assert await statuses(ada) == [""] * 6


async def test_undoing_a_skip_leaves_what_was_done(ada: Resident) -> None:
    await ada.goes_to("2027-03-08 17:01")
    await tap_through(ada, ("Skip", "Skip only: finisher", "Tired"))
    await ada.says("/today")
    await tap_through(ada, ("Done", "5–6 steady"))
    assert await statuses(ada) == ["done", "skipped", "", "", "", ""]
    await ada.taps("Undo")
    assert await statuses(ada) == ["", "skipped", "", "", "", ""]


async def test_nobody_is_asked_about_the_finisher_of_a_skipped_lift(ada: Resident) -> None:
    await ada.goes_to("2027-03-08 17:01")
    await tap_through(ada, ("Skip", "No time"))
    before = len(ada.new_messages())
    await ada.goes_to("2027-03-09 12:00")
    assert len(ada.new_messages()) == before


async def test_a_session_may_go_to_a_day_without_training_times(ada: Resident) -> None:
    """Mon, Wed and Fri are taken: all that Move could offer are the days between them (ux M9)."""
    await ada.says("/move")
    moved = await ada.taps("Tuesday, 18:00")
    assert moved.text.startswith("Moved")
    assert [s.day for s in (await week_of(ada)).sessions if s.is_strength] == [1, 2, 4]
    await ada.taps("Undo")
    assert [s.day for s in (await week_of(ada)).sessions if s.is_strength] == [0, 2, 4]


async def test_intervals_move_rather_than_the_light_lifting_before_them(ada: Resident) -> None:
    await ada.goes_to("2027-03-10 17:01")
    asked = await ada.taps("Move")
    assert asked.text.startswith("Move bike intervals (Wed) to")
    assert "Move instead: light upper" in asked.labels


async def test_a_week_has_a_line_for_every_session_it_counts(ada: Resident) -> None:
    shown = (await ada.says("/week")).text
    lines = re.findall(r"^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) .*", shown, re.MULTILINE)
    assert f"0 of {len(lines)} sessions done" in shown
    assert (
        sum(" then " in line.partition(",")[0] for line in lines) == 1
    )  # the intervals after Wednesday's lifting


@pytest.mark.parametrize("typed", [False, True])
async def test_a_skipped_session_moves_to_any_free_day(ada: Resident, typed: bool) -> None:
    if typed:
        await ada.says("skipped, no time")
        skipped = await ada.taps("Save")
    else:
        await ada.says("/skip")
        skipped = await ada.taps("No time")
    assert skipped.text.startswith("Skipped: full body strength")
    offered = await ada.taps("Move it instead")
    assert "Tuesday, 18:00" in offered.labels
    await ada.taps("Tuesday, 18:00")
    assert await statuses(ada) == [""] * 5
    assert {s.day for s in (await week_of(ada)).sessions if s.is_strength} == {1, 2, 4}


async def test_a_moved_lift_says_that_its_finisher_stays_out(ada: Resident) -> None:
    finisher = next(s for s in (await week_of(ada)).sessions if s.day == 0 and not s.is_strength)
    offered = await ada.says("/move")
    told = f"Without its finisher: easy bike, {finisher.minutes} min."
    assert told in offered.text.replace("\xa0", " ")
    moved = await ada.taps("Tuesday, 18:00")
    assert told in moved.text.replace("\xa0", " ")
    assert finisher.id not in {s.id for s in (await week_of(ada)).sessions}


async def test_a_stale_button_says_what_is_shown(ada: Resident) -> None:
    await ada.says("/today")
    stale = await ada.forges("1|log|20200106-1|done")
    assert ada.toast == "That session is logged already, or no longer in the plan. This can be logged."
    assert stale.text.startswith("What did you do?")
    stale = await ada.forges("1|day|20200106-1|skip")
    assert ada.toast == "That session is logged already, or no longer in the plan. Here is today."
    assert stale.text.startswith("Monday 8 Mar: 1 session")
