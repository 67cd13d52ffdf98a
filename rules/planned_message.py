"""An unasked message as a value: its kind, its key, when it goes out; and what the athlete chose (H-01, ux 11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from rules.calendar import in_quiet_hours
from rules.constants import P


class MessageKind(StrEnum):
    """Kinds of unasked messages; each can be on, silent or off (ux 11)."""

    DAILY = "daily"
    SECOND = "second"
    FOLLOWUP = "followup"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class ReminderSettings:
    """What the athlete chose. `reminder_time`, one clock time for the whole day, replaces the lead (C-10).

    `noise` names a kind and "on", "silent" or "off"; a kind that isn't named is on.
    """

    lead_min: int = P.messages.lead_min
    reminder_time: time | None = None
    quiet_from: time = P.messages.quiet_hours[0]
    quiet_until: time = P.messages.quiet_hours[1]
    noise: tuple[tuple[str, str], ...] = ()

    def noise_of(self, kind: MessageKind) -> str:
        """The chosen noise: "on", "silent" or "off"."""
        return dict(self.noise).get(kind, "on")

    def is_quiet(self, moment: datetime) -> bool:
        """Whether a local moment lies in the quiet hours."""
        return in_quiet_hours(moment.time(), self.quiet_from, self.quiet_until)


@dataclass(frozen=True, slots=True)
class PlannedMessage:
    """One message to come. `local_date` is the day it is about and, with kind and slot, its key.

    It goes out on `send_on` at `wall`, local time. `as_edit`: the day has had its two messages, so this one becomes
    an edit of the first. Slot 0 is the day's message, 1 and up the later sessions of that day.
    """

    kind: MessageKind
    local_date: date
    slot: int
    send_on: date
    wall: time
    silent: bool = False
    as_edit: bool = False
    session_ids: tuple[str, ...] = ()

    @property
    def evening_before(self) -> bool:
        """Whether it comes on the evening before its day."""
        return self.send_on < self.local_date

    @property
    def moment(self) -> datetime:
        """Local date and wall time together, without a zone."""
        return datetime.combine(self.send_on, self.wall)
