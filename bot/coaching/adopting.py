"""The training times of a checked week taken into the plan, which then makes its own sessions in them (D-65, C-10)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from bot.coaching import revising
from bot.coaching.audits import Checked
from bot.coaching.onboarding import Preview
from bot.coaching.people import Person
from bot.coaching.ports import UnitOfWork
from rules.planning import replan


async def preview(uow: UnitOfWork, person: Person, found: Checked, today: date) -> Preview | None:
    """What the plan would be at these times; nothing is saved. None where there are none to take."""
    state = await uow.training.state(person.id)
    if state is None or found.times is None:
        return None
    changed = replan(state, replace(state.profile, availability=found.times))
    return revising.from_tomorrow(changed, today)


async def adopt(uow: UnitOfWork, person: Person, found: Checked, today: date, now: datetime) -> bool:
    """Put these times in force from tomorrow on; what lies behind stays. False where there are none to take."""
    made = await preview(uow, person, found, today)
    if made is None:
        return False
    await revising.put_in_force(uow, person, made.state, today, now)
    return True
