"""Moving the clock: where each control leads, and the stops at every reminder on the way."""

import asyncio
import json
import signal
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import aiohttp
import pytest

from bot.clock import FileClock, steer
from bot.simulator.core import Simulator
from bot.simulator.server import create_app, serve
from bot.simulator.steering import (
    AlreadyMovingError,
    Pace,
    Steering,
    UnknownTargetError,
    destination,
)

QUICK = Pace(patience_seconds=0.2, settle_seconds=0.0, look_seconds=0.01)
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("target", "now", "due", "expected"),
    [
        ("next_reminder", "2026-11-22T10:00Z", "2026-11-23T06:00Z", "2026-11-23T06:00Z"),
        ("next_reminder", "2026-11-22T10:00Z", None, "2026-11-22T11:00Z"),
        ("next_reminder", "2026-11-22T10:00Z", "2026-11-22T09:00Z", "2026-11-22T11:00Z"),
        ("plus_hour", "2026-11-22T10:00Z", None, "2026-11-22T11:00Z"),
        ("tomorrow", "2026-11-22T10:00Z", None, "2026-11-23T06:00Z"),
        ("tomorrow", "2026-11-22T23:30Z", None, "2026-11-24T06:00Z"),
        ("tomorrow", "2026-03-28T10:00Z", None, "2026-03-29T05:00Z"),
        ("sunday", "2026-11-18T10:00Z", None, "2026-11-22T17:05Z"),
        ("sunday", "2026-11-22T17:04Z", None, "2026-11-22T17:05Z"),
        ("sunday", "2026-11-22T17:05Z", None, "2026-11-29T17:05Z"),
        ("2026-12-24T18:00:00+01:00", "2026-11-22T17:05Z", None, "2026-12-24T17:00Z"),
    ],
)
def test_each_control_leads_to_its_instant(target: str, now: str, due: str | None, expected: str) -> None:
    at = datetime.fromisoformat
    assert destination(target, at(now), at(due) if due else None, BERLIN) == at(expected)


@pytest.mark.parametrize("target", ["", "yesterday", "2026-12-24T18:00:00"])
def test_other_targets_are_refused(target: str) -> None:
    with pytest.raises(UnknownTargetError):
        destination(target, datetime(2026, 11, 22, tzinfo=UTC), None, BERLIN)


class Week:
    """A steered clock, and a bot that names its next reminder once the last one is over."""

    def __init__(self, folder: Path, start: datetime, due: list[datetime]) -> None:
        self.clock = FileClock(folder / "clock.json")
        (folder / "clock.json").write_text(json.dumps({"frozen_at": start.isoformat()}))
        self.due = due
        self.seen: list[datetime] = []
        self.steering = Steering(self.clock, self.note, QUICK)

    def note(self) -> None:
        self.seen.append(self.clock.now())

    def tell(self) -> None:
        coming = [instant for instant in self.due if instant > self.clock.now()]
        content = {"due": coming[0].isoformat() if coming else None, "zone": "Europe/Berlin"}
        self.clock.path.with_name("clock.json.next").write_text(json.dumps(content))

    async def live(self) -> None:
        while True:
            self.tell()
            await asyncio.sleep(0.005)


async def test_the_clock_stops_at_every_reminder_on_the_way(tmp_path: Path) -> None:
    start = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
    due = [start + timedelta(hours=hours) for hours in (6, 20, 30, 90)]
    week = Week(tmp_path, start, due)
    week.tell()
    bot = asyncio.create_task(week.live())
    goal = await week.steering.move("sunday", "UTC")
    bot.cancel()
    assert goal == datetime(2026, 11, 22, 17, 5, tzinfo=UTC)
    assert week.seen == [*due[:3], goal, goal]


async def test_a_bot_that_says_nothing_new_does_not_stop_time(tmp_path: Path) -> None:
    start = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
    week = Week(tmp_path, start, [start + timedelta(minutes=30)])
    week.tell()
    await week.steering.move("plus_hour", "UTC")
    assert week.clock.now() == start + timedelta(hours=1)


async def test_only_one_journey_at_a_time(tmp_path: Path) -> None:
    start = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
    week = Week(tmp_path, start, [start + timedelta(minutes=30)])
    week.tell()
    first = asyncio.create_task(week.steering.move("plus_hour", "UTC"))
    await asyncio.sleep(0.02)
    with pytest.raises(AlreadyMovingError):
        await week.steering.move("plus_hour", "UTC")
    await first


async def test_the_bots_zone_counts_more_than_the_pages(tmp_path: Path) -> None:
    week = Week(tmp_path, datetime(2026, 11, 20, 12, 0, tzinfo=UTC), [])
    assert week.steering.zone("Asia/Tokyo").key == "Asia/Tokyo"
    assert week.steering.zone("Nowhere/Land").key == "UTC"
    week.tell()
    assert week.steering.zone("Asia/Tokyo").key == "Europe/Berlin"


async def test_the_page_moves_the_clock_over_http(tmp_path: Path) -> None:
    clock = FileClock(tmp_path / "clock.json")
    steer(clock, datetime(2026, 11, 22, 12, 0, tzinfo=UTC))
    running = await serve(create_app(Simulator(clock), clock, pace=QUICK))
    try:
        async with aiohttp.ClientSession(running.url) as http:
            async with http.post("/sim/clock", json={"to": "tomorrow", "zone": "Europe/Berlin"}) as answer:
                state = await answer.json()
            assert state["now"].startswith("2026-11-23T06:00")
            assert (state["moving"], state["steerable"]) == (False, True)
            async with http.post("/sim/clock", json={"to": "never"}) as answer:
                assert answer.status == 400
    finally:
        await running.stop()
    assert clock.now() - datetime(2026, 11, 23, 6, 0, tzinfo=UTC) < timedelta(minutes=1)


async def test_the_simulator_runs_as_a_process_of_its_own(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "bot.simulator",
        "--port",
        "0",
        "--clock-file",
        str(tmp_path / "clock.json"),
    ]
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    url, token = [(await process.stdout.readline()).decode().strip() for _ in range(2)]
    async with aiohttp.ClientSession(url) as http, http.get(f"/bot{token}/getMe") as answer:
        assert (await answer.json())["result"]["first_name"] == "Tandem"
    process.send_signal(signal.SIGTERM)
    assert await process.wait() == 0
