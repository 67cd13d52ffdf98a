"""Where the application gets the time from: the system, a file that the demo's page moves, or a test."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol


class ClockFileError(ValueError):
    """The clock file can't be read as a clock; the message says what it must hold."""


class Clock(Protocol):
    """A source of the present instant.

    `steerable` says that someone may move the time on purpose, so that a jump of the wall clock
    against the monotonic clock is no reason to hold reminders back.
    """

    @property
    def steerable(self) -> bool:
        """Whether jumps are meant."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""


class SystemClock:
    """The machine's clock, as production uses it."""

    steerable = False

    def now(self) -> datetime:
        """The machine's time in UTC."""
        return datetime.now(UTC)


@dataclass(slots=True)
class FixedClock:
    """A clock that stands still until a test moves it."""

    at: datetime
    steerable: bool = True

    def now(self) -> datetime:
        """The instant it was set to, in UTC."""
        return self.at.astimezone(UTC)

    def advance(self, by: timedelta) -> None:
        """Move it on (or back, with a negative span)."""
        self.at += by


@dataclass(frozen=True, slots=True)
class Setting:
    """What a clock file says: a span to add to the system's time, or an instant to stand still at."""

    offset: timedelta = timedelta(0)
    frozen_at: datetime | None = None

    def now(self) -> datetime:
        """The instant that this setting means right now, in UTC."""
        if self.frozen_at is not None:
            return self.frozen_at
        return datetime.now(UTC) + self.offset


class FileClock:
    """System time moved by what a JSON file says; the file is read again whenever it changes.

    The file holds {"offset_seconds": number} or {"frozen_at": "ISO instant with offset"}. A missing file
    means the system's time. Refuses anything else with ClockFileError. Writers replace the whole file.
    """

    steerable = True

    def __init__(self, path: Path) -> None:
        """Follow the file at `path`, which need not exist yet."""
        self.path = path
        self._seen: tuple[int, int, int] | None = None
        self._setting = Setting()

    def now(self) -> datetime:
        """The steered instant, in UTC."""
        return self.setting().now()

    def setting(self) -> Setting:
        """What the file says at this moment."""
        try:
            stat = self.path.stat()
        except FileNotFoundError:
            self._seen, self._setting = None, Setting()
            return self._setting
        version = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
        if version != self._seen:
            self._setting = read_setting(self.path)
            self._seen = version
        return self._setting


def read_setting(path: Path) -> Setting:
    """Read a clock file; refuses with ClockFileError what is neither an offset nor an aware instant."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content.get("frozen_at") is not None:
            return Setting(frozen_at=_aware(content["frozen_at"]))
        return Setting(offset=timedelta(seconds=float(content.get("offset_seconds", 0.0))))
    except (ValueError, TypeError, AttributeError, OverflowError) as error:
        raise ClockFileError(
            f'{path} is not a clock file ({error}). Write {{"offset_seconds": 0}} into it, or delete it.'
        ) from error


def steer(clock: FileClock, to: datetime) -> None:
    """Make `clock` tell `to` at this moment, by replacing its file; a frozen clock stays frozen."""
    if clock.setting().frozen_at is not None:
        content: dict[str, object] = {"frozen_at": to.astimezone(UTC).isoformat()}
    else:
        content = {"offset_seconds": (to - datetime.now(UTC)).total_seconds()}
    clock.path.parent.mkdir(parents=True, exist_ok=True)
    draft = clock.path.with_name(f"{clock.path.name}.draft")
    draft.write_text(json.dumps(content), encoding="utf-8")
    draft.replace(clock.path)


def _aware(text: str) -> datetime:
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError(f"{text} has no offset from UTC")
    return instant.astimezone(UTC)
