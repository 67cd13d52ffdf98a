"""The calendar feed over HTTP: a link opens one person's times, and every failure looks the same."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, time
from typing import Any

import httpx
import pytest
from icalendar import Calendar
from starlette.applications import Starlette

from bot.web import feed
from tests.handlers.town import Resident
from tests.telegrams import Seconds

LINK = re.compile(r"https://tandem\.example\.org(/calendar/[A-Za-z0-9_-]{43}\.ics)")


@pytest.fixture
async def outside(ada: Resident) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody's calendar program."""
    town = ada.town

    async def read(token: str) -> bytes | None:
        assert town.trips.feed is not None
        async with town.storage.look() as unit:
            return await town.trips.feed(unit, token, town.clock.now())

    app = Starlette(routes=[feed.route(read, town.seconds)])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="https://bot") as client:
        yield client


async def makes_a_link(resident: Resident, label: str = "Make a link") -> str:
    await resident.says("/calendar")
    seen = await resident.taps(label)
    found = LINK.search(seen.text)
    assert found, seen.text
    return found.group(1)


async def events(outside: httpx.AsyncClient, path: str) -> list[Any]:
    answer = await outside.get(path)
    assert answer.status_code == 200
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


async def times(outside: httpx.AsyncClient, path: str) -> dict[str, str]:
    return {str(event["uid"]): event["dtstart"].dt.isoformat() for event in await events(outside, path)}


async def titles(outside: httpx.AsyncClient, path: str) -> list[str]:
    return [str(event["summary"]) for event in await events(outside, path)]


async def test_a_link_shows_times_and_nothing_else(ada: Resident, outside: httpx.AsyncClient) -> None:
    path = await makes_a_link(ada)
    answer = await outside.get(path)
    assert list((await times(outside, path)).values()) == [
        "2027-03-08T18:00:00+00:00",
        "2027-03-10T18:00:00+00:00",
        "2027-03-12T18:00:00+00:00",
    ]
    assert {title.partition(",")[0] for title in await titles(outside, path)} == {"Training"}
    assert answer.headers["cache-control"].startswith("private")
    assert answer.headers["referrer-policy"] == "no-referrer"


async def test_names_of_sessions_are_shown_only_on_demand(ada: Resident, outside: httpx.AsyncClient) -> None:
    path = await makes_a_link(ada, "A link with session names")
    assert any("strength" in title for title in await titles(outside, path))


async def test_a_moved_session_keeps_its_identity(ada: Resident, outside: httpx.AsyncClient) -> None:
    path = await makes_a_link(ada)
    before = await times(outside, path)
    person, monday = await ada.known(), date(2027, 3, 8)
    async with ada.town.storage.unit() as unit:
        week = await unit.training.week(person.id, monday)
        assert week is not None
        moved = tuple(replace(s, start=time(7)) if s.day == 4 else s for s in week.sessions)
        await unit.training.save_week(person.id, replace(week, sessions=moved), "test", ada.town.clock.now())
    after = await times(outside, path)
    assert before.keys() == after.keys()
    assert max(after.values()) == "2027-03-12T07:00:00+00:00"


async def test_a_new_link_ends_the_old_one_and_the_end_is_at_once(
    ada: Resident, outside: httpx.AsyncClient
) -> None:
    first = await makes_a_link(ada)
    second = await makes_a_link(ada, "New link")
    assert (await outside.get(first)).status_code == 404
    assert (await outside.get(second)).status_code == 200
    await ada.taps("End the link")
    assert (await outside.get(second)).status_code == 404


async def test_every_failure_looks_the_same(ada: Resident, outside: httpx.AsyncClient) -> None:
    path = await makes_a_link(ada)
    await ada.says("/delete")
    await ada.taps("Delete")
    answers = [
        await outside.get(p) for p in (path, path[:-6] + "xx.ics", "/calendar/x.ics", "/calendar/.ics")
    ]
    assert {(answer.status_code, len(answer.content) < 20) for answer in answers} == {(404, True)}


async def test_who_asks_too_often_waits(ada: Resident, outside: httpx.AsyncClient) -> None:
    path = await makes_a_link(ada)
    answers = [(await outside.get(path)).status_code for _ in range(25)]
    assert answers.count(200) == 20
    ada.town.seconds.at += 5
    assert (await outside.get(path)).status_code == 200


async def test_the_link_itself_is_kept_nowhere(ada: Resident, outside: httpx.AsyncClient) -> None:
    path = await makes_a_link(ada)
    async with ada.town.storage.look() as unit:
        held = await unit.people.export((await ada.known()).id)
    token = path.removeprefix("/calendar/").removesuffix(".ics")
    assert token not in str(held["feed"])


async def test_the_weeks_come_as_a_file_too(ada: Resident) -> None:
    await ada.says("/calendar")
    seen = await ada.taps("Send as a file")
    assert seen.text.startswith("Your training times")


def test_the_longest_silent_are_forgotten(seconds: Seconds) -> None:
    allowance = feed.Allowance(1, 0.0, seconds)
    assert allowance.takes("first")
    assert not allowance.takes("first")
    for number in range(feed.REMEMBERED):
        allowance.takes(str(number))
    assert allowance.takes("first")
