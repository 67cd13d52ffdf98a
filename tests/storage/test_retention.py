"""Words end after 90 days, numbers stay; who is lost for a year is erased."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.clock import FixedClock
from bot.coaching.people import Person
from bot.storage.database import Storage
from bot.storage.retention import LOST_KEPT, WORDS_KEPT, forget
from rules.checkin import CheckIn
from tests.storage.conftest import NOW
from tests.storage.samples import MONDAY, checkin, record, review
from tests.storage.test_people import add_ada

WORDS = "slept badly"
DAY = timedelta(days=1)


async def log(storage: Storage, person: Person, key: str, day: date) -> None:
    told = replace(checkin(), date=day, free_text=WORDS)
    async with storage.unit() as unit:
        await unit.training.record(person.id, key, told, NOW)


async def logged(storage: Storage, person: Person, key: str) -> CheckIn:
    async with storage.look() as unit:
        found = await unit.training.checkin(person.id, key)
    assert found is not None
    return found


async def test_words_of_a_log_end_after_ninety_days_and_its_numbers_stay(storage: Storage) -> None:
    ada = await add_ada(storage)
    now = NOW + WORDS_KEPT
    await log(storage, ada, "old", NOW.date() - DAY)
    await log(storage, ada, "new", NOW.date())
    assert await forget(storage, now) == 1
    assert await logged(storage, ada, "old") == replace(checkin(), date=NOW.date() - DAY, free_text="")
    assert (await logged(storage, ada, "new")).free_text == WORDS
    assert await forget(storage, now) == 0
    assert await forget(storage, now + DAY) == 1
    assert (await logged(storage, ada, "new")).free_text == ""


async def test_words_end_in_closed_weeks_and_reviews_too(storage: Storage) -> None:
    ada = await add_ada(storage)
    told = tuple(replace(checkin(), date=MONDAY + n * DAY, free_text=WORDS) for n in (0, 6))
    closed = replace(record(MONDAY, 1), checkins=told)
    shown = review("because")
    shown = replace(shown, week_start=MONDAY, inputs=replace(shown.inputs, checkins=told))
    async with storage.unit() as unit:
        await unit.training.close_week(ada.id, closed, NOW)
        await unit.training.save_review(ada.id, shown)
    at = datetime.combine(MONDAY, NOW.timetz()) + WORDS_KEPT
    left = []
    for day in (0, 1, 6, 7):
        await forget(storage, at + day * DAY)
        async with storage.look() as unit:
            left.append(str(await unit.people.export(ada.id)).count(WORDS))
    assert left == [4, 2, 2, 0]


async def lose(storage: Storage, person: Person, seen: datetime, *, reachable: bool) -> None:
    async with storage.unit() as unit:
        await unit.people.save(replace(person, last_seen_at=seen, reachable=reachable))


async def test_who_blocked_us_a_year_ago_is_erased_and_nobody_else(
    storage: Storage, clock: FixedClock
) -> None:
    gone, lately, silent = [await add_ada(storage, number) for number in (42, 43, 44)]
    await lose(storage, gone, NOW - DAY, reachable=False)
    await lose(storage, lately, NOW, reachable=False)
    await lose(storage, silent, NOW - 2 * LOST_KEPT, reachable=True)
    clock.at = NOW + LOST_KEPT
    assert await forget(storage, clock.now()) == 1
    async with storage.look() as unit:
        left = [await unit.people.by_telegram(number) is not None for number in (42, 43, 44)]
    assert left == [False, True, True]
