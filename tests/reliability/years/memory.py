"""The schedule's tables as dictionaries: the same promises kept a hundred times faster, to live through many years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from bot.coaching.people import Person, Status
from bot.coaching.ports import Reminder, ReminderStatus

MOVABLE = {ReminderStatus.PLANNED, ReminderStatus.CANCELLED}
Key = tuple[int, date, str, int]


def key_of(reminder: Reminder) -> Key:
    """What is unique."""
    return reminder.person_id, reminder.local_date, reminder.kind, reminder.slot


@dataclass
class MemoryPeople:
    """Persons, and how far each is planned."""

    persons: dict[int, Person] = field(default_factory=dict)
    until: dict[int, date | None] = field(default_factory=dict)

    async def add(self, telegram_id: int, chat_id: int, language: str, now: datetime) -> Person:
        person = Person(len(self.persons) + 1, telegram_id, chat_id, language, created_at=now)
        self.persons[person.id] = person
        self.until[person.id] = None
        return person

    async def by_id(self, person_id: int) -> Person | None:
        return self.persons.get(person_id)

    async def save(self, person: Person) -> None:
        self.persons[person.id] = person

    async def lock(self, person_id: int) -> None:
        assert person_id in self.persons

    async def planned(self, person_id: int, until: date | None) -> None:
        self.until[person_id] = until

    async def needing_plan(self, until: date, limit: int) -> Sequence[int]:
        needing = [
            number
            for number, planned in self.until.items()
            if (planned is None or planned < until) and self.persons[number].status is Status.ACTIVE
        ]
        return needing[:limit]


@dataclass
class MemoryReminders:
    """Rows of the schedule."""

    rows: dict[Key, Reminder] = field(default_factory=dict)
    waiting: dict[Key, Reminder] = field(default_factory=dict)  # those of them that are planned

    def _put(self, reminder: Reminder) -> None:
        key = key_of(reminder)
        self.rows[key] = reminder
        self.waiting.pop(key, None)
        if reminder.status is ReminderStatus.PLANNED:
            self.waiting[key] = reminder

    async def upsert(self, reminders: Sequence[Reminder]) -> None:
        for reminder in reminders:
            there = self.rows.get(key_of(reminder))
            if there is None or there.status in MOVABLE:
                self._put(reminder)

    async def of(self, person_id: int, first: date, last: date) -> Sequence[Reminder]:
        mine = [r for key, r in self.waiting.items() if key[0] == person_id and first <= key[1] <= last]
        return sorted(mine, key=lambda r: r.due_utc)

    async def cancel(self, person_id: int, first: date, kinds: Sequence[str] = ()) -> None:
        for key, reminder in list(self.waiting.items()):
            if key[0] == person_id and key[1] >= first and (not kinds or reminder.kind in kinds):
                self._put(replace(reminder, status=ReminderStatus.CANCELLED))

    async def claim(self, reminder: Reminder) -> bool:
        there = self.waiting.get(key_of(reminder))
        if there is None or there.due_utc != reminder.due_utc:
            return False
        self._put(replace(there, status=ReminderStatus.QUEUED))
        return True

    async def due(self, now: datetime, limit: int) -> Sequence[Reminder]:
        found = sorted((r for r in self.waiting.values() if r.due_utc <= now), key=lambda r: r.due_utc)
        return found[:limit]

    async def next_due(self) -> datetime | None:
        return min((r.due_utc for r in self.waiting.values()), default=None)

    async def crowd(self, begin: datetime, end: datetime) -> int:
        return sum(begin <= r.due_utc <= end for r in self.waiting.values())


class MemoryTraining:
    """Nobody has a stored plan here."""

    async def state(self, person_id: int) -> None:
        return None


class MemoryUnit:
    """A unit of work that is always open."""

    def __init__(self) -> None:
        self.people = MemoryPeople()
        self.reminders = MemoryReminders()
        self.training = MemoryTraining()
