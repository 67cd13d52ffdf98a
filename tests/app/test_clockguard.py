"""A jump of the wall clock stops the claiming until two looks agree."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import SystemClock
from bot.clockguard import ClockGuard
from tests.telegrams import Seconds

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def looks(jumps: list[float], *, steerable: bool = False) -> list[bool]:
    """Looks every five seconds, at each of which the wall clock has moved on by so much more."""
    clock = SystemClock()
    clock.steerable = steerable
    seconds = Seconds()
    guard = ClockGuard(clock, seconds)
    wall, trusted = NOON, []
    for jump in jumps:
        seconds.at += 5
        wall += timedelta(seconds=5 + jump)
        trusted.append(guard.trusts(wall))
    return trusted


@pytest.mark.parametrize("jump", [3600, -3600, 121, -121])
def test_after_a_jump_two_looks_must_agree(jump: float) -> None:
    assert looks([0, 0, jump, 0, 0, 0]) == [True, True, False, False, True, True]


@pytest.mark.parametrize("drift", [119, -119, 1])
def test_a_small_correction_is_no_jump(drift: float) -> None:
    assert looks([0, drift, 0]) == [True, True, True]


def test_a_second_jump_begins_the_wait_anew() -> None:
    assert looks([0, 3600, 0, -3600, 0, 0]) == [True, False, False, False, False, True]


def test_a_steered_clock_may_jump() -> None:
    assert looks([0, 86400, 0], steerable=True) == [True, True, True]
