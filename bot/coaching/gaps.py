"""The gap keeper: a session ended late, so what comes after it moves, or is asked about (G-60 point 6).

A note for each late finish remembers what stood where before, so that a corrected finish, or a tap, moves it back.
What is shown is worked out anew from it: there is no second copy of the rules' answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from bot.coaching import days, moves, weeks
from bot.coaching.blocks import block_of
from bot.coaching.days import Item, Standing
from bot.coaching.people import Person
from bot.coaching.ports import UnitOfWork
from rules.missed.gap import GapAnswer, Quiet, Verdict, gap_after_finish
from rules.plan import Week
from rules.sessions import Session

NOTE = "gap"
WEEK = timedelta(weeks=1)
Places = Mapping[str, str]  # session id -> "day hh:mm"


@dataclass(frozen=True, slots=True)
class Told:
    """One answer of the gap keeper with the session that it is about, as it was planned."""

    session: Session
    answer: GapAnswer


@dataclass(frozen=True, slots=True)
class Gap:
    """What a late finish did and what it asks. `session_id` is the finished session's."""

    session_id: str
    moved: tuple[Told, ...]
    asks: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class _Late:
    """A note: when the session really ended, and what was moved from where to where."""

    session_id: str
    finished: datetime | None  # local; None: it turned out not to have been late
    before: Places
    after: Places


async def keep(uow: UnitOfWork, person: Person, session_id: str, finished: datetime, now: datetime) -> None:
    """A session really ended at this local moment: what comes later today and tomorrow follows.

    Moves that need no answer are made; `told` says what they were and what has to be asked.
    """
    await release(uow, person, session_id, now)
    found = await days.find(uow, person, session_id)
    answers = await _answers(uow, person, found[0], session_id, finished) if found else ()
    if found is None or not answers:
        return
    moved = [a for a in answers if a.verdict is Verdict.MOVED]
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    for week in await _weeks(uow, person, found[0].week):
        shifted = _shifted(week, moved, (week.start - found[0].week.start).days)
        if shifted:
            before |= {s.id: _place(week.session(s.id)) for s in shifted}
            after |= {s.id: _place(s) for s in shifted}
            changed = weeks.substituted(week, {s.id for s in shifted}, shifted)
            await weeks.save(uow, person, changed, NOTE, now)
    await _note(uow, person, _Late(session_id, finished, before, after), now)


async def release(uow: UnitOfWork, person: Person, session_id: str, now: datetime) -> bool:
    """Put back what a late finish of this training time had moved, where it still stands there."""
    found = await days.find(uow, person, session_id)
    late = await _late(uow, person, found[0].week, session_id) if found else None
    if found is None or late is None:
        return False
    for week in await _weeks(uow, person, found[0].week):
        restored = _put_back(week, late)
        if restored != week:
            await weeks.save(uow, person, restored, NOTE, now)
    await _note(uow, person, _Late(late.session_id, None, {}, {}), now)
    return bool(late.after)


async def told(uow: UnitOfWork, person: Person, session_id: str) -> Gap | None:
    """What a late finish did that still stands, and what of it waits for an answer; None: neither."""
    found = await days.find(uow, person, session_id)
    late = await _late(uow, person, found[0].week, session_id) if found else None
    if found is None or late is None or late.finished is None:
        return None
    planned = replace(found[0], week=_put_back(found[0].week, late))
    answers = await _answers(uow, person, planned, late.session_id, late.finished, late)
    here = {item.session.id: item for item in await _items(uow, person, found[0])}
    moved = tuple(_told(a, here) for a in answers if _stands(a, here, late))
    asks = tuple(_told(a, here) for a in answers if _is_open(a, here))
    return Gap(late.session_id, moved, asks) if moved or asks else None


async def late_sessions(uow: UnitOfWork, person: Person, most: int) -> tuple[str, ...]:
    """Ids of the sessions that ended late, the last few."""
    notes = await uow.training.notes(person.id, NOTE)
    return tuple(dict.fromkeys(str(n["session"]) for n in notes[-most:]))


async def _answers(
    uow: UnitOfWork,
    person: Person,
    standing: Standing,
    session_id: str,
    finished: datetime,
    late: _Late | None = None,
) -> tuple[GapAnswer, ...]:
    context = await moves.context_of(uow, person, standing, finished)
    if context is None or standing.item(session_id) is None:
        return ()
    if late is not None:
        ahead = tuple(_back(s, late) for s in context.hard.after)
        context = replace(context, hard=replace(context.hard, after=ahead))
    quiet = Quiet(person.settings.quiet_from, person.settings.quiet_until)
    minute = moves.minute_in(standing.week, finished)
    return gap_after_finish(standing.week, session_id, minute, quiet, context)


def _shifted(week: Week, moved: list[GapAnswer], offset_days: int) -> list[Session]:
    """The sessions of one week at their new places; answers count minutes from the finished session's Monday."""
    found: list[Session] = []
    for answer in moved:
        pieces = [s for s in week.sessions if s.id in answer.session_ids]
        if pieces:
            shift = answer.start_minute - offset_days * 1440 - min(p.start_minute for p in pieces)
            found += [_at(p, p.start_minute + shift) for p in pieces]
    return found


def _at(session: Session, minute: int) -> Session:
    day, clock = divmod(minute, 1440)
    return replace(session, day=day, start=time(*divmod(clock, 60)))


def _place(session: Session) -> str:
    return f"{session.day} {session.start:%H:%M}"


def _back(session: Session, late: _Late) -> Session:
    if session.id not in late.after or _place(session) != late.after[session.id]:
        return session
    day, _, start = late.before[session.id].partition(" ")
    return replace(session, day=int(day), start=time.fromisoformat(start))


def _put_back(week: Week, late: _Late) -> Week:
    moved = {s.id for s in week.sessions if s.id in late.after}
    return weeks.substituted(week, moved, (_back(s, late) for s in week.sessions if s.id in moved))


def _stands(answer: GapAnswer, here: Mapping[str, Item], late: _Late) -> bool:
    """Moved, and still where it was moved to."""
    return answer.verdict is Verdict.MOVED and all(
        i in here and here[i].open and late.after.get(i) == _place(here[i].session)
        for i in answer.session_ids
    )


def _is_open(answer: GapAnswer, here: Mapping[str, Item]) -> bool:
    return answer.verdict is Verdict.ASK and all(i in here and here[i].open for i in answer.session_ids)


def _told(answer: GapAnswer, here: Mapping[str, Item]) -> Told:
    return Told(here[answer.session_ids[0]].session, answer)


async def _weeks(uow: UnitOfWork, person: Person, week: Week) -> list[Week]:
    """The finished session's week, and the next one where it is planned."""
    following = await uow.training.week(person.id, week.start + WEEK)
    return [week] if following is None else [week, following]


async def _items(uow: UnitOfWork, person: Person, standing: Standing) -> tuple[Item, ...]:
    following = await days.standing(uow, person, standing.week.start + WEEK)
    return (*standing.items, *(following.items if following else ()))


async def _late(uow: UnitOfWork, person: Person, week: Week, session_id: str) -> _Late | None:
    """The latest note about this training time."""
    block = block_of(week, session_id)
    notes = await uow.training.notes(person.id, NOTE)
    mine = [n for n in notes if n["session"] in block]
    return _read(mine[-1]) if mine else None


async def _note(uow: UnitOfWork, person: Person, late: _Late, now: datetime) -> None:
    document = {
        "session": late.session_id,
        "finished": late.finished.replace(tzinfo=None).isoformat() if late.finished else "",
        "before": dict(late.before),
        "after": dict(late.after),
    }
    await uow.training.note(person.id, NOTE, document, now)


def _read(note: Mapping[str, object]) -> _Late:
    before, after = note["before"], note["after"]
    assert isinstance(before, dict)
    assert isinstance(after, dict)
    finished = datetime.fromisoformat(str(note["finished"])) if note["finished"] else None
    return _Late(str(note["session"]), finished, before, after)
