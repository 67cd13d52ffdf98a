"""A check-in: one tap saves it, more taps complete it, and it can be taken back (G-10)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.coaching import days
from bot.coaching.days import Item, Standing
from bot.coaching.people import Person
from bot.coaching.ports import UnitOfWork
from rules.checkin import CheckIn, SkipReason, Status, TalkTest
from rules.errors import OutOfRange
from rules.sessions import SessionType

TALKED = frozenset({SessionType.EASY, SessionType.LONG})


@dataclass(frozen=True, slots=True)
class Logged:
    """What a log did: the session as it stands now, its week, and whether this was the first time."""

    item: Item
    standing: Standing
    fresh: bool = True

    @property
    def asks_talk(self) -> bool:
        """Easy and long sessions ask the talk test (G-10)."""
        return self.item.session.type in TALKED


async def record(
    uow: UnitOfWork, person: Person, session_id: str, checkin: CheckIn, now: datetime
) -> Logged | None:
    """Save a check-in; a second one for the same session changes nothing (`fresh` False). None: not theirs."""
    found = await days.find(uow, person, session_id)
    if found is None:
        return None
    fresh = await uow.training.record(person.id, session_id, checkin, now)
    return await _as_it_stands(uow, person, session_id, fresh=fresh)


async def done(uow: UnitOfWork, person: Person, session_id: str, now: datetime) -> Logged | None:
    """The one-tap log: done as planned, finished at the moment of the tap if that is on the day itself."""
    found = await days.find(uow, person, session_id)
    if found is None:
        return None
    item = found[1]
    return await record(uow, person, session_id, _done(item, person, now), now)


async def skip(
    uow: UnitOfWork, person: Person, session_id: str, reason: SkipReason, now: datetime
) -> Logged | None:
    """Not done, and why. A session that was logged before keeps its first word until it is undone."""
    found = await days.find(uow, person, session_id)
    if found is None:
        return None
    checkin = CheckIn(
        date=found[1].date, status=Status.SKIPPED, session_id=session_id, reason=reason, logged_at=now
    )
    return await record(uow, person, session_id, checkin, now)


async def effort(uow: UnitOfWork, person: Person, session_id: str, rpe: int, now: datetime) -> Logged | None:
    """How hard the whole session was, 1 to 10; refuses other numbers (OutOfRange, G-10)."""
    if not 1 <= rpe <= 10:
        raise OutOfRange("rpe", rpe, "1-10")
    return await _complete(uow, person, session_id, now, rpe=rpe)


async def talk(
    uow: UnitOfWork, person: Person, session_id: str, answer: TalkTest | None, now: datetime
) -> Logged | None:
    """The talk test near the end of an easy session; None: didn't try (F-02)."""
    return await _complete(uow, person, session_id, now, talk_test=answer)


async def undo(uow: UnitOfWork, person: Person, session_id: str) -> Logged | None:
    """Take a check-in back; the session is open again."""
    await uow.training.unrecord(person.id, session_id)
    return await _as_it_stands(uow, person, session_id, fresh=True)


async def _complete(
    uow: UnitOfWork, person: Person, session_id: str, now: datetime, **fields: int | TalkTest | None
) -> Logged | None:
    known = await uow.training.checkin(person.id, session_id)
    if known is None:
        return None
    completed = replace(known, **fields)  # type: ignore[arg-type]  # the callers name fields of CheckIn
    await uow.training.replace(person.id, session_id, completed, now)
    return await _as_it_stands(uow, person, session_id, fresh=True)


async def _as_it_stands(uow: UnitOfWork, person: Person, session_id: str, *, fresh: bool) -> Logged | None:
    found = await days.find(uow, person, session_id)
    return Logged(found[1], found[0], fresh) if found else None


def _done(item: Item, person: Person, now: datetime) -> CheckIn:
    local = now.astimezone(ZoneInfo(person.time_zone))
    return CheckIn(
        date=item.date,
        status=Status.DONE,
        session_id=item.session.id,
        actual_minutes=item.session.minutes,
        intervals_done=item.session.intervals,
        finished_at=now if local.date() == item.date else None,
        logged_at=now,
    )
