"""A day and a week as they stand: what is planned, and what has been logged of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.coaching.blocks import grouped
from bot.coaching.people import Person
from bot.coaching.ports import UnitOfWork
from rules.briefing import reordered
from rules.calendar import monday_of
from rules.checkin import CheckIn, Status
from rules.easing import REDUCED
from rules.levels import assess
from rules.plan import Week
from rules.review import reading
from rules.review.sparing import reckoned
from rules.sessions import Session, SessionType

NO_ANSWER = "no_answer"  # the source of a skip that stands for an answer that never came


@dataclass(frozen=True, slots=True)
class Item:
    """One session on its local date, and its check-in if there is one."""

    session: Session
    date: date
    checkin: CheckIn | None

    @property
    def open(self) -> bool:
        """Nothing logged yet."""
        return self.checkin is None

    @property
    def can_be_logged(self) -> bool:
        """Open, or dropped only because nobody answered."""
        return self.checkin is None or self.checkin.source == NO_ANSWER

    @property
    def done(self) -> bool:
        """Done, in full or in part."""
        return self.checkin is not None and self.checkin.status in (Status.DONE, Status.PARTIAL)


@dataclass(frozen=True, slots=True)
class Standing:
    """A stored week with what has been logged of it, counted as the weekly review counts (G-11).

    `planned` is the week as it was before sessions were made easier for a day; None: none was.
    """

    week: Week
    items: tuple[Item, ...]
    planned: Week | None = None

    def holds(self, day: date) -> bool:
        """Whether a local date lies in this week."""
        return monday_of(day) == self.week.start

    def on(self, day: date) -> tuple[Item, ...]:
        """The items of a local date, in order of time."""
        return tuple(item for item in self.items if item.date == day)

    def item(self, session_id: str) -> Item | None:
        """The item of a session, if it is in this week."""
        return next((item for item in self.items if item.session.id == session_id), None)

    def other_times(self, session_id: str) -> tuple[Item, ...]:
        """What is still open on a session's day at other training times than its own: the first piece of each."""
        item = self.item(session_id)
        blocks = grouped(s for s in self.week.sessions if item and self.week.date_of(s) == item.date)
        firsts = (self.item(b[0].id) for b in blocks if all(s.id != session_id for s in b))
        return tuple(first for first in firsts if first and first.open)

    @property
    def counted(self) -> tuple[Item, ...]:
        """The sessions as people count them: a finisher belongs to its lift."""
        return tuple(item for item in self.items if is_counted(item.session))

    @property
    def done(self) -> tuple[Item, ...]:
        """Those of them that have been done, in full or in part."""
        return tuple(item for item in self.counted if item.done)

    @property
    def minutes_done(self) -> int:
        """Minutes trained, finishers too; as planned where no minutes were told."""
        logged = (reading.Logged(i.session, i.date, i.checkin) for i in self.items if is_ours(i.session))
        return round(sum(reading.minutes_done(one) for one in logged))

    @property
    def minutes(self) -> int:
        """Minutes planned, finishers too."""
        return sum(s.minutes for s in (self.planned or self.week).sessions if is_ours(s))


def is_ours(session: Session) -> bool:
    """Training that we planned: neither optional, nor fixed, nor a walk or an event (G-11)."""
    return reading.weight(session) > 0


def is_counted(session: Session) -> bool:
    """A session of its own for people and for the review; a finisher is part of the lift before it (G-11)."""
    return is_ours(session) and session.type is not SessionType.FINISH


async def standing(uow: UnitOfWork, person: Person, day: date) -> Standing | None:
    """The week that holds this local date; None when no week is stored for it."""
    start = monday_of(day)
    week = await uow.training.week(person.id, start)
    if week is None:
        return None
    logged = dict(await uow.training.checkins(person.id, start, start + timedelta(days=6)))
    items = tuple(Item(s, week.date_of(s), logged.get(s.id)) for s in week.sessions)
    return Standing(week, items, await as_planned(uow, person, week))


async def as_planned(uow: UnitOfWork, person: Person, week: Week) -> Week:
    """The week with sessions that were made easier on the day as they had been planned (G-71: logged as partial)."""
    if not any(REDUCED in s.flags for s in week.sessions):
        return week
    versions = await uow.training.week_versions(person.id, week.start)
    first = {s.id: s for version in reversed(versions) for s in version.sessions if REDUCED not in s.flags}
    sessions = reordered([first.get(s.id, s) if REDUCED in s.flags else s for s in week.sessions])
    state = await uow.training.state(person.id)
    return week if state is None else reckoned(week, sessions, assess(state.profile).strength)


async def find(uow: UnitOfWork, person: Person, session_id: str) -> tuple[Standing, Item] | None:
    """The person's own session by its id; None when they have none with it (anyone else's included)."""
    day = week_of(session_id)
    found = await standing(uow, person, day) if day else None
    item = found.item(session_id) if found else None
    return (found, item) if found and item else None


async def next_item(uow: UnitOfWork, person: Person, after: datetime) -> Item | None:
    """The next open session from this local moment on, in this week or the next."""
    today = after.date()
    for day in (today, today + timedelta(days=7)):
        week = await standing(uow, person, day)
        for item in week.items if week else ():
            if item.open and (item.date, item.session.start) >= (today, after.time()):
                return item
    return None


async def this_or_next(uow: UnitOfWork, person: Person, now: datetime) -> Standing | None:
    """This week; before the first one has begun, the one to come."""
    found = await standing(uow, person, now.date())
    if found is None and (following := await next_item(uow, person, now)) is not None:
        found = await standing(uow, person, following.date)
    return found


def week_of(session_id: str) -> date | None:
    """The Monday inside a session's id; None when it isn't one of our ids."""
    try:
        return datetime.strptime(session_id.partition("-")[0], "%Y%m%d").date()  # noqa: DTZ007  # a plain date
    except ValueError:
        return None
