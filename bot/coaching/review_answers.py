"""The athlete's word on a review: as it is, keep last week, not this change, yes or no to a proposal (G-50).

An answer makes the review again with the word in it; what happened since (a sore knee, a changed fact, a day that
is over) stays. Only the newest review can be answered: an older one's week has been lived.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.coaching import disagreements, weeks
from bot.coaching.people import Person
from bot.coaching.ports import StoredReview, UnitOfWork
from rules.adaptation import Review, adapt, carried_over, decline, keep_last_week
from rules.adaptation import answer as answer_proposal
from rules.state import TrainingState

MOST_CHANGES = 5
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)


async def find(uow: UnitOfWork, person: Person, week_start: date) -> StoredReview | None:
    """The review of the week that begins on this Monday."""
    return await uow.training.review(person.id, week_start)


async def approve(uow: UnitOfWork, person: Person, known: StoredReview) -> StoredReview | None:
    """The tap on "Fine": nothing changes, the answer is kept; None for a review that is over."""
    if await _state_after(uow, person, known) is None:
        return None
    if known.answer:
        return known
    answered = replace(known, answer="applied")
    await uow.training.save_review(person.id, answered)
    return answered


async def keep(
    uow: UnitOfWork, person: Person, known: StoredReview, today: date, now: datetime
) -> StoredReview | None:
    """Next week like this one, as far as health and the calendar allow (G-50); None for a review that is over."""
    state = await _state_after(uow, person, known)
    if state is None:
        return None
    was = _made(state, known)
    answered = replace(known, answer="kept")
    return await _put_in_force(uow, person, answered, (was, keep_last_week(was), state), today, now)


async def disagree(
    uow: UnitOfWork, person: Person, known: StoredReview, number: int, today: date, now: datetime
) -> StoredReview | None:
    """One change is left as it was and the choice stored (G-50, ux 13); None for a review that is over.

    Raises CannotOverrule where health or the calendar decided; that they see it otherwise is kept all the same.
    """
    state = await _state_after(uow, person, known)
    if state is None or not 1 <= number <= len(known.changes):
        return None
    if number in known.declined:
        return known
    await disagreements.with_change(uow, person, known.changes[number - 1], today, now)
    was = _made(state, known)
    again = decline(was, known.changes[number - 1])
    answered = replace(known, answer="adjusted", declined=(*known.declined, number))
    return await _put_in_force(uow, person, answered, (was, again, state), today, now)


async def propose(
    uow: UnitOfWork, person: Person, known: StoredReview, today: date, now: datetime, *, yes: bool
) -> StoredReview | None:
    """A yes or no to the proposal of another structure (G-15, D-12); yes builds the coming days by it."""
    state = await _state_after(uow, person, known)
    if state is None:
        return None
    if state.proposal is None:
        return known
    changed = answer_proposal(state, yes=yes, today=today)
    await uow.training.save_state(person.id, changed)
    if yes:
        await weeks.rebuild(uow, person, changed, today + DAY, now, "proposal")
    answered = replace(known, proposal=None)
    await uow.training.save_review(person.id, answered)
    return answered


async def _state_after(uow: UnitOfWork, person: Person, known: StoredReview) -> TrainingState | None:
    """The state while the week after the review is still the one that counts; None once a newer review has been."""
    state = await uow.training.state(person.id)
    if state is None or not state.history or state.history[-1].week.start != known.week_start:
        return None
    return state


def _made(state: TrainingState, known: StoredReview) -> Review:
    """The review as it was made; its state gets the history before that week back."""
    lived = tuple(r for r in state.history if r.week.start < known.week_start)
    i = known.inputs
    return adapt(replace(i.state, history=lived), i.week, i.checkins, i.wellness, i.today, i.overrides)


async def _put_in_force(
    uow: UnitOfWork,
    person: Person,
    answered: StoredReview,
    made: tuple[Review, Review, TrainingState],
    today: date,
    now: datetime,
) -> StoredReview:
    """What was shown stays as it was shown; what is in force is the review with the person's word in it."""
    was, again, state = made
    changed = carried_over(was, again, state)
    inputs = replace(answered.inputs, overrides=again.inputs.overrides)
    answered = replace(answered, next_week=again.next_week, inputs=inputs)
    await uow.training.save_review(person.id, answered)
    await uow.training.save_state(person.id, changed)
    if again.next_week is None:
        return answered
    if changed == again.state and today < again.next_week.start:
        await weeks.save(uow, person, again.next_week, answered.answer, now)
    else:
        first = max(today + DAY, answered.week_start + WEEK)
        await weeks.rebuild(uow, person, changed, first, now, answered.answer)
    return answered
