"""What to do with a session that no longer fits after a late finish; no answer drops it (G-60 point 6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.coaching import days, gaps, weeks
from bot.coaching.gaps import Told
from bot.coaching.people import Person
from bot.coaching.ports import UnitOfWork
from rules import easing
from rules.checkin import CheckIn, SkipReason, Status
from rules.missed import MOVED
from rules.missed.choices import Choice, ChoiceKind
from rules.plan import Week
from rules.sessions import Session
from rules.short_forms import short

LOOKS_BACK = 3


async def choose(
    uow: UnitOfWork, person: Person, session_id: str, outing: str, kind: str, now: datetime
) -> tuple[Told, Choice] | None:
    """Do what was chosen for a later session; None: it was answered before, or isn't offered."""
    gap = await gaps.told(uow, person, session_id)
    ask = next((t for t in gap.asks if t.session.id == outing), None) if gap else None
    choice = next((c for c in ask.answer.options if c.kind == kind), None) if ask else None
    if ask is None or choice is None:
        return None
    if choice.kind is ChoiceKind.DROP:
        await _drop(uow, person, ask, now, source="user")
    else:
        await _apply(uow, person, ask, choice, now)
    return ask, choice


async def waiting(uow: UnitOfWork, person: Person, day: date) -> tuple[Told, ...]:
    """What is asked about on this local date and not answered yet."""
    found: list[Told] = []
    for session_id in await gaps.late_sessions(uow, person, LOOKS_BACK):
        gap = await gaps.told(uow, person, session_id)
        found += [ask for ask in (gap.asks if gap else ()) if _date_of(ask.session) == day]
    return tuple(found)


async def settle(uow: UnitOfWork, person: Person, day: date, now: datetime) -> None:
    """Drop what was asked about on this local date and never answered."""
    for ask in await waiting(uow, person, day):
        await _drop(uow, person, ask, now, source=days.NO_ANSWER)


def _date_of(session: Session) -> date | None:
    start = days.week_of(session.id)
    return start + timedelta(days=session.day) if start else None


async def _drop(uow: UnitOfWork, person: Person, ask: Told, now: datetime, source: str) -> None:
    for session_id in ask.answer.session_ids:
        found = await days.find(uow, person, session_id)
        if found is not None:
            day, reason = found[1].date, SkipReason.OTHER
            dropped = CheckIn(day, Status.SKIPPED, session_id, reason=reason, logged_at=now, source=source)
            await uow.training.record(person.id, session_id, dropped, now)


async def _apply(uow: UnitOfWork, person: Person, ask: Told, choice: Choice, now: datetime) -> None:
    found = await days.find(uow, person, ask.session.id)
    if found is None:
        return
    instead = [_as_chosen(found[0].week, s) for s in choice.sessions]
    changed = weeks.substituted(found[0].week, ask.answer.session_ids, instead)
    await weeks.save(uow, person, changed, gaps.NOTE, now)


def _as_chosen(week: Week, chosen: Session) -> Session:
    """The chosen place and length with a prescription to match; days past Sunday are the next week's."""
    planned = week.session(chosen.id)
    made = planned
    if chosen.type is not planned.type:
        made = replace(easing.as_easy(planned, chosen.minutes), type=chosen.type, mode=chosen.mode)
    elif chosen.minutes < planned.minutes:
        shorter = short(planned, chosen.minutes) if planned.is_strength else planned
        made = replace(shorter or planned, flags=planned.flags | {easing.REDUCED})
    day = chosen.day % 7
    flags = made.flags | {MOVED} if day != planned.day else made.flags
    return replace(made, day=day, start=chosen.start, minutes=chosen.minutes, flags=flags)
