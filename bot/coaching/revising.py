"""Changing an answer of a running plan: the interview asks it anew, the rest of the plan follows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.coaching import weeks
from bot.coaching.onboarding import Place, Preview, place_of
from bot.coaching.people import Person
from bot.coaching.ports import UnitOfWork
from rules.answering import another_event
from rules.athlete import Profile
from rules.draft import Draft, Question
from rules.planning import replan
from rules.review.rebuilding import rebuild_week
from rules.revision import draft_of, revised
from rules.state import TrainingState


async def second_event(uow: UnitOfWork, person: Person, today: date, now: datetime) -> Place | None:
    """Ask for a second event beside the first; None without a plan that has exactly one."""
    state = await uow.training.state(person.id)
    if state is None:
        return None
    given = draft_of(state.profile, today, Question.EVENT)
    draft = another_event(given)
    if draft == given:
        return None
    await uow.training.save_draft(person.id, draft, now)
    return place_of(draft, today)


async def reopen(
    uow: UnitOfWork, person: Person, question: Question, today: date, now: datetime
) -> Place | None:
    """Ask one question of the set-up anew; None without a plan."""
    state = await uow.training.state(person.id)
    if state is None:
        return None
    draft = draft_of(state.profile, today, question)
    await uow.training.save_draft(person.id, draft, now)
    return place_of(draft, today)


async def open_place(uow: UnitOfWork, person: Person, today: date) -> Place | None:
    """The question of a revision that is under way."""
    draft = await uow.training.draft(person.id)
    return None if draft is None else place_of(draft, today)


async def preview(uow: UnitOfWork, person: Person, today: date) -> Preview | None:
    """What the new answers make of the plan; nothing is saved."""
    state, draft = await uow.training.state(person.id), await uow.training.draft(person.id)
    if state is None or draft is None:
        return None
    return from_tomorrow(_laid_out(state, draft), today)


def from_tomorrow(changed: TrainingState, today: date) -> Preview:
    """What a changed state makes of its week from tomorrow on."""
    first_day = _first_day(changed, today + timedelta(days=1))
    return Preview(changed, rebuild_week(changed, min(first_day, 6)))


async def apply(uow: UnitOfWork, person: Person, today: date, now: datetime) -> Preview | None:
    """Put the new answers in force from tomorrow on; what lies behind stays."""
    made = await preview(uow, person, today)
    draft = await uow.training.draft(person.id)
    if made is None or draft is None:
        return None
    await uow.training.save_draft(person.id, None, now)
    settings = replace(person.settings, reminder_time=draft.reminder_time)
    await uow.people.save(replace(person, settings=settings))
    await put_in_force(uow, person, made.state, today, now)
    return made


async def put_in_force(
    uow: UnitOfWork, person: Person, state: TrainingState, today: date, now: datetime
) -> None:
    """Let a changed state apply from tomorrow on."""
    await uow.training.save_state(person.id, state)
    await weeks.rebuild(uow, person, state, today + timedelta(days=1), now, "revised")


async def tell(
    uow: UnitOfWork, person: Person, change: Callable[[Profile], Profile], today: date, now: datetime
) -> Profile | None:
    """A fact that sharpens the plan without laying it out anew; raises what the change refuses (OutOfRange, C-10)."""
    state = await uow.training.state(person.id)
    if state is None:
        return None
    changed = replace(state, profile=change(state.profile))
    await uow.training.save_state(person.id, changed)
    await weeks.rebuild(uow, person, changed, today + timedelta(days=1), now, "told")
    return changed.profile


def _laid_out(state: TrainingState, draft: Draft) -> TrainingState:
    profile = revised(state.profile, draft)
    return state if profile == state.profile else replan(state, profile)


def _first_day(state: TrainingState, day: date) -> int:
    start = state.start + timedelta(weeks=state.week_number - 1)
    return max(0, (day - start).days)
