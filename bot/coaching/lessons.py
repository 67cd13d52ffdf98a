"""What /learn tells one person: this week's one strategy, and a lesson as it is for them."""

from __future__ import annotations

from datetime import date

from bot.coaching import days
from bot.coaching.people import Person
from bot.coaching.ports import UnitOfWork
from rules.audit.strategy import Strategy, strategy
from rules.lessons import Lesson, told
from rules.sessions import Note


async def this_week(uow: UnitOfWork, person: Person, today: date) -> Strategy | None:
    """The one change of this week (D-65); None while no week is planned."""
    state = await uow.training.state(person.id)
    standing = await days.standing(uow, person, today)
    return strategy(state, standing.week) if state and standing else None


async def lesson(uow: UnitOfWork, person: Person, which: Lesson) -> Note | None:
    """What a lesson says to this person; None without a plan."""
    state = await uow.training.state(person.id)
    return told(which, state.profile, state.screening) if state else None
