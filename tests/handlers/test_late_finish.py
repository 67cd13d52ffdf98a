"""The gap keeper as an athlete lives it: a late finish moves tonight's session, asks, or leaves it (G-60, G38)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.coaching import days, weeks
from rules.athlete import Mode
from rules.briefing import reordered
from rules.plan import Week
from rules.sessions import Intervals, Row, Session, SessionType
from tests.handlers.conftest import AFTER_THE_SETUP, LONDON, config_in, newcomer
from tests.handlers.town import Resident, tap_through, town

MONDAY = date(2027, 3, 8)
LIFT = Session("20270308-1", 0, time(6), 50, SessionType.UPPER)
RIDE = Session(
    "20270308-2", 0, time(18), 24, SessionType.HIIT, Mode.BIKE, intervals=8, work=Intervals(8, 30, 90, 5, 3)
)
ARMS = Session("20270308-3", 2, time(18), 60, SessionType.UPPER)
RUN = Session("20270308-4", 3, time(18), 30, SessionType.EASY, Mode.RUN)
HEAVY = Session("20270308-5", 6, time(18), 60, SessionType.LOWER, row=Row.HEAVY, heavy=True)
SPRINTS = Session(
    "20270315-1", 0, time(18), 24, SessionType.HIIT, Mode.RUN, intervals=8, work=Intervals(8, 30, 90, 5, 3)
)
PLANNED = reordered((LIFT, RIDE, ARMS, RUN))


@pytest.fixture
async def bea(set_up: Path, tmp_path: Path) -> AsyncIterator[Resident]:
    """Upper body at 06:00 and intervals at 18:00 on Monday; upper body on Wednesday, an easy run on Thursday."""
    five = datetime(2027, 3, 8, 5, tzinfo=LONDON)
    async with town(config_in(tmp_path, set_up), five, AFTER_THE_SETUP) as founded:
        resident = newcomer(founded, started=True)
        await plan(resident, MONDAY, PLANNED)
        yield resident


async def plan(resident: Resident, start: date, sessions: tuple[Session, ...]) -> None:
    """Put these sessions into a week."""
    person, now = await resident.known(), resident.town.clock.now()
    async with resident.town.storage.unit() as uow:
        week = await uow.training.week(person.id, MONDAY)
        assert week is not None
        await weeks.save(uow, person, replace(week, start=start, sessions=sessions), "test", now)


async def week_of(resident: Resident, start: date = MONDAY) -> Week:
    person = await resident.known()
    async with resident.town.storage.look() as unit:
        found = await unit.training.week(person.id, start)
    assert found is not None
    return found


async def finishes(resident: Resident, local: str, button: str = "06:00 done") -> str:
    """Done at this moment, and how hard it was; returns the log's last screen."""
    await resident.goes_to(local)
    await resident.says("/log" if button.startswith("Yesterday") else "/today")
    return (await tap_through(resident, (button, "5–6 steady"))).text.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("finished", "start", "told"),
    [
        ("06:50", time(18), ""),
        ("13:10", time(19, 10), "Moved from 18:00 to 19:10: you finished at 13:10, so that is 6 h between"),
        ("15:40", time(18, 40), "Moved from 18:00 to 18:40: you finished at 15:40, so 3 h are between"),
        ("18:20", time(18), "You finished at 18:20; the session of 18:00"),
    ],
)
async def test_tonights_session_keeps_its_distance_from_the_real_finish(
    bea: Resident, finished: str, start: time, told: str
) -> None:
    end = await finishes(bea, f"2027-03-08 {finished}")
    assert told in end
    assert ("finished at" in end) == bool(told)
    assert (await week_of(bea)).session(RIDE.id).start == start


async def test_the_reminder_follows_the_moved_session(bea: Resident) -> None:
    await finishes(bea, "2027-03-08 13:10")
    before = len(bea.new_messages())
    await bea.goes_to("2027-03-08 18:09")
    assert len(bea.new_messages()) == before
    await bea.goes_to("2027-03-08 18:11")
    assert bea.phone.last().text.startswith("Today 19:10: bike intervals")


async def test_one_tap_leaves_it_where_it_was(bea: Resident) -> None:
    await finishes(bea, "2027-03-08 13:10")
    await bea.taps("Leave it where it was")
    assert bea.toast == "Undone."
    assert (await week_of(bea)).sessions == PLANNED
    await bea.forges("1|gap|20270308-1|back")
    assert bea.toast == "There is nothing to undo."


async def test_undoing_the_log_moves_it_back(bea: Resident) -> None:
    await finishes(bea, "2027-03-08 13:10")
    await bea.taps("1: undo")
    assert (await week_of(bea)).sessions == PLANNED


async def test_a_corrected_finish_moves_it_again(bea: Resident) -> None:
    await finishes(bea, "2027-03-08 15:40")
    await bea.taps("1: undo")
    end = await finishes(bea, "2027-03-08 16:10")
    assert "Moved from 18:00 to 19:10" in end
    assert (await week_of(bea)).session(RIDE.id).start == time(19, 10)


@pytest.mark.parametrize(
    ("label", "type", "day", "start", "minutes"),
    [
        ("20 min easy right away", SessionType.FINISH, 0, time(18, 20), 20),
        ("Friday at", SessionType.HIIT, 4, time(18), 24),
    ],
)
async def test_what_no_longer_fits_is_asked_about(
    bea: Resident, label: str, type: SessionType, day: int, start: time, minutes: int
) -> None:
    end = await finishes(bea, "2027-03-08 18:20")
    assert "If you tap nothing, it is dropped." in end
    chosen = await bea.taps(label)
    session = (await week_of(bea)).session(RIDE.id)
    assert (session.type, session.day, session.start, session.minutes) == (type, day, start, minutes)
    assert chosen.text.startswith("Bike intervals: ")
    await bea.taps("Undo")
    assert (await week_of(bea)).sessions == PLANNED


async def test_the_easy_one_instead_has_no_intervals_left(bea: Resident) -> None:
    await finishes(bea, "2027-03-08 18:20")
    await bea.taps("20 min easy")
    easy = (await week_of(bea)).session(RIDE.id)
    assert easy.intervals is None
    assert easy.work is None
    assert easy.pace_note is not None
    assert easy.pace_note.code == "pace.easy"


async def test_dropping_it_can_be_taken_back(bea: Resident) -> None:
    await finishes(bea, "2027-03-08 18:20")
    await bea.taps("Drop it this week")
    assert await status(bea, RIDE) == "skipped"
    await bea.taps("Undo")
    assert await status(bea, RIDE) == ""


async def test_without_an_answer_it_is_dropped_and_not_asked_about_again(bea: Resident) -> None:
    await finishes(bea, "2027-03-08 18:20")
    before = len(bea.new_messages())
    await bea.goes_to("2027-03-08 21:00")
    assert len(bea.new_messages()) == before
    assert await status(bea, RIDE) == "skipped"
    await bea.says("done")
    assert await status(bea, LIFT) == "done"


async def test_a_session_dropped_by_silence_can_still_be_logged(bea: Resident) -> None:
    await finishes(bea, "2027-03-08 18:20")
    await bea.goes_to("2027-03-08 21:00")
    await bea.forges("1|log|20270308-2|done")
    assert await status(bea, RIDE) == "done"


async def test_a_late_sunday_moves_mondays_intervals_of_the_next_week(bea: Resident) -> None:
    following = MONDAY + timedelta(weeks=1)
    await plan(bea, MONDAY, (*PLANNED, HEAVY))
    await bea.goes_to("2027-03-14 19:00")
    await plan(bea, following, (SPRINTS,))
    end = await finishes(bea, "2027-03-14 20:30", button="Done")
    assert "Moved from 18:00 to 19:30: 24 h after the start of heavy legs" in end
    assert (await week_of(bea, following)).session(SPRINTS.id).start == time(19, 30)
    await bea.taps("Leave it where it was")
    assert (await week_of(bea, following)).sessions == (SPRINTS,)


async def test_both_done_at_once_keeps_the_gap_of_the_last_one(bea: Resident) -> None:
    following = MONDAY + timedelta(weeks=1)
    morning = Session("20270308-6", 6, time(8), 30, SessionType.EASY, Mode.RUN)
    await plan(bea, MONDAY, (*PLANNED, morning, HEAVY))
    await bea.goes_to("2027-03-14 19:00")
    await plan(bea, following, (SPRINTS,))
    await bea.goes_to("2027-03-14 20:30")
    await bea.says("/today")
    await bea.taps("Both done")
    assert (await week_of(bea, following)).session(SPRINTS.id).start == time(19, 30)


async def test_the_moment_counts_past_midnight(bea: Resident) -> None:
    await plan(bea, MONDAY, (replace(LIFT, start=time(22)), replace(RIDE, day=1, start=time(6, 30))))
    end = await finishes(bea, "2027-03-09 01:30", button="Yesterday, upper body: done")
    assert "Moved from 06:30 to 07:30" in end


async def status(resident: Resident, session: Session) -> str:
    person = await resident.known()
    async with resident.town.storage.look() as unit:
        found = await days.find(unit, person, session.id)
    assert found is not None
    return found[1].checkin.status.value if found[1].checkin else ""


async def finish_of(resident: Resident, session: Session) -> str:
    """When a session is known to have ended, on the wall clock; empty: not known."""
    person = await resident.known()
    async with resident.town.storage.look() as unit:
        found = await days.find(unit, person, session.id)
    finished = found[1].checkin.finished_at if found and found[1].checkin else None
    return f"{finished.astimezone(LONDON):%H:%M}" if finished else ""


async def test_a_finish_typed_again_is_corrected_and_moves_tonight_back(bea: Resident) -> None:
    await finishes(bea, "2027-03-08 13:10")
    await bea.goes_to("2027-03-08 15:00")
    shown = (await bea.says("done 9:10")).text
    assert shown.startswith("Corrected to 09:10: upper body strength\nI had it as finished at 13:10.")
    assert "Bike intervals 8 × 30 s: back at 18:00, as planned." in shown.replace("\xa0", " ")
    assert await finish_of(bea, LIFT) == "09:10"
    assert (await week_of(bea)).session(RIDE.id).start == time(18)
    assert await status(bea, RIDE) == ""
    again = await bea.taps("Undo")
    assert "Moved from 18:00 to 19:10: you finished at 13:10" in again.text.replace("\xa0", " ")
    assert await finish_of(bea, LIFT) == "13:10"


async def test_minutes_after_a_log_a_later_finish_is_a_correction_too(bea: Resident) -> None:
    await finishes(bea, "2027-03-08 13:10")
    await bea.goes_to("2027-03-08 13:25")
    shown = (await bea.says("done 13:20")).text.replace("\xa0", " ")
    assert "Moved from 18:00 to 19:20: you finished at 13:20" in shown
    assert await status(bea, RIDE) == ""


async def test_the_only_session_of_a_day_has_its_finish_corrected(bea: Resident) -> None:
    await bea.goes_to("2027-03-10 19:30")
    await bea.says("done 19:20")
    shown = (await bea.says("done 18:50")).text
    assert shown.startswith("Corrected to 18:50: upper body strength")
    assert await finish_of(bea, ARMS) == "18:50"


async def test_a_finish_after_the_second_session_began_is_that_of_the_second(bea: Resident) -> None:
    await finishes(bea, "2027-03-08 06:50")
    await bea.goes_to("2027-03-08 18:30")
    await bea.says("done 18:25")
    assert (await finish_of(bea, LIFT), await finish_of(bea, RIDE)) == ("06:50", "18:25")


@pytest.mark.parametrize(
    ("label", "lift", "ride"),
    [("upper body: correct it", "18:25", ""), ("intervals: done", "09:10", "18:25")],
)
async def test_a_finish_that_either_session_can_have_is_asked_about(
    bea: Resident, label: str, lift: str, ride: str
) -> None:
    await bea.goes_to("2027-03-08 18:30")
    await bea.says("upper body done 9:10")
    asked = await bea.says("done 18:25")
    assert asked.text.startswith("Which session ended at 18:25?")
    assert await finish_of(bea, LIFT) == "09:10"
    assert await status(bea, RIDE) == ""
    await bea.taps(label)
    assert (await finish_of(bea, LIFT), await finish_of(bea, RIDE)) == (lift, ride)


async def test_a_session_done_early_is_no_correction_of_one_logged_hours_before(bea: Resident) -> None:
    await finishes(bea, "2027-03-08 06:50")
    await bea.goes_to("2027-03-08 12:45")
    assert (await bea.says("done 12:40")).text.startswith("Which session ended at 12:40?")


async def test_a_finish_with_words_that_were_not_used_is_read_back(bea: Resident) -> None:
    await finishes(bea, "2027-03-08 13:10")
    asked = await bea.says("done 9:10 gym was closed")
    assert asked.text.startswith("Ended at 09:10: upper body strength. Right?")
    assert await finish_of(bea, LIFT) == "13:10"
    await bea.taps("upper body: correct it")
    assert await finish_of(bea, LIFT) == "09:10"
