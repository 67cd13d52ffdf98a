"""A reminder that a change of zone moves into the past is late like any other, never twice (reliability 2.4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from bot.coaching import preferences
from rules.planned_message import MessageKind
from tests.handlers.conftest import LONDON
from tests.handlers.test_after_an_outage import AWAY
from tests.handlers.test_late_finish import MONDAY
from tests.handlers.town import Resident

LATE = "A bit late"


async def flies(resident: Resident, local: str, zone: str) -> list[str]:
    """At this moment of Monday in London the clock is set to a zone; returns what comes by itself."""
    await resident.goes_to(f"2027-03-08 {local}")
    before = len(resident.new_messages())
    async with resident.town.storage.unit() as uow:
        await preferences.zone(uow, await resident.known(), zone, resident.town.clock.now())
    for _ in range(2):
        await resident.town.beat()
    return [call.text for call in resident.new_messages()[before:]]


async def fate(resident: Resident, day: date = MONDAY) -> tuple[str, str]:
    """What became of a day's reminder: status and reason."""
    rows = await resident.reminders(day, day)
    return next((row.status.value, row.reason) for row in rows if row.kind == MessageKind.DAILY)


async def test_moved_a_few_minutes_into_the_past_it_comes_as_it_is(ada: Resident) -> None:
    [text] = await flies(ada, "16:05", "Europe/Berlin")  # where it is 17:05, and the reminder's time is 17:00

    assert text.startswith("<b>Today 18:00") and LATE not in text


async def test_moved_an_hour_into_the_past_it_comes_with_other_words(ada: Resident) -> None:
    [text] = await flies(ada, "16:05", "Europe/Athens")

    assert LATE in text
    assert (await fate(ada))[0] == "queued"


async def test_moved_further_nothing_comes_and_nobody_says_that_we_were_away(ada: Resident) -> None:
    assert await flies(ada, "12:00", "Asia/Tokyo") == []  # 21:00 there; the reminder's time was 17:00
    assert (await fate(ada))[0] == "cancelled"

    await ada.goes_to("2027-03-09 12:00")
    assert not [call.text for call in ada.new_messages() if AWAY in call.text]


async def test_moved_clock_rules_of_the_same_zone_count_alike(ada: Resident) -> None:
    """The zone's rules were changed: the row was planned an hour later than its wall clock says now."""
    await ada.goes_to("2027-03-08 16:00")
    [daily] = [r for r in await ada.reminders(MONDAY, MONDAY) if r.kind == MessageKind.DAILY]
    assert daily.due_utc == datetime(2027, 3, 8, 17, tzinfo=UTC)
    async with ada.town.storage.unit() as uow:
        moved = daily.due_utc.replace(hour=18)
        await uow.reminders.upsert([replace(daily, due_utc=moved)])
    ada.town.clock.at = datetime(2027, 3, 8, 17, 5, tzinfo=LONDON)
    async with ada.town.storage.unit() as uow:
        await preferences.top_up(uow, await ada.known(), ada.town.clock.now())
    before = len(ada.new_messages())
    for _ in range(3):
        await ada.town.beat()

    assert [call.text.startswith("<b>Today 18:00") for call in ada.new_messages()[before:]] == [True]


async def test_what_has_been_sent_is_not_sent_again(ada: Resident) -> None:
    await ada.goes_to("2027-03-08 17:01")
    assert (await fate(ada))[0] == "queued"

    assert await flies(ada, "17:02", "Europe/Athens") == []
    assert await flies(ada, "17:03", "America/New_York") == []


async def test_nothing_comes_for_a_session_that_is_logged(ada: Resident) -> None:
    await ada.goes_to("2027-03-08 16:00")
    await ada.says("/today")
    await ada.taps("Done")

    assert await flies(ada, "16:05", "Europe/Athens") == []


@pytest.mark.parametrize("wall", [time(16), time(15, 58)])
async def test_a_reminder_that_is_set_to_a_time_gone_by_does_not_come(ada: Resident, wall: time) -> None:
    """That is a wish for the days to come, not a late reminder."""
    await ada.goes_to("2027-03-08 16:05")
    before = len(ada.new_messages())
    async with ada.town.storage.unit() as uow:
        await preferences.fixed_time(uow, await ada.known(), wall, ada.town.clock.now())
    await ada.town.beat()

    assert len(ada.new_messages()) == before
    assert await fate(ada) == ("cancelled", "")
