"""Which session a typed finish is about; and one told again, which brings back what it had moved (G-60 point 6)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.coaching import checkins, days, gaps, reminders, typed_logs
from bot.coaching.blocks import block_of
from bot.coaching.checkins import Logged
from bot.coaching.days import Item
from bot.coaching.entries import Report
from bot.coaching.people import Person
from bot.coaching.ports import UnitOfWork
from rules.sessions import Session

JUST_NOW = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Meant:
    """What "done 9:10" can be about: a finish told again, or a session that is still open; both: it has to be asked."""

    told_before: Item | None = None
    open: Item | None = None


@dataclass(frozen=True, slots=True)
class Corrected:
    """A finish told again: the one before, and what stands back at its planned time."""

    logged: Logged
    finished: datetime | None
    before: datetime | None
    returned: tuple[Session, ...] = ()


async def meant(uow: UnitOfWork, person: Person, report: Report, now: datetime) -> Meant:
    """The session of a typed "done"; a finish before an open session begins is that of the session logged last."""
    zone = ZoneInfo(person.time_zone)
    waiting = await typed_logs.open_item(uow, person, report, now.astimezone(zone))
    finished = typed_logs.finished_at(person, report, now)
    last = await typed_logs.last_done(uow, person, report) if finished is not None else None
    if last is None or finished is None or waiting is None:
        return Meant(last if waiting is None else None, waiting)
    again = _can_be_again(last, finished, now, zone)
    fresh = _begins(waiting, zone) <= finished
    return Meant(last if again or not fresh else None, waiting if fresh or not again else None)


async def correct(
    uow: UnitOfWork, person: Person, session_id: str, finished: datetime | None, now: datetime
) -> Corrected | None:
    """The session ended at this instant instead (None: nobody knows); None where it isn't logged as done."""
    found = await days.find(uow, person, session_id)
    if found is None or not found[1].done or found[1].checkin is None:
        return None
    before, moved = found[1].checkin.finished_at, await gaps.told(uow, person, session_id)
    block = block_of(found[0].week, session_id)
    for item in found[0].items:
        if item.session.id in block and item.done and item.checkin is not None:
            told = replace(item.checkin, finished_at=finished)
            await uow.training.replace(person.id, item.session.id, told, now)
    if finished is None:
        await gaps.release(uow, person, session_id, now)
        await reminders.replan(uow, person, now)
    else:
        await checkins.keep_promises(uow, person, _last_of(found[0].items, block), now, finished)
    logged = await checkins.look(uow, person, session_id)
    assert logged is not None
    still = {t.session.id for t in logged.gap.moved} if logged.gap else set()
    back = [t.session.id for t in moved.moved if t.session.id not in still] if moved else []
    stands = [await days.find(uow, person, session_id) for session_id in back]
    return Corrected(logged, finished, before, tuple(f[1].session for f in stands if f))


def _last_of(items: tuple[Item, ...], block: frozenset[str]) -> Item:
    return next(i for i in reversed(items) if i.session.id in block)


def _can_be_again(last: Item, finished: datetime, now: datetime, zone: ZoneInfo) -> bool:
    """Whether the finish can be that of a session logged before: nobody logs a session hours before it ends."""
    logged = last.checkin.logged_at if last.checkin else None
    is_known = logged is not None and (finished <= logged or now - logged <= JUST_NOW)
    return is_known and _begins(last, zone) <= finished


def _begins(item: Item, zone: ZoneInfo) -> datetime:
    return datetime.combine(item.date, item.session.start, zone)
