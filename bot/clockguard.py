"""Watches the wall clock against the monotonic one: after a jump, nothing is claimed until two looks agree."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.clock import Clock

TOLERANCE = timedelta(seconds=120)
AGREEING_LOOKS = 2


class ClockGuard:
    """`seconds` is a clock that only goes forward. A clock that someone steers on purpose is never doubted."""

    def __init__(self, clock: Clock, seconds: Callable[[], float]) -> None:
        self._clock = clock
        self._seconds = seconds
        self._wall: datetime | None = None
        self._at = 0.0
        self._doubts = 0

    @property
    def steady(self) -> bool:
        """What the last look said."""
        return self._doubts == 0

    def trusts(self, now: datetime) -> bool:
        """Whether reminders may be claimed at this instant."""
        if self._clock.steerable:
            return True
        at = self._seconds()
        if self._wall is not None:
            jump = (now - self._wall) - timedelta(seconds=at - self._at)
            self._doubts = AGREEING_LOOKS if abs(jump) > TOLERANCE else max(0, self._doubts - 1)
        self._wall, self._at = now, at
        return self._doubts == 0
