"""The page's hand on the clock: to the next reminder, an hour on, tomorrow morning, Sunday evening."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.clock import FileClock, steer

MORNING = time(7, 0)
SUNDAY_EVENING = time(18, 5)
SUNDAY = 6
HOUR = timedelta(hours=1)
MAX_STOPS = 100


class UnknownTargetError(ValueError):
    """There is no such place in time to go to."""


class AlreadyMovingError(RuntimeError):
    """The clock is on its way; wait until it arrives."""


@dataclass(frozen=True, slots=True)
class NextDue:
    """What the bot says about its next reminder: the instant, and the athlete's zone if it names one."""

    due: datetime | None = None
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class Pace:
    """How long to wait, in seconds of real time, for the bot at each stop: for its word, then for its messages."""

    patience_seconds: float = 12.0
    settle_seconds: float = 1.5
    look_seconds: float = 0.1


def destination(target: str, now: datetime, due: datetime | None, zone: ZoneInfo) -> datetime:
    """The instant that a control means, in UTC; also takes an ISO instant with offset.

    Refuses other words with UnknownTargetError.
    """
    local = now.astimezone(zone)
    match target:
        case "next_reminder":
            return due if due is not None and due > now else now + HOUR
        case "plus_hour":
            return now + HOUR
        case "tomorrow":
            return _at(local, 1, MORNING)
        case "sunday":
            days = (SUNDAY - local.weekday()) % 7
            evening = _at(local, days, SUNDAY_EVENING)
            return evening if evening > now else _at(local, days + 7, SUNDAY_EVENING)
        case _:
            return _instant(target)


def _at(local: datetime, days: int, wall: time) -> datetime:
    day = local.date() + timedelta(days=days)
    return datetime.combine(day, wall, tzinfo=local.tzinfo).astimezone(UTC)


def _instant(text: str) -> datetime:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        raise UnknownTargetError(f"no such place in time: {text}") from None
    if instant.tzinfo is None:
        raise UnknownTargetError(f"{text} has no offset from UTC")
    return instant.astimezone(UTC)


class Steering:
    """Moves one clock file, and stops wherever a reminder is due, so that none comes late."""

    def __init__(self, clock: FileClock, changed: Callable[[], None], pace: Pace | None = None) -> None:
        """Steer `clock`; `changed` is called after every step."""
        self.clock = clock
        self.moving = False
        self._changed = changed
        self._pace = pace or Pace()

    def next_due(self) -> NextDue:
        """Read what the bot wrote next to the clock file; nothing when there is no such file."""
        path = self.clock.path.with_name(f"{self.clock.path.name}.next")
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return NextDue()
        due = content.get("due")
        return NextDue(_instant(due) if due else None, content.get("zone"))

    def zone(self, fallback: str) -> ZoneInfo:
        """The athlete's zone if the bot named it, else the page's; UTC for names that nobody knows."""
        for name in (self.next_due().zone, fallback):
            try:
                return ZoneInfo(name or "")
            except (ValueError, OSError, KeyError):
                continue
        return ZoneInfo("UTC")

    async def move(self, target: str, fallback_zone: str) -> datetime:
        """Go to a target through all stops on the way; returns the instant of arrival."""
        if self.moving:
            raise AlreadyMovingError("the clock is already moving")
        goal = destination(target, self.clock.now(), self.next_due().due, self.zone(fallback_zone))
        self.moving = True
        try:
            await self._travel(goal)
        finally:
            self.moving = False
            self._changed()
        return goal

    async def _travel(self, goal: datetime) -> None:
        for _ in range(MAX_STOPS):
            due = self.next_due().due
            if due is None or not self.clock.now() < due < goal:
                break
            self._go(due)
            await self._let_the_bot_work(due)
        if goal > self.clock.now():
            self._go(goal)

    def _go(self, instant: datetime) -> None:
        steer(self.clock, instant)
        self._changed()

    async def _let_the_bot_work(self, due: datetime) -> None:
        """Wait until the bot names a later reminder, then for its messages to arrive."""
        waited = 0.0
        while waited < self._pace.patience_seconds:
            following = self.next_due().due
            if following is None or following > due:
                break
            await asyncio.sleep(self._pace.look_seconds)
            waited += self._pace.look_seconds
        await asyncio.sleep(self._pace.settle_seconds)
