"""The person as the application knows them: identity, standing, and the settings that the clock needs."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum

from rules.athlete import Units


class Status(StrEnum):
    """Where a person stands with us; only ACTIVE people get reminders and reviews."""

    NEW = "new"
    SETTING_UP = "setting_up"
    ACTIVE = "active"
    PAUSED = "paused"
    HOLD_MEDICAL = "hold_medical"
    HOLD_PREGNANCY = "hold_pregnancy"
    SILENT = "silent"  # 14 days without an answer: one question was asked, then nothing (ux 11)


TRAINING = frozenset({Status.ACTIVE, Status.PAUSED, Status.SILENT})  # there is a plan, and it may be used


class Noise(StrEnum):
    """How a kind of unasked message arrives (ux 11)."""

    ON = "on"
    SILENT = "silent"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the scheduler and the renderer read; clear of health data. Times are local wall clock."""

    units: Units = Units.METRIC
    reminder_lead_min: int = 60
    reminder_time: time | None = None
    quiet_from: time = time(21, 30)
    quiet_until: time = time(6, 30)
    noise: tuple[tuple[str, Noise], ...] = ()  # (kind, noise); a kind that isn't named is ON
    language_chosen: bool = False  # else the language follows that of their app
    region: str = ""  # the country in their app's language code, as US: for clock, dates and numbers


@dataclass(frozen=True, slots=True)
class Person:
    """One user. `id` is ours, `telegram_id` theirs, `chat_id` their private chat."""

    id: int
    telegram_id: int
    chat_id: int
    language: str = "en"
    time_zone: str = "UTC"
    status: Status = Status.NEW
    reachable: bool = True
    paused_until: date | None = None
    settings: Settings = field(default_factory=Settings)
    pinned_message_id: int | None = None
    last_seen_at: datetime | None = None
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Consent:
    """The tap on "Agree": which version of the notice, and when (C-50)."""

    version: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Dialogue:
    """What we are waiting for in a chat: one row per user, any command leaves it (ux 8).

    `kind` names the conversation, `state` its step; `data` is plain JSON; `message_id` the screen being edited.
    """

    kind: str
    state: str
    data: dict[str, object]
    expires_at: datetime
    message_id: int | None = None
