"""The week in a calendar program: a secret link that can be ended, or a file (reliability 3, ICS feed)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.coaching.blocks import grouped
from bot.coaching.people import TRAINING, Person
from bot.coaching.ports import Feed, UnitOfWork
from rules.calendar import due_utc, monday_of
from rules.sessions import Session

WEEKS = (-1, 0, 1)  # a calendar keeps what has been
SHORTEST_EVENT = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Appointment:
    """One training time: its sessions one after the other, and the instants it begins and ends.

    `uid` stays the same when the time is moved.
    """

    uid: str
    begins: datetime
    ends: datetime
    sessions: tuple[Session, ...]

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return sum(session.minutes for session in self.sessions)


async def share(uow: UnitOfWork, person: Person, token: str, now: datetime, *, names: bool) -> None:
    """Open a link with this token (256 random bits, kept as a hash only); the one before ends."""
    await uow.feeds.put(Feed(person.id, names, now), hash_of(token))


async def unshare(uow: UnitOfWork, person: Person) -> None:
    """End the link."""
    await uow.feeds.end(person.id)


async def holder(uow: UnitOfWork, token: str) -> tuple[Person, Feed] | None:
    """Whose calendar a token opens; None for a wrong or ended one, and while there is no plan to show."""
    feed = await uow.feeds.behind(hash_of(token))
    person = await uow.people.by_id(feed.person_id) if feed else None
    return (person, feed) if feed and person and person.status in TRAINING else None


async def appointments(uow: UnitOfWork, person: Person, today: date) -> tuple[Appointment, ...]:
    """Last week's training times, this week's and next week's as far as they are planned."""
    found: list[Appointment] = []
    for number in WEEKS:
        week = await uow.training.week(person.id, monday_of(today) + timedelta(weeks=number))
        for block in grouped(week.sessions) if week else ():
            begins = (
                due_utc(week.date_of(block[0]), block[0].start, ZoneInfo(person.time_zone)) if week else None
            )
            if begins is not None:
                lasts = max(SHORTEST_EVENT, timedelta(minutes=sum(s.minutes for s in block)))
                found.append(Appointment(_uid(person, block[0]), begins, begins + lasts, tuple(block)))
    return tuple(found)


def hash_of(token: str) -> bytes:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).digest()


def _uid(person: Person, session: Session) -> str:
    told = hashlib.sha256(f"{person.id}:{person.telegram_id}:{session.id}".encode()).hexdigest()[:32]
    return f"{told}@tandem"
