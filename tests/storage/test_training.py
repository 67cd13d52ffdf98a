"""State, weeks, check-ins and the diary on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.coaching.ports import ShownTip
from bot.storage.database import Storage
from bot.storage.sealing import Unreadable
from bot.storage.tables import checkin as checkin_table
from rules.checkin import Illness, Wellness
from rules.draft import Draft
from tests.storage.conftest import NOW
from tests.storage.samples import LIVE, MONDAY, STATE, checkin, record, review, week
from tests.storage.test_people import add_ada


async def test_the_state_comes_with_the_last_ten_closed_weeks(storage: Storage) -> None:
    ada = await add_ada(storage)
    records = [record(MONDAY + timedelta(weeks=n), n + 1) for n in range(12)]
    async with storage.unit() as unit:
        for one in records:
            await unit.training.close_week(ada.id, one, NOW)
        await unit.training.save_state(ada.id, replace(STATE, history=tuple(records[:3])))
    async with storage.look() as unit:
        state = await unit.training.state(ada.id)
    assert state == replace(STATE, history=tuple(records[2:]))


async def test_no_state_before_there_is_one(storage: Storage) -> None:
    ada = await add_ada(storage)
    async with storage.look() as unit:
        assert await unit.training.state(ada.id) is None


async def test_versions_of_a_week_stay(storage: Storage) -> None:
    ada = await add_ada(storage)
    eased = replace(week(), deload=True)
    async with storage.unit() as unit:
        for version in (week(), week(), eased, week()):
            await unit.training.save_week(ada.id, version, "because.moved", NOW)
        assert await unit.training.week(ada.id, MONDAY) == week()
        assert await unit.training.week_versions(ada.id, MONDAY) == [week(), eased, week()]
        assert await unit.training.week(ada.id, MONDAY + timedelta(days=7)) is None


async def test_a_double_tap_records_once(storage: Storage) -> None:
    ada = await add_ada(storage)
    async with storage.unit() as unit:
        assert await unit.training.record(ada.id, "20261123-1", checkin(), NOW)
    async with storage.unit() as unit:
        assert not await unit.training.record(ada.id, "20261123-1", checkin(rpe=9), NOW)
        assert await unit.training.checkin(ada.id, "20261123-1") == checkin()


async def test_a_checkin_is_replaced_and_taken_back(storage: Storage) -> None:
    ada = await add_ada(storage)
    async with storage.unit() as unit:
        await unit.training.record(ada.id, "a", checkin(), NOW)
        await unit.training.replace(ada.id, "a", checkin(rpe=9), NOW)
        assert await unit.training.unrecord(ada.id, "a") == checkin(rpe=9)
        assert await unit.training.unrecord(ada.id, "a") is None
        assert await unit.training.checkin(ada.id, "a") is None


async def test_checkins_of_a_span_include_both_ends(storage: Storage) -> None:
    ada, bob = await add_ada(storage), await add_ada(storage, 43)
    days = [MONDAY + timedelta(days=n) for n in range(4)]
    async with storage.unit() as unit:
        for day in days:
            await unit.training.record(ada.id, f"{day}", checkin(day), NOW)
        await unit.training.record(bob.id, "b", checkin(days[1]), NOW)
        found = await unit.training.checkins(ada.id, days[1], days[2])
    assert found == [(f"{day}", checkin(day)) for day in days[1:3]]


async def test_the_diary_keeps_wellness_reviews_tips_and_notes(storage: Storage) -> None:
    ada = await add_ada(storage)
    tired = Wellness(MONDAY, sleep_h=5.5, illness=Illness.MILD)
    async with storage.unit() as unit:
        await unit.training.save_wellness(ada.id, replace(tired, sleep_h=8), NOW)
        await unit.training.save_wellness(ada.id, tired, NOW)
        await unit.training.save_review(ada.id, review())
        await unit.training.save_review(ada.id, review("kept"))
        await unit.training.show_tip(ada.id, ShownTip(MONDAY, "tip.sleep", "recovery"))
        await unit.training.note(ada.id, "import", {"file": "a.fit"}, NOW)
        await unit.training.note(ada.id, "import", {"file": "b.fit"}, NOW)
    async with storage.look() as unit:
        assert await unit.training.wellness(ada.id, MONDAY, MONDAY) == [tired]
        assert await unit.training.review(ada.id, MONDAY) == review("kept")
        assert await unit.training.shown_tips(ada.id, MONDAY) == [ShownTip(MONDAY, "tip.sleep", "recovery")]
        assert await unit.training.shown_tips(ada.id, date(2026, 11, 24)) == []
        assert await unit.training.notes(ada.id, "import") == [{"file": "a.fit"}, {"file": "b.fit"}]
        assert await unit.training.notes(ada.id, "other") == []


async def test_one_persons_rows_do_not_open_as_anothers(storage: Storage) -> None:
    ada, eve = await add_ada(storage), await add_ada(storage, 43)
    async with storage.unit() as unit:
        await unit.training.record(ada.id, "a", checkin(), NOW)
    async with storage.connection() as connection:
        await connection.execute(checkin_table.update().values(person_id=eve.id))
    async with storage.look() as unit:
        with pytest.raises(Unreadable):
            await unit.training.checkin(eve.id, "a")


async def test_the_draft_of_the_interview_is_kept_until_it_is_over(storage: Storage) -> None:
    ada = await add_ada(storage)
    draft = Draft()
    async with storage.unit() as unit:
        assert await unit.training.draft(ada.id) is None
        await unit.training.save_draft(ada.id, draft, NOW)
        assert await unit.training.draft(ada.id) == draft
        await unit.training.save_draft(ada.id, None, NOW)
        assert await unit.training.draft(ada.id) is None


async def test_a_running_session_is_kept_as_it_stands_until_it_is_thrown_away(storage: Storage) -> None:
    ada = await add_ada(storage)
    async with storage.unit() as unit:
        assert await unit.training.live(ada.id) is None
        await unit.training.save_live(ada.id, LIVE, NOW)
        await unit.training.save_live(ada.id, replace(LIVE, rest_until=None), NOW)
        assert await unit.training.live(ada.id) == replace(LIVE, rest_until=None)
        await unit.training.save_live(ada.id, None, NOW)
        assert await unit.training.live(ada.id) is None


async def test_closed_weeks_come_from_a_date_on_oldest_first(storage: Storage) -> None:
    ada = await add_ada(storage)
    records = [record(MONDAY + timedelta(weeks=n), n + 1) for n in range(12)]
    async with storage.unit() as unit:
        for one in reversed(records):
            await unit.training.close_week(ada.id, one, NOW)
    async with storage.look() as unit:
        assert await unit.training.closed_weeks(ada.id, date.min) == records
        assert await unit.training.closed_weeks(ada.id, MONDAY + timedelta(weeks=9)) == records[9:]
        assert await unit.training.closed_weeks(ada.id + 1, date.min) == []
