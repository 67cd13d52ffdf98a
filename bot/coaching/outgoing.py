"""A message to a person as a value: what the outbox stores and the sender sends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """Kinds of message; the delivery policy and the noise level hang on it (reliability 2.5)."""

    REPLY = "reply"
    REMINDER = "reminder"
    SECOND = "second"
    FOLLOW_UP = "follow_up"
    REVIEW = "review"
    NOTICE = "notice"
    SAFETY = "safety"
    FILE = "file"
    ALERT = "alert"
    LIVE = "live"

    @property
    def unasked(self) -> bool:
        """True for what comes by itself: sent at most once, and nothing of it once they want silence."""
        return self in (Kind.REMINDER, Kind.SECOND, Kind.FOLLOW_UP, Kind.REVIEW, Kind.LIVE)


class Style(StrEnum):
    """Button styles (ux 5)."""

    PLAIN = ""
    PRIMARY = "primary"
    SUCCESS = "success"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Button:
    """A labelled button: callback `data` (<= 64 bytes) or a `url`."""

    label: str
    data: str = ""
    style: Style = Style.PLAIN
    url: str = ""


Keyboard = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to send: its name, MIME type and bytes. `method` is photo, document or audio.

    `seconds` is how long an audio plays: some players show no controls without it.
    """

    method: str
    name: str
    mime: str
    content: bytes
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class Screen:
    """One message: Telegram HTML, buttons, perhaps a file (then `text` is its caption)."""

    text: str
    keyboard: Keyboard = ()
    attachment: Attachment | None = None


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A row for the outbox.

    `idem` is the unique key that makes a second copy impossible. `edit_message_id` set: edit that message; if it is
    gone, a fresh one is sent, or with `only_edit` nothing. `pin` pins the message after sending; `menu` are the
    commands that this chat lists from then on. `subject` lets a later update find the message by what it shows (e.g.
    "day:20261123"), see `Outbox.message_of`.
    """

    chat_id: int
    screen: Screen
    kind: Kind
    idem: str
    person_id: int | None = None
    edit_message_id: int | None = None
    only_edit: bool = False
    silent: bool = False
    pin: bool = False
    menu: tuple[tuple[str, str], ...] = ()
    delete_message_id: int | None = None
    not_before: datetime | None = None
    expires_at: datetime | None = None
    subject: str = ""
