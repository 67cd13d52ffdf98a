"""The bot was away when messages were due: one message at most, said once, nothing out of date (reliability 2.4)."""

from __future__ import annotations

from datetime import date, datetime, time

from bot.coaching.ports import ReminderStatus
from rules.athlete import Mode
from rules.planned_message import MessageKind
from rules.sessions import Session, SessionType
from tests.handlers.conftest import LONDON
from tests.handlers.test_late_finish import MONDAY, plan
from tests.handlers.town import Resident

AWAY = "I was out of reach for a while"
TUESDAY = date(2027, 3, 9)
EARLY_RUN = Session("20270308-9", 1, time(6), 40, SessionType.EASY, Mode.RUN)  # its reminder: Monday 20:00


def lifts(start: time, number: int = 1) -> Session:
    return Session(f"20270308-{number}", 0, start, 60, SessionType.UPPER)


async def wakes(resident: Resident, local: str) -> list[str]:
    """The bot comes back at this moment, having been away since the last one; returns what it sends by itself."""
    before = len(resident.new_messages())
    resident.town.clock.at = datetime.fromisoformat(local).replace(tzinfo=LONDON)
    for _ in range(3):  # a clock that jumped is trusted again at the second look
        await resident.town.beat()
    return [call.text for call in resident.new_messages()[before:]]


async def fates(resident: Resident) -> dict[tuple[str, int], tuple[str, str]]:
    """What became of Monday's and Tuesday's messages: by kind and day, status and reason."""
    rows = await resident.reminders(MONDAY, TUESDAY)
    return {(row.kind, row.local_date.day): (row.status.value, row.reason) for row in rows}


async def test_of_two_late_messages_the_later_comes_and_says_it(ada: Resident) -> None:
    await plan(ada, MONDAY, (lifts(time(18)), EARLY_RUN))  # the question at 19:30, the reminder at 20:00
    await ada.goes_to("2027-03-08 19:00")

    [text] = await wakes(ada, "2027-03-08 21:00")

    assert text.startswith("<b>Tuesday 06:00")
    assert AWAY in text
    assert (await fates(ada))[MessageKind.FOLLOWUP, 8] == ("expired", "next_soon")


async def test_a_late_question_joins_the_reminder_that_was_due_before_it(ada: Resident) -> None:
    await plan(ada, MONDAY, (lifts(time(19)), EARLY_RUN))  # the reminder at 20:00, the question at 20:30
    await ada.goes_to("2027-03-08 19:30")

    [text] = await wakes(ada, "2027-03-08 21:00")

    assert "06:00" in text and AWAY in text
    assert (await fates(ada))[MessageKind.FOLLOWUP, 8] == ("expired", "joined")
    await ada.goes_to("2027-03-09 05:00")
    assert AWAY not in (await ada.says("/today")).text


async def test_late_reminder_gives_way_to_one_that_is_less_than_two_hours_away(ada: Resident) -> None:
    await plan(
        ada, MONDAY, (lifts(time(12)), lifts(time(20), 2), EARLY_RUN)
    )  # the second at 19:00, then 20:00
    await ada.goes_to("2027-03-08 18:30")

    assert await wakes(ada, "2027-03-08 19:30") == []
    [text] = await wakes(ada, "2027-03-08 20:00")

    assert "06:00" in text and AWAY in text
    assert (await fates(ada))[MessageKind.SECOND, 8] == ("expired", "next_soon")


async def test_question_that_is_near_does_not_silence_a_late_reminder(ada: Resident) -> None:
    await plan(ada, MONDAY, (lifts(time(18)),))
    await ada.goes_to("2027-03-08 16:00")

    [text] = await wakes(ada, "2027-03-08 17:45")

    assert "A bit late" in text and AWAY not in text


async def test_after_days_nothing_old_comes_and_the_next_answer_says_so_once(ada: Resident) -> None:
    assert await wakes(ada, "2027-03-10 09:00") == []

    assert AWAY in (await ada.says("/week")).text
    assert AWAY not in (await ada.says("/today")).text


async def test_it_is_said_in_the_next_reminder_when_nobody_writes(ada: Resident) -> None:
    await wakes(ada, "2027-03-10 09:00")
    await ada.goes_to("2027-03-10 20:00")

    by_itself = [text for _, text, _ in ada.unasked()]
    texts = [call.text for call in ada.new_messages() if call.text.partition("\n")[0] in by_itself]
    assert [AWAY in text for text in texts[-2:]] == [True, False]


async def test_whoever_writes_before_the_bot_has_looked_at_the_clock_is_told_as_well(ada: Resident) -> None:
    ada.town.clock.at = datetime(2027, 3, 8, 23, tzinfo=LONDON)

    assert AWAY in (await ada.says("/today")).text
    waiting = [r for r in await ada.reminders(MONDAY, MONDAY) if r.status is ReminderStatus.PLANNED]
    assert waiting


async def test_nothing_is_said_about_what_nobody_missed(ada: Resident) -> None:
    await ada.goes_to("2027-03-08 18:40")
    await ada.says("/today")
    await ada.taps("Done")
    await ada.goes_to("2027-03-08 21:00")

    assert AWAY not in (await ada.says("/today")).text
