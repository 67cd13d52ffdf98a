"""From "Agree" to the first week: the draft, the health screen's word on it, the preview, and the start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.coaching import reminders
from bot.coaching.people import Person, Status
from bot.coaching.ports import UnitOfWork
from rules.answering import another_event
from rules.athlete import Age
from rules.draft import Draft, Question
from rules.interview import back, next_question, profile_of
from rules.plan import Week
from rules.planning import first_state
from rules.screening import clear, hold_for_red_flag, screen
from rules.state import Screening, Standing, TrainingState
from rules.weeks import build_week

Change = Callable[[Draft], Draft]
SECOND_EVENT = "second"
HOLDS = {
    Standing.HOLD_MEDICAL: Status.HOLD_MEDICAL,
    Standing.HOLD_PREGNANCY: Status.HOLD_PREGNANCY,
}
EMERGENCY, SOON = "emergency", "soon"
BEFORE_A_PLAN = frozenset({Status.NEW, Status.SETTING_UP, *HOLDS.values()})


@dataclass(frozen=True, slots=True)
class Place:
    """Where the onboarding stands: the next question, or a hold, or (neither) ready for the preview."""

    draft: Draft
    question: Question | None
    hold: Standing | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """The first week before it is saved, with the state it was built from."""

    state: TrainingState
    week: Week


async def begin(uow: UnitOfWork, person: Person, now: datetime, *, quick: bool) -> Place:
    """Go on with the kept answers, or begin; `quick` asks only what can't be guessed (C-20)."""
    draft = await uow.training.draft(person.id) or Draft(time_zone=person.time_zone)
    draft = replace(draft, quick=quick)
    await uow.training.save_draft(person.id, draft, now)
    return place_of(draft, now.date())


async def where(uow: UnitOfWork, person: Person, today: date) -> Place | None:
    """Where an unfinished onboarding stands; None when there is none."""
    draft = await uow.training.draft(person.id)
    return None if draft is None else place_of(draft, today)


async def answer(uow: UnitOfWork, person: Person, change: Change, now: datetime, today: date) -> Place:
    """Keep one answer at once; raises what the change refuses (OutOfRange, TooYoung)."""
    draft = change(await uow.training.draft(person.id) or Draft(time_zone=person.time_zone))
    await uow.training.save_draft(person.id, draft, now)
    place = place_of(draft, today)
    status = HOLDS[place.hold] if place.hold else Status.SETTING_UP
    if person.status is not status and person.status in BEFORE_A_PLAN:
        await uow.people.save(replace(person, status=status))
    return place


async def step_back(uow: UnitOfWork, person: Person, now: datetime, today: date) -> Place:
    """Ask the last question again."""
    return await answer(uow, person, back, now, today)


async def reopen(uow: UnitOfWork, person: Person, question: str, now: datetime, today: date) -> Place:
    """Ask one question again from the preview, or for a second event; the others keep their answers."""
    if question == SECOND_EVENT:
        return await answer(uow, person, another_event, now, today)
    return await answer(
        uow,
        person,
        lambda draft: replace(draft, quick=False, answered=tuple(a for a in draft.answered if a != question)),
        now,
        today,
    )


async def forget(uow: UnitOfWork, person: Person, now: datetime) -> None:
    """Under 18: nothing is kept (C-35)."""
    await uow.people.erase(person, now)


def place_of(draft: Draft, today: date) -> Place:
    """The next question; or the hold that the health screen means, which comes before all others (C-31, C-36)."""
    question = next_question(draft)
    is_screened = Question.SCREEN in draft.answered and question is not Question.BIRTH
    if is_screened or draft.red_flag:
        standing = screening_of(draft, today).standing
        if standing in HOLDS:
            return Place(draft, None, standing)
    return Place(draft, question)


def screening_of(draft: Draft, today: date) -> Screening:
    """The health screen's outcome on the answers so far; what isn't known yet counts as active (C-30)."""
    lifts = 1.0 if draft.strength_months is None and not draft.quick else draft.lifts_per_week or 0.0
    cardio = 60 if draft.endurance_months is None and not draft.quick else draft.cardio_minutes or 0
    age = Age(draft.age_years or 18, draft.age_exact)
    outcome = screen(draft.ticked, age, lifts, cardio, today)
    if draft.red_flag:
        outcome = hold_for_red_flag(outcome, draft.red_flag == EMERGENCY)
    if draft.cleared_on is None:
        return outcome
    return clear(outcome, draft.cleared_on, draft.limits, today, draft.birth_weeks_ago)


async def preview(uow: UnitOfWork, person: Person, today: date) -> Preview:
    """Build the first week from the answers; nothing of it is saved yet."""
    draft = await uow.training.draft(person.id) or Draft()
    profile = profile_of(replace(draft, time_zone=draft.time_zone or person.time_zone))
    state = first_state(profile, screening_of(draft, today), today)
    first_day = max(0, (today - state.start).days)
    return Preview(state, build_week(state, first_day=first_day))


async def start(uow: UnitOfWork, person: Person, now: datetime, today: date) -> Preview:
    """Save the plan, set the clock by the answers, plan the first reminders, forget the draft."""
    made = await preview(uow, person, today)
    await uow.training.save_state(person.id, made.state)
    await uow.training.save_week(person.id, made.week, "start", now)
    await uow.training.save_draft(person.id, None, now)
    profile = made.state.profile
    settings = replace(person.settings, reminder_time=profile.reminder_time)
    active = replace(person, status=Status.ACTIVE, time_zone=profile.time_zone, settings=settings)
    await uow.people.save(active)
    await reminders.replan(uow, active, now)
    return made
