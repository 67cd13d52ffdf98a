"""Food, drink and sleep for the week that a person is in (section H)."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.coaching import days
from bot.coaching.people import Person
from bot.coaching.ports import UnitOfWork
from rules.eating import Eating, eating

LOOKS_BACK = timedelta(days=30)  # G-27 looks at a month


async def this_week(uow: UnitOfWork, person: Person, now: datetime) -> Eating | None:
    """The numbers of section H; None while no week is planned."""
    state = await uow.training.state(person.id)
    standing = await days.this_or_next(uow, person, now)
    if state is None or standing is None:
        return None
    today = now.date()
    wellness = await uow.training.wellness(person.id, today - LOOKS_BACK, today)
    fatigue = state.history[-1].fatigue or 0 if state.history else 0
    return eating(state, standing.week, today, wellness, fatigue)
