"""/deload: a lighter week on request, shown first, one tap, with undo; refused where it would do no good (D-06)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.coaching import weeks
from rules.plan import PhaseName, Week
from rules.state import TrainingState
from tests.handlers.town import Resident, tap_through


async def held(resident: Resident) -> tuple[TrainingState, Week]:
    person = await resident.known()
    async with resident.town.storage.look() as unit:
        state = await unit.training.state(person.id)
        week = await unit.training.week(person.id, date(2027, 3, 8))
    assert state is not None
    assert week is not None
    return state, week


async def store(resident: Resident, week: Week) -> None:
    person = await resident.known()
    async with resident.town.storage.unit() as unit:
        await weeks.save(unit, person, week, "test", resident.town.clock.now())


def sets(week: Week) -> int:
    return sum(e.sets for s in week.sessions for e in s.exercises)


def load(week: Week) -> tuple[int, int]:
    return sets(week), sum(s.minutes for s in week.sessions)


async def test_looking_changes_nothing_and_one_tap_makes_it_lighter(ada: Resident) -> None:
    _, before = await held(ada)
    shown = await ada.says("/deload")
    assert shown.text.startswith("A lighter week: ")
    assert "From Monday 8 Mar on:" in shown.text
    assert (await held(ada))[1] == before
    done = await ada.taps("Make this week lighter")
    assert done.message_id == shown.message_id
    assert done.text.startswith("Lighter from Monday 8 Mar on")
    state, after = await held(ada)
    assert after.deload
    assert state.lighter_week == date(2027, 3, 8)
    assert load(after) < load(before)
    assert sets(after) <= 0.6 * sets(before)


async def test_undo_brings_the_week_back_and_it_stays_back(ada: Resident) -> None:
    _, before = await held(ada)
    await ada.says("/deload")
    await tap_through(ada, ("Make this week lighter", "Undo"))
    state, week = await held(ada)
    assert (week.sessions, week.deload, state.lighter_week) == (before.sessions, False, None)


async def test_it_stays_lighter_when_the_rest_of_the_week_is_planned_anew(ada: Resident) -> None:
    await ada.says("/deload")
    await ada.taps("Make this week lighter")
    await ada.says("/whatif")
    await tap_through(ada, ("A day more", "Saturday too", "Change it from tomorrow"))
    _, week = await held(ada)
    assert week.deload
    assert 5 in {s.day for s in week.sessions}


async def test_it_is_one_week_only_and_the_next_is_not_lighter(ada: Resident) -> None:
    await ada.says("/deload")
    await ada.taps("Make this week lighter")
    await ada.goes_to("2027-03-15 07:00")
    person = await ada.known()
    async with ada.town.storage.look() as unit:
        week = await unit.training.week(person.id, date(2027, 3, 15))
    assert week is not None
    assert not week.deload
    refused = await ada.says("/deload")
    assert refused.text.startswith("No lighter week right now\nYour last lighter week was 1 week ago.")


async def test_twice_is_refused_and_an_old_button_says_how_it_stands(ada: Resident) -> None:
    await ada.says("/deload")
    await ada.taps("Make this week lighter")
    again = await ada.says("/deload")
    assert "This week is a lighter one already." in again.text
    assert "Make this week lighter" not in again.labels
    old = await ada.forges("1|deload|week|make")
    assert "This week is a lighter one already." in old.text


async def test_in_a_taper_it_is_refused_kindly(ada: Resident) -> None:
    _, week = await held(ada)
    await store(ada, replace(week, phase=PhaseName.TAPER))
    assert "Taper: the load comes down by itself now" in (await ada.says("/deload")).text


async def test_what_is_done_stays_and_the_rest_gets_lighter(ada: Resident) -> None:
    await ada.says("/today")
    await tap_through(ada, ("Done", "5–6 steady"))
    _, before = await held(ada)
    shown = await ada.says("/deload")
    assert "From Tuesday 9 Mar on:" in shown.text
    await ada.taps("Make this week lighter")
    _, after = await held(ada)
    assert [s for s in after.sessions if s.day == 0] == [s for s in before.sessions if s.day == 0]
    assert load(after) < load(before)


async def test_on_sunday_too_little_is_left(ada: Resident) -> None:
    await ada.goes_to("2027-03-14 12:00")
    assert "Too little of this week is left" in (await ada.says("/deload")).text
