"""A check-in: one tap saves it, more taps complete it, and it can be taken back (G-10)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.coaching import days, gaps, reminders
from bot.coaching.blocks import block_of
from bot.coaching.days import Item, Standing
from bot.coaching.gaps import Gap
from bot.coaching.people import Person
from bot.coaching.ports import UnitOfWork
from rules.checkin import CheckIn, SkipReason, Status, TalkTest
from rules.easing import REDUCED
from rules.errors import OutOfRange
from rules.sessions import SessionType

MOST_MINUTES = 600
PAST_MIDNIGHT = timedelta(hours=4)
MOST_INTERVALS = 20
LONGEST_NOTE = 500
DONE_SHARE = 0.9  # G-11: from nine tenths of the planned minutes on a session counts as done
TALKED = frozenset({SessionType.EASY, SessionType.LONG})


@dataclass(frozen=True, slots=True)
class Logged:
    """What a log did: the session as it stands now, its week, and whether this was the first time.

    `gap` is what a late finish moved, or asks about.
    """

    item: Item
    standing: Standing
    fresh: bool = True
    gap: Gap | None = None

    @property
    def together(self) -> tuple[Item, ...]:
        """The session and what follows it directly, as far as that is done: one tap logs both."""
        block = block_of(self.standing.week, self.item.session.id)
        following = (i for i in self.standing.items if i.session.id in block and i.done)
        return tuple(i for i in following if i.session.start >= self.item.session.start) or (self.item,)

    @property
    def minutes(self) -> int:
        """How long that really was; as planned where nobody said."""
        told = (i.checkin.actual_minutes if i.checkin else None for i in self.together)
        return sum(n or i.session.minutes for n, i in zip(told, self.together, strict=True))

    @property
    def talking(self) -> Item | None:
        """What the talk test is about: the easy or long piece of what was done in one go; a finisher is none (G-10)."""
        return next((i for i in self.together if i.session.type in TALKED), None)

    @property
    def talk_test(self) -> TalkTest | None:
        """Its answer, once there is one."""
        return self.talking.checkin.talk_test if self.talking and self.talking.checkin else None


async def done(
    uow: UnitOfWork, person: Person, session_id: str, now: datetime, finished: datetime | None = None
) -> Logged | None:
    """The one-tap log: the session and what follows it directly, done as planned (0.6).

    `finished` is the instant that was told, at most `now`; without it they finished at the tap.
    """
    found = await days.find(uow, person, session_id)
    if found is None:
        return None
    ids = block_of(found[0].week, session_id)
    items = tuple(i for i in found[0].items if i.session.id in ids)
    fresh = [await _record_done(uow, person, item, now, finished) for item in items if item.can_be_logged]
    if any(fresh) or finished is not None:
        await keep_promises(uow, person, items[-1], now, finished)
    return await _as_it_stands(uow, person, items[0].session.id, fresh=any(fresh))


async def day_done(uow: UnitOfWork, person: Person, session_id: str, now: datetime) -> Logged | None:
    """Every open session of that session's day, done as planned; its last one may have ended late."""
    found = await days.find(uow, person, session_id)
    if found is None:
        return None
    items = found[0].on(found[1].date)
    fresh = [await _record_done(uow, person, item, now) for item in items if item.open]
    if any(fresh):
        await keep_promises(uow, person, items[-1], now)
    return await _as_it_stands(uow, person, items[0].session.id, fresh=any(fresh))


async def skip(
    uow: UnitOfWork, person: Person, session_id: str, reason: SkipReason, now: datetime
) -> Logged | None:
    """Not done, and why: the session and what follows it directly. What was logged before keeps its first word."""
    found = await days.find(uow, person, session_id)
    if found is None:
        return None
    standing, first = found
    ids = block_of(standing.week, session_id)
    items = [i for i in standing.items if i.session.id in ids and i.session.start >= first.session.start]
    fresh = [await _record_skip(uow, person, item, reason, now) for item in items if item.open]
    return await _as_it_stands(uow, person, session_id, fresh=any(fresh))


async def effort(uow: UnitOfWork, person: Person, session_id: str, rpe: int, now: datetime) -> Logged | None:
    """How hard the whole session was, 1 to 10; refuses other numbers (OutOfRange, G-10)."""
    if not 1 <= rpe <= 10:
        raise OutOfRange("rpe", rpe, "1-10")
    return await _complete(uow, person, session_id, now, rpe=rpe)


async def talk(
    uow: UnitOfWork, person: Person, session_id: str, answer: TalkTest | None, now: datetime
) -> Logged | None:
    """The talk test near the end of an easy session, also of one right after a lift; None: didn't try (F-02, G-41)."""
    logged = await look(uow, person, session_id)
    if logged is not None and logged.talking is not None:
        await _complete(uow, person, logged.talking.session.id, now, talk_test=answer)
    return await look(uow, person, session_id)


async def minutes(
    uow: UnitOfWork, person: Person, session_id: str, really: int, now: datetime
) -> Logged | None:
    """How long it really was, 0 to 600 minutes (OutOfRange); under nine tenths of the plan is done in part (G-11)."""
    if not 0 < really <= MOST_MINUTES:
        raise OutOfRange("actual_minutes", really, f"1-{MOST_MINUTES}")
    found = await days.find(uow, person, session_id)
    if found is None:
        return None
    known = found[1].checkin if found[1].done and found[1].checkin else _done(found[1], person, now)
    status = Status.PARTIAL if really < DONE_SHARE * found[1].session.minutes else Status.DONE
    told = replace(known, actual_minutes=really, status=Status.PARTIAL if known.easier else status)
    await uow.training.replace(person.id, session_id, told, now)
    return await _as_it_stands(uow, person, session_id, fresh=True)


async def intervals(uow: UnitOfWork, person: Person, session_id: str, n: int, now: datetime) -> Logged | None:
    """How many intervals were done, 0 to 20 (OutOfRange, G-10)."""
    if not 0 <= n <= MOST_INTERVALS:
        raise OutOfRange("intervals_done", n, f"0-{MOST_INTERVALS}")
    found = await days.find(uow, person, session_id)
    if found is None:
        return None
    known = found[1].checkin if found[1].done and found[1].checkin else _done(found[1], person, now)
    await uow.training.replace(person.id, session_id, replace(known, intervals_done=n), now)
    return await _as_it_stands(uow, person, session_id, fresh=True)


async def remark(
    uow: UnitOfWork, person: Person, session_id: str, words: str, now: datetime
) -> Logged | None:
    """A note in the athlete's own words, at most 500 characters (G-10)."""
    return await _complete(uow, person, session_id, now, free_text=words[:LONGEST_NOTE])


async def undo(uow: UnitOfWork, person: Person, session_id: str, now: datetime) -> Logged | None:
    """Take back what one tap said of a training time, done or skipped; its sessions are open again."""
    found = await days.find(uow, person, session_id)
    if found is None:
        return None
    standing, tapped = found
    ids = block_of(standing.week, session_id)
    for item in standing.items:
        if item.session.id in ids and item.done == tapped.done:
            await uow.training.unrecord(person.id, item.session.id)
    await gaps.release(uow, person, session_id, now)
    await reminders.replan(uow, person, now)
    return await _as_it_stands(uow, person, session_id, fresh=True)


async def undo_last(uow: UnitOfWork, person: Person, today: date, now: datetime) -> Logged | None:
    """Take back the newest log or skip of today; None where there is none since the week was changed last."""
    standing = await days.standing(uow, person, today)
    changed = await uow.training.week_changed_at(person.id, standing.week.start) if standing else None
    said = [
        (item.checkin.logged_at, item.session.id)
        for item in (standing.items if standing else ())
        if item.checkin is not None and item.checkin.logged_at is not None and not item.can_be_logged
    ]
    at, newest = max(said, default=(None, ""))
    if at is None or at.astimezone(ZoneInfo(person.time_zone)).date() != today or (changed and at < changed):
        return None
    return await undo(uow, person, newest, now)


async def performed(
    uow: UnitOfWork,
    person: Person,
    session_id: str,
    now: datetime,
    finished: datetime,
    told: Mapping[str, object],
) -> Logged | None:
    """A session as it really was, from its start to this finish; `told` are fields of its check-in (G-10)."""
    found = await days.find(uow, person, session_id)
    if found is None:
        return None
    item = found[1]
    known = item.checkin if item.done and item.checkin else _done(item, person, now)
    whole = replace(known, finished_at=finished, **told)  # type: ignore[arg-type]  # the callers name fields of CheckIn
    whole = replace(whole, status=Status.PARTIAL) if whole.easier else whole
    await uow.training.replace(person.id, session_id, whole, now)
    await keep_promises(uow, person, item, now, finished)
    return await _as_it_stands(uow, person, session_id, fresh=True)


async def look(uow: UnitOfWork, person: Person, session_id: str) -> Logged | None:
    """A session as it stands, without changing anything."""
    return await _as_it_stands(uow, person, session_id, fresh=False)


async def _complete(
    uow: UnitOfWork, person: Person, session_id: str, now: datetime, **fields: int | str | TalkTest | None
) -> Logged | None:
    known = await uow.training.checkin(person.id, session_id)
    if known is None:
        return None
    completed = replace(known, **fields)  # type: ignore[arg-type]  # the callers name fields of CheckIn
    await uow.training.replace(person.id, session_id, completed, now)
    return await _as_it_stands(uow, person, session_id, fresh=True)


async def _as_it_stands(uow: UnitOfWork, person: Person, session_id: str, *, fresh: bool) -> Logged | None:
    found = await days.find(uow, person, session_id)
    if found is None:
        return None
    gap = await gaps.told(uow, person, session_id) if found[1].done else None
    return Logged(found[1], found[0], fresh, gap)


async def keep_promises(
    uow: UnitOfWork, person: Person, last: Item, now: datetime, finished: datetime | None = None
) -> None:
    """Finished then, or just now: what comes later keeps its gap, and its reminders follow (G-60 point 6).

    A finish that turns out not to be late puts back what an earlier word of it had moved.
    """
    local = (finished or now).astimezone(ZoneInfo(person.time_zone))
    planned_end = datetime.combine(last.date, last.session.start) + timedelta(minutes=last.session.minutes)
    if _is_finish(last, local) and local.replace(tzinfo=None) > planned_end:
        await gaps.keep(uow, person, last.session.id, local, now)
    else:
        await gaps.release(uow, person, last.session.id, now)
    await reminders.replan(uow, person, now)


def _is_finish(item: Item, local: datetime) -> bool:
    """A tap on the session's own date, or soon after it past midnight, can be the moment it ended."""
    planned_end = datetime.combine(item.date, item.session.start) + timedelta(minutes=item.session.minutes)
    return local.date() == item.date or local.replace(tzinfo=None) - planned_end < PAST_MIDNIGHT


async def _record_done(
    uow: UnitOfWork, person: Person, item: Item, now: datetime, finished: datetime | None = None
) -> bool:
    checkin = _done(item, person, now, finished)
    if item.open:
        return await uow.training.record(person.id, item.session.id, checkin, now)
    await uow.training.replace(person.id, item.session.id, checkin, now)
    return True


async def _record_skip(
    uow: UnitOfWork, person: Person, item: Item, reason: SkipReason, now: datetime
) -> bool:
    skipped = CheckIn(item.date, Status.SKIPPED, item.session.id, reason=reason, logged_at=now)
    return await uow.training.record(person.id, item.session.id, skipped, now)


def _done(item: Item, person: Person, now: datetime, finished: datetime | None = None) -> CheckIn:
    local = now.astimezone(ZoneInfo(person.time_zone))
    return CheckIn(
        date=item.date,
        status=Status.PARTIAL if REDUCED in item.session.flags else Status.DONE,
        easier=REDUCED in item.session.flags,
        session_id=item.session.id,
        actual_minutes=item.session.minutes,
        intervals_done=item.session.intervals,
        finished_at=finished or (now if _is_finish(item, local) else None),
        logged_at=now,
    )
