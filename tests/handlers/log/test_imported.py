"""/import: a file from a watch is read back before it is saved; what can't be read gets a kind answer."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.coaching import importing
from bot.simulator.core.view import Seen
from rules.athlete import Mode
from rules.checkin import CheckIn, Status
from tests.handlers.town import Resident
from tests.importers import files

# Ada's clock stands at Monday 8 March 2027, 07:00 in London; she set her plan up this morning.
TODAY = date(2027, 3, 8)


async def sends(resident: Resident, content: bytes, name: str = "activity.dat") -> Seen:
    resident.phone.send_document(name, content)
    await resident.town.settle()
    return resident.phone.last()


async def logged(resident: Resident) -> list[CheckIn]:
    person = await resident.known()
    async with resident.town.storage.look() as unit:
        found = await unit.training.checkins(person.id, TODAY - timedelta(days=30), TODAY)
    return [checkin for _, checkin in found]


async def test_a_run_of_this_morning_is_read_back_and_saved_by_a_tap(ada: Resident) -> None:
    seen = await sends(ada, files.gpx(start=f"{TODAY}T06:00:00Z", end=f"{TODAY}T06:20:00Z"))
    assert seen.text.startswith("I read 1 entry for today. Right?")
    assert "Run: 3.6 km in 20 min" in seen.text.replace("\N{NO-BREAK SPACE}", " ")
    assert await logged(ada) == []
    await ada.taps("Save")
    (checkin,) = await logged(ada)
    assert (checkin.actual_minutes, checkin.status) == (20, Status.DONE)
    assert round(checkin.distance_km or 0, 1) == 3.6


async def test_several_days_are_saved_and_taken_back_as_one(ada: Resident) -> None:
    rows = ("2027-03-07 09:00,Run,45:00,8", "2027-03-05,Ride,1:00:00,25", "2027-01-01,Run,30:00,5")
    seen = await sends(ada, files.csv(*rows, "2027-03-06,Yoga,1:00:00,"))
    assert seen.text.startswith("I read sessions of 2 days. Right?")
    assert "1 session is older than 14 days" in seen.text
    assert "1 is of a sport that I don't count" in seen.text
    saved = await ada.taps("Save all")
    assert saved.text.startswith("Saved: 2 sessions from your file")
    assert [c.mode for c in await logged(ada)] == [Mode.BIKE, Mode.RUN]
    await ada.taps("Undo")
    assert await logged(ada) == []


async def test_cancel_saves_nothing(ada: Resident) -> None:
    await sends(ada, files.csv("2027-03-07,Run,45:00,8", "2027-03-05,Ride,1:00:00,25"))
    await ada.taps("Cancel")
    assert await logged(ada) == []


async def test_the_same_file_twice_counts_once_for_a_session(ada: Resident) -> None:
    content = files.gpx(start=f"{TODAY}T06:00:00Z", end=f"{TODAY}T06:20:00Z")
    await sends(ada, content)
    await ada.taps("Save")
    await sends(ada, content)
    await ada.taps("Save")
    minutes = [c.actual_minutes for c in await logged(ada)]
    assert (
        minutes.count(20) == len(minutes) <= 2
    )  # a second copy is shown before it is saved, and can be undone


async def test_a_file_that_is_none_of_ours_says_which_are(ada: Resident) -> None:
    seen = await sends(ada, b"%PDF-1.7\x00", "plan.pdf")
    assert seen.text.startswith("That isn't a training file I know")
    assert "FIT, GPX, TCX and CSV, also zipped, up to 5 MB" in seen.text


async def test_a_file_too_large_is_never_fetched(ada: Resident) -> None:
    seen = await sends(ada, b"x" * (6 * 1024 * 1024))
    assert seen.text.startswith("That file is too large")
    assert "It has 6 MB" in seen.text
    assert ada.town.simulator.ledger.accepted("getFile") == []


async def test_only_so_many_files_are_opened_a_day(ada: Resident, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "FILES_A_DAY", 2)
    for _ in range(2):
        await sends(ada, b"%PDF-1.7\x00")
    seen = await sends(ada, files.fit())
    assert seen.text.startswith("Enough files for today")


async def test_without_a_plan_a_file_leads_to_the_set_up(anna: Resident) -> None:
    seen = await sends(anna, files.fit())
    assert seen.text.startswith("Strength and endurance, planned together")
