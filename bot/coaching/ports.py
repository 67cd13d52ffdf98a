"""What the use cases need from storage, as protocols: one unit of work, one repository per aggregate.

Everything that speaks of a person takes the person's own id and finds that person's rows only: ownership is in the
query, never in an `if`. Nothing here commits: whoever opened the unit of work does (docs/decisions/0003).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Protocol

from bot.coaching.live import Live
from bot.coaching.outgoing import Outgoing
from bot.coaching.people import Consent, Dialogue, Person
from rules.adaptation import Inputs
from rules.checkin import CheckIn, Wellness
from rules.decisions import Change, Decision, Modifier, Proposal
from rules.draft import Draft
from rules.plan import Week
from rules.review.metrics import WeekMetrics
from rules.state import TrainingState, WeekRecord


class ReminderStatus(StrEnum):
    """Life of a reminder row (reliability 2.4)."""

    PLANNED = "planned"
    QUEUED = "queued"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Reminder:
    """One promise: at most one row per (person, local date, kind, slot). `subject` says what it is about."""

    person_id: int
    local_date: date
    kind: str
    slot: int
    due_utc: datetime
    wall: time
    time_zone: str
    subject: str = ""
    status: ReminderStatus = ReminderStatus.PLANNED
    reason: str = ""

    @property
    def idem(self) -> str:
        """What its message is known by."""
        return f"r{self.person_id}.{self.local_date:%Y%m%d}.{self.kind}.{self.slot}"


@dataclass(frozen=True, slots=True)
class StoredReview:
    """A weekly review as it was shown, and what the person answered ("", applied, kept, adjusted).

    `inputs` are what it was made from, their state without its history, so that it can be made again with the
    person's word in it. `declined` are the numbers of the changes left as they were, counted from 1.
    """

    week_start: date
    decision: Decision
    changes: tuple[Change, ...]
    modifiers: tuple[Modifier, ...]
    metrics: WeekMetrics
    inputs: Inputs
    next_week: Week | None = None
    proposal: Proposal | None = None
    answer: str = ""
    declined: tuple[int, ...] = ()
    created_at: datetime | None = None

    @property
    def repeats(self) -> bool:
        """Whether next week has the kinds and minutes of the week that was reviewed."""
        weeks = (self.inputs.week, self.next_week)
        made = [sorted((s.type.value, s.minutes) for s in week.sessions) for week in weeks if week]
        return made[0] == made[-1]


@dataclass(frozen=True, slots=True)
class Feed:
    """A link to a person's calendar: whether it shows the names of sessions, and since when it is open."""

    person_id: int
    names: bool
    created_at: datetime


@dataclass(frozen=True, slots=True)
class ShownTip:
    """A tip that went out on a local date."""

    date: date
    tip_id: str
    category: str


class People(Protocol):
    """Persons by their own ids."""

    async def by_telegram(self, telegram_id: int) -> Person | None: ...
    async def by_id(self, person_id: int) -> Person | None: ...
    async def add(self, telegram_id: int, chat_id: int, language: str, now: datetime) -> Person: ...
    async def save(self, person: Person) -> None: ...
    async def lock(self, person_id: int) -> None: ...
    async def consent(self, person_id: int, consent: Consent) -> None: ...
    async def consents(self, person_id: int) -> Sequence[Consent]: ...
    async def erase(self, person: Person, now: datetime) -> None: ...
    async def export(self, person_id: int) -> dict[str, object]: ...
    async def needing_plan(self, until: date, limit: int) -> Sequence[int]: ...
    async def planned(self, person_id: int, until: date | None) -> None: ...


class Training(Protocol):
    """The athlete's training: state, weeks with their versions, check-ins, wellness, reviews, tips. All encrypted."""

    async def draft(self, person_id: int) -> Draft | None: ...
    async def save_draft(self, person_id: int, draft: Draft | None, now: datetime) -> None: ...
    async def live(self, person_id: int) -> Live | None: ...
    async def save_live(self, person_id: int, live: Live | None, now: datetime) -> None: ...
    async def state(self, person_id: int) -> TrainingState | None: ...
    async def save_state(self, person_id: int, state: TrainingState) -> None: ...
    async def week(self, person_id: int, start: date) -> Week | None: ...
    async def week_versions(self, person_id: int, start: date) -> Sequence[Week]: ...
    async def week_changed_at(self, person_id: int, start: date) -> datetime | None: ...
    async def save_week(self, person_id: int, week: Week, because: str, now: datetime) -> None: ...
    async def closed_weeks(self, person_id: int, since: date) -> Sequence[WeekRecord]: ...
    async def close_week(self, person_id: int, record: WeekRecord, now: datetime) -> None: ...
    async def record(self, person_id: int, key: str, checkin: CheckIn, now: datetime) -> bool: ...
    async def replace(self, person_id: int, key: str, checkin: CheckIn, now: datetime) -> None: ...
    async def unrecord(self, person_id: int, key: str) -> CheckIn | None: ...
    async def checkin(self, person_id: int, key: str) -> CheckIn | None: ...
    async def checkins(self, person_id: int, first: date, last: date) -> Sequence[tuple[str, CheckIn]]: ...
    async def save_wellness(self, person_id: int, wellness: Wellness, now: datetime) -> None: ...
    async def wellness(self, person_id: int, first: date, last: date) -> Sequence[Wellness]: ...
    async def save_review(self, person_id: int, review: StoredReview) -> None: ...
    async def review(self, person_id: int, week_start: date) -> StoredReview | None: ...
    async def shown_tips(self, person_id: int, since: date) -> Sequence[ShownTip]: ...
    async def show_tip(self, person_id: int, tip: ShownTip) -> None: ...
    async def note(
        self, person_id: int, kind: str, document: Mapping[str, object], now: datetime
    ) -> None: ...
    async def notes(self, person_id: int, kind: str) -> Sequence[Mapping[str, object]]: ...


class Dialogues(Protocol):
    """One stored prompt per person."""

    async def get(self, person_id: int, now: datetime) -> Dialogue | None: ...
    async def put(self, person_id: int, dialogue: Dialogue) -> None: ...
    async def clear(self, person_id: int) -> None: ...


class Outbox(Protocol):
    """Messages to be sent once this unit commits. A second row with the same `idem` is ignored."""

    async def add(self, outgoing: Outgoing, now: datetime) -> bool: ...
    async def message_of(self, person_id: int, subject: str) -> int | None: ...
    async def latest(self, person_id: int, prefix: str) -> str: ...
    async def confirm(self, person_id: int, message_id: int) -> None: ...
    async def drop(self, person_id: int, now: datetime, *, unasked_only: bool) -> None: ...


class Reminders(Protocol):
    """The schedule as rows."""

    async def upsert(self, reminders: Sequence[Reminder]) -> None: ...
    async def of(self, person_id: int, first: date, last: date) -> Sequence[Reminder]: ...
    async def cancel(self, person_id: int, first: date, kinds: Sequence[str] = ()) -> None: ...
    async def claim(self, reminder: Reminder) -> bool: ...
    async def settle(self, reminder: Reminder, status: ReminderStatus, reason: str = "") -> None: ...
    async def next_due(self) -> datetime | None: ...
    async def crowd(self, begin: datetime, end: datetime) -> int: ...


class Feeds(Protocol):
    """The link to a person's calendar, one at most; only the hash of its token is kept."""

    async def put(self, feed: Feed, token_hash: bytes) -> None: ...
    async def of(self, person_id: int) -> Feed | None: ...
    async def behind(self, token_hash: bytes) -> Feed | None: ...
    async def end(self, person_id: int) -> None: ...


class Updates(Protocol):
    """What people sent, as far as it was put aside."""

    async def again(self, chat_id: int, update_id: int) -> bool: ...


class UnitOfWork(Protocol):
    """One transaction: what it changed becomes true together, or not at all."""

    @property
    def people(self) -> People: ...
    @property
    def training(self) -> Training: ...
    @property
    def dialogues(self) -> Dialogues: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def reminders(self) -> Reminders: ...
    @property
    def feeds(self) -> Feeds: ...
    @property
    def updates(self) -> Updates: ...
