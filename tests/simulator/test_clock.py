"""Which instant each clock tells, and what a clock file may hold."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import Clock, ClockFileError, FileClock, FixedClock, SystemClock, steer

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def is_about(seen: datetime, expected: datetime) -> bool:
    return abs(seen - expected) < timedelta(minutes=1)


def test_the_system_clock_is_aware_and_not_steerable() -> None:
    clock: Clock = SystemClock()
    assert clock.now().tzinfo is UTC
    assert not clock.steerable


def test_a_fixed_clock_stands_still_until_moved() -> None:
    clock = FixedClock(NOON)
    assert clock.now() == clock.now() == NOON
    clock.advance(timedelta(hours=3))
    assert clock.now() == NOON + timedelta(hours=3)


def test_a_missing_file_means_the_systems_time(tmp_path: Path) -> None:
    clock = FileClock(tmp_path / "clock.json")
    assert is_about(clock.now(), datetime.now(UTC))
    assert clock.steerable


def test_the_offset_is_added_and_followed_when_the_file_changes(tmp_path: Path) -> None:
    path = tmp_path / "clock.json"
    clock = FileClock(path)
    for days in (3, -2):
        path.write_text(json.dumps({"offset_seconds": days * 86400.0}))
        assert is_about(clock.now(), datetime.now(UTC) + timedelta(days=days))
    path.unlink()
    assert is_about(clock.now(), datetime.now(UTC))


def test_a_frozen_file_stands_still_in_utc(tmp_path: Path) -> None:
    path = tmp_path / "clock.json"
    path.write_text(json.dumps({"frozen_at": "2026-11-22T13:00:00+01:00"}))
    clock = FileClock(path)
    assert clock.now() == clock.now() == NOON
    assert clock.now().utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "7",
        '{"offset_seconds": "soon"}',
        '{"frozen_at": "2026-11-22T12:00:00"}',
        '{"offset_seconds": 1e40}',
    ],
)
def test_a_file_that_is_no_clock_is_refused_with_the_remedy(tmp_path: Path, content: str) -> None:
    path = tmp_path / "clock.json"
    path.write_text(content)
    with pytest.raises(ClockFileError, match="offset_seconds"):
        FileClock(path).now()


def test_steering_moves_every_clock_on_the_same_file(tmp_path: Path) -> None:
    steered, other = FileClock(tmp_path / "made" / "clock.json"), FileClock(tmp_path / "made" / "clock.json")
    steer(steered, NOON)
    assert is_about(steered.now(), NOON)
    assert is_about(other.now(), NOON)


def test_a_frozen_clock_stays_frozen_when_steered(tmp_path: Path) -> None:
    path = tmp_path / "clock.json"
    path.write_text(json.dumps({"frozen_at": "2026-11-22T12:00:00+00:00"}))
    clock = FileClock(path)
    steer(clock, NOON + timedelta(days=1))
    assert clock.now() == clock.now() == NOON + timedelta(days=1)
