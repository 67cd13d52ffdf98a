"""What would be: a day more or less, half the time, another emphasis or event date; compared before it is saved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.coaching import revising
from bot.coaching.people import Person
from bot.coaching.ports import UnitOfWork
from rules.athlete import EventType, Goal, Profile, Window
from rules.errors import OnHold, OutOfRange
from rules.planning import replan
from rules.whatif import Scenario, WhatIf, apply, what_if

WEEKS = 12
HALF = 0.5
USUAL = Window(time(18), 60)
LATER = timedelta(weeks=4)


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing to try: `kind` less, more, half, goal, later or without; `about` a day 0-6, a goal or an event."""

    kind: str
    about: str = ""

    @property
    def id(self) -> str:
        """As a button carries it."""
        return f"{self.kind}-{self.about}"


def wish_of(text: str) -> Wish:
    """The wish of a button."""
    kind, _, about = text.partition("-")
    return Wish(kind, about)


async def wishes(uow: UnitOfWork, person: Person, today: date) -> tuple[Wish, ...] | None:
    """What this athlete can try; None without a plan."""
    state = await uow.training.state(person.id)
    return None if state is None else tuple(possible(state.profile, today))


async def tried(uow: UnitOfWork, person: Person, wish: Wish, today: date) -> WhatIf | None:
    """The plan with the wish beside the plan as it is, over twelve weeks; None when it can't be had (any more)."""
    state = await uow.training.state(person.id)
    if state is None or wish not in possible(state.profile, today):
        return None
    try:
        return what_if(state.profile, state.screening, today, scenario_of(state.profile, wish), WEEKS)
    except (OutOfRange, OnHold):
        return None


async def grant(uow: UnitOfWork, person: Person, wish: Wish, today: date, now: datetime) -> bool:
    """Put the wish in force from tomorrow on; what lies behind stays. False when it can't be had (any more)."""
    state = await uow.training.state(person.id)
    if state is None or wish not in possible(state.profile, today):
        return False
    profile = apply(state.profile, scenario_of(state.profile, wish), today)
    await revising.put_in_force(uow, person, replan(state, profile), today, now)
    return True


def possible(profile: Profile, today: date) -> Iterator[Wish]:
    """Everything that this athlete can try."""
    trained = [day for day in range(7) if profile.availability[day]]
    if len(trained) > 1:
        yield from (Wish("less", str(day)) for day in trained)
    if len(trained) < 6:
        yield from (Wish("more", str(day)) for day in range(7) if day not in trained)
    yield Wish("half")
    yield from (Wish("goal", goal.value) for goal in _goals(profile) if goal is not profile.goal)
    for event in profile.events:
        if event.date > today:
            yield Wish("later", event.type.value)
            yield Wish("without", event.type.value)


def _goals(profile: Profile) -> tuple[Goal, ...]:
    """A race is no goal without an event."""
    return tuple(goal for goal in Goal if goal is not Goal.RACE or profile.events)


def scenario_of(profile: Profile, wish: Wish) -> Scenario:
    """A wish as the rules read it."""
    match wish.kind:
        case "less":
            return Scenario(dropped_days=frozenset({int(wish.about)}))
        case "more":
            return Scenario(added_days=((int(wish.about), _usual_window(profile)),))
        case "half":
            return Scenario(minutes_share=HALF)
        case "goal":
            return Scenario(goal=Goal(wish.about))
        case "later":
            kind = EventType(wish.about)
            dates = {event.type: event.date for event in profile.events}
            return Scenario(event_dates=((kind, dates[kind] + LATER),))
        case _:
            return Scenario(dropped_events=frozenset({EventType(wish.about)}))


def _usual_window(profile: Profile) -> Window:
    """The first window of the week's first day, as most people train at the same time."""
    return next((window for day in profile.availability for window in day), USUAL)
