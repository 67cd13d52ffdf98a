"""The weekly review: close the week, let the rules decide, save the next one (G-50)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.coaching import days, pauses, weeks
from bot.coaching.days import Standing
from bot.coaching.people import Person, Status
from bot.coaching.ports import StoredReview, UnitOfWork
from rules.adaptation import Review, adapt
from rules.calendar import monday_of
from rules.checkin import CheckIn
from rules.checkin import Status as Done
from rules.decisions import Decision
from rules.draft import Question
from rules.revision import draft_of
from rules.state import TrainingState

LOOKS_BACK = timedelta(days=13)
WEEK = timedelta(weeks=1)
LAST_MINUTE = time(23, 59)


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
    return await _hold(uow, person, state, standing, local_now, now)


async def catch_up(uow: UnitOfWork, person: Person, now: datetime) -> None:
    """Review, without a message, every past week whose evening was missed, so that this week has a plan."""
    zone = ZoneInfo(person.time_zone)
    this_week = monday_of(now.astimezone(zone).date())
    state = await uow.training.state(person.id)
    if state is None or await uow.training.week(person.id, this_week) is not None:
        return
    past = max(state.start, state.history[-1].week.start + WEEK if state.history else state.start)
    while past < this_week:
        evening = datetime.combine(past + timedelta(days=6), LAST_MINUTE, tzinfo=zone)
        if await review(uow, person, evening, now) is None:
            return
        past += WEEK


async def _hold(
    uow: UnitOfWork,
    person: Person,
    state: TrainingState,
    standing: Standing,
    local_now: datetime,
    now: datetime,
) -> StoredReview:
    today = local_now.date()
    week = standing.planned or standing.week
    checkins = await _checkins(uow, person, standing, local_now)
    wellness = tuple(await uow.training.wellness(person.id, today - LOOKS_BACK, today))
    made = adapt(state, week, checkins, wellness, today)
    await uow.training.close_week(person.id, made.state.history[-1], now)
    stored = _stored(made, week.start, now)
    await uow.training.save_review(person.id, stored)
    await uow.training.save_state(person.id, made.state)
    if made.next_week is not None:
        await weeks.save(uow, person, made.next_week, "review", now)
    if made.next_week is None and made.decision is Decision.RETURN:
        await _begin_anew(uow, person, state, now)
    return stored


async def _begin_anew(uow: UnitOfWork, person: Person, state: TrainingState, now: datetime) -> None:
    """After twelve weeks away the set-up is asked again from the health check on (G-30, C-33)."""
    known = draft_of(state.profile, now.date(), Question.SCREEN)
    await uow.training.save_draft(person.id, replace(known, answered=(Question.AGE,)), now)
    await uow.people.save(replace(person, status=Status.SETTING_UP))


def _stored(made: Review, week_start: date, now: datetime) -> StoredReview:
    return StoredReview(
        week_start=week_start,
        decision=made.decision,
        changes=made.changes,
        modifiers=made.modifiers,
        metrics=made.metrics,
        inputs=replace(made.inputs, state=replace(made.inputs.state, history=())),
        next_week=made.next_week,
        proposal=made.proposal,
        created_at=now,
    )


async def _checkins(
    uow: UnitOfWork, person: Person, standing: Standing, local_now: datetime
) -> tuple[CheckIn, ...]:
    """What was logged this week. What is still ahead on Sunday, or lay in a pause, doesn't count against anyone."""
    start = standing.week.start
    logged = await uow.training.checkins(person.id, start, start + timedelta(days=6))
    paused = await pauses.spans(uow, person)
    excused = (
        CheckIn(date=item.date, status=Done.UNLOGGED, session_id=item.session.id, excused=True)
        for item in standing.items
        if item.open
        and (
            (item.date, item.session.start) >= (local_now.date(), local_now.time())
            or any(first <= item.date < until for first, until in paused)
        )
    )
    return (*(checkin for _, checkin in logged), *excused)
