"""The weekly review: close the week, let the rules decide, save the next one, keep the way back (G-50)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.coaching import days, weeks
from bot.coaching.days import Standing
from bot.coaching.people import Person
from bot.coaching.ports import StoredReview, UnitOfWork
from rules.adaptation import adapt, decline, keep_last_week
from rules.calendar import monday_of
from rules.checkin import CheckIn, Status, Wellness
from rules.decisions import Change
from rules.plan import Week
from rules.state import TrainingState, WeekRecord

MOST_CHANGES = 5
LOOKS_BACK = timedelta(days=13)


async def review(uow: UnitOfWork, person: Person, local_now: datetime, now: datetime) -> StoredReview | None:
    """Review the week of this local moment once; a second call returns the first one's result."""
    start = monday_of(local_now.date())
    known = await uow.training.review(person.id, start)
    if known is not None:
        return known
    await uow.people.lock(person.id)
    state, standing = await uow.training.state(person.id), await days.standing(uow, person, start)
    if state is None or standing is None:
        return None
    return await _decide(uow, person, state, standing, local_now, now)


async def _decide(
    uow: UnitOfWork,
    person: Person,
    state: TrainingState,
    standing: Standing,
    local_now: datetime,
    now: datetime,
) -> StoredReview:
    today = local_now.date()
    start = standing.week.start
    week = await _as_planned(uow, person, standing.week)
    checkins = await _checkins(uow, person, standing, local_now)
    wellness = tuple(await uow.training.wellness(person.id, today - LOOKS_BACK, today))
    result = adapt(state, week, checkins, wellness, today)
    record = WeekRecord(week, checkins, _of_week(wellness, start), result.decision)
    await uow.training.close_week(person.id, record, now)
    await uow.training.save_state(person.id, result.state)
    stored = StoredReview(
        week_start=start,
        decision=result.decision,
        changes=result.changes,
        modifiers=result.modifiers,
        metrics=result.metrics,
        before=replace(state, history=()),
        next_week=result.next_week,
        created_at=now,
    )
    await uow.training.save_review(person.id, stored)
    if result.next_week is not None:
        await weeks.save(uow, person, result.next_week, "review", now)
    return stored


async def keep(uow: UnitOfWork, person: Person, week_start: date, now: datetime) -> StoredReview | None:
    """Next week like this one: every increase declined, every decrease overruled but G-01 levels 1-4 (G-50)."""
    return await _overrule(uow, person, week_start, now, None)


async def disagree(
    uow: UnitOfWork, person: Person, week_start: date, number: int, now: datetime
) -> StoredReview | None:
    """One change is left as it was; the choice is stored (G-50, ux 13). None: not theirs, or not theirs to decline."""
    return await _overrule(uow, person, week_start, now, number)


async def approve(uow: UnitOfWork, person: Person, week_start: date) -> StoredReview | None:
    """The tap on "Fine": nothing changes, the answer is kept."""
    known = await uow.training.review(person.id, week_start)
    if known is not None and not known.answer:
        known = replace(known, answer="applied")
        await uow.training.save_review(person.id, known)
    return known


async def change(uow: UnitOfWork, person: Person, week_start: str, number: int) -> Change | None:
    """One change of a review, counted from 1."""
    start = days.week_of(week_start)
    known = await uow.training.review(person.id, start) if start else None
    return known.changes[number - 1] if known and 1 <= number <= len(known.changes) else None


async def _overrule(
    uow: UnitOfWork, person: Person, week_start: date, now: datetime, number: int | None
) -> StoredReview | None:
    known = await uow.training.review(person.id, week_start)
    state = await uow.training.state(person.id)
    if known is None or state is None or known.next_week is None:
        return None
    declined = known.declined if number is None else (*known.declined, number)
    result = (
        keep_last_week(state, known) if number is None else decline(state, known, known.changes[number - 1])
    )
    if result is None:
        return None
    answered = replace(known, answer="kept" if number is None else "adjusted", declined=declined)
    answered = replace(answered, next_week=result.next_week)
    await uow.training.save_state(person.id, result.state)
    await uow.training.save_review(person.id, answered)
    if result.next_week is not None:
        await weeks.save(uow, person, result.next_week, answered.answer, now)
    return answered


async def _checkins(
    uow: UnitOfWork, person: Person, standing: Standing, local_now: datetime
) -> tuple[CheckIn, ...]:
    """What was logged this week; what is still ahead on Sunday evening is left out of the account."""
    start = standing.week.start
    logged = await uow.training.checkins(person.id, start, start + timedelta(days=6))
    ahead = (
        CheckIn(date=item.date, status=Status.UNLOGGED, session_id=item.session.id, excused=True)
        for item in standing.items
        if item.open and (item.date, item.session.start) >= (local_now.date(), local_now.time())
    )
    return (*(checkin for _, checkin in logged), *ahead)


async def _as_planned(uow: UnitOfWork, person: Person, week: Week) -> Week:
    """The week with sessions that were made easier on the day as they had been planned (G-71: logged as partial)."""
    versions = await uow.training.week_versions(person.id, week.start)
    first = {s.id: s for version in reversed(versions) for s in version.sessions if "reduced" not in s.flags}
    sessions = tuple(first.get(s.id, s) if "reduced" in s.flags else s for s in week.sessions)
    return replace(week, sessions=sessions)


def _of_week(wellness: tuple[Wellness, ...], start: date) -> tuple[Wellness, ...]:
    return tuple(w for w in wellness if start <= w.date <= start + timedelta(days=6))
