"""Persons, consents and dialogues on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from bot.coaching.people import Consent, Dialogue, Noise, Person, Settings, Status
from bot.storage.database import Storage
from bot.storage.unit import SqlUnit
from rules.athlete import Units
from tests.storage.conftest import NOW


async def add_ada(storage: Storage, telegram_id: int = 42) -> Person:
    async with storage.unit() as unit:
        return await unit.people.add(telegram_id, telegram_id, "en", NOW)


async def test_a_person_is_found_by_either_id(storage: Storage) -> None:
    ada = await add_ada(storage)
    async with storage.unit() as unit:
        assert await unit.people.by_telegram(42) == ada
        assert await unit.people.by_id(ada.id) == ada
        assert await unit.people.by_telegram(43) is None


async def test_what_changed_about_a_person_is_kept(storage: Storage) -> None:
    ada = await add_ada(storage)
    changed = replace(
        ada,
        time_zone="Europe/Berlin",
        status=Status.PAUSED,
        reachable=False,
        paused_until=date(2026, 12, 1),
        settings=Settings(Units.IMPERIAL, 90, time(7, 15), noise=(("tip", Noise.OFF),)),
        last_seen_at=NOW,
    )
    async with storage.unit() as unit:
        await unit.people.save(changed)
    async with storage.look() as unit:
        assert await unit.people.by_id(ada.id) == changed


async def test_nothing_is_kept_of_a_unit_that_raises(storage: Storage) -> None:
    try:
        async with storage.unit() as unit:
            await unit.people.add(42, 42, "en", NOW)
            raise LookupError
    except LookupError:
        pass
    async with storage.look() as unit:
        assert await unit.people.by_telegram(42) is None


async def test_a_consent_given_twice_is_one(storage: Storage) -> None:
    ada = await add_ada(storage)
    async with storage.unit() as unit:
        for version in ("1", "1", "2"):
            await unit.people.consent(ada.id, Consent(version, NOW))
        assert await unit.people.consents(ada.id) == [Consent("1", NOW), Consent("2", NOW)]


async def test_a_dialogue_replaces_the_one_before_and_expires(storage: Storage) -> None:
    ada = await add_ada(storage)
    old = Dialogue("setup", "goal", {"age": "35"}, NOW + timedelta(days=7), 11)
    new = Dialogue("log", "effort", {"key": "a"}, NOW + timedelta(minutes=30))
    async with storage.unit() as unit:
        await unit.dialogues.put(ada.id, old)
        await unit.dialogues.put(ada.id, new)
    async with storage.unit() as unit:
        assert await unit.dialogues.get(ada.id, NOW) == new
        assert await unit.dialogues.get(ada.id, NOW + timedelta(minutes=30)) is None
        await unit.dialogues.clear(ada.id)
        assert await unit.dialogues.get(ada.id, NOW) is None


async def test_people_need_a_plan_until_it_reaches_far_enough(storage: Storage) -> None:
    today = NOW.date()
    statuses = {1: Status.ACTIVE, 2: Status.SETTING_UP, 3: Status.PAUSED, 4: Status.PAUSED, 5: Status.ACTIVE}
    ends = {3: today, 4: today + timedelta(days=9)}
    async with storage.unit() as unit:
        for number, status in statuses.items():
            person = await unit.people.add(number, number, "en", NOW)
            changed = replace(person, status=status, paused_until=ends.get(number), reachable=number != 5)
            await unit.people.save(changed)
    async with storage.unit() as unit:
        needing = await unit.people.needing_plan(today + timedelta(days=1), 10)
        assert [await telegram_id(unit, who) for who in needing] == [1, 3]
        await unit.people.planned(needing[0], today + timedelta(days=1))
        again = await unit.people.needing_plan(today + timedelta(days=1), 10)
        assert [await telegram_id(unit, who) for who in again] == [3]


async def telegram_id(unit: SqlUnit, person_id: int) -> int:
    person = await unit.people.by_id(person_id)
    assert person is not None
    return person.telegram_id
