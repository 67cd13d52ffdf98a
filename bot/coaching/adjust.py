"""Today's plan made to fit today: easier, shorter, for heat (G-71, F-80). Shown before it is applied, never harder."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.coaching import days, weeks
from bot.coaching.blocks import block_of, leading
from bot.coaching.days import Item, Standing
from bot.coaching.people import Person
from bot.coaching.ports import UnitOfWork
from rules.heat import heated
from rules.missed import key_ids
from rules.readiness import easier
from rules.sessions import Session
from rules.short_forms import short_day


class Wish(StrEnum):
    """What the athlete asks for today."""

    EASIER = "easier"
    SHORT_30 = "short30"
    SHORT_15 = "short15"
    HEAT = "heat"


@dataclass(frozen=True, slots=True)
class Offer:
    """A training time as planned and as it would be; `after` may be shorter (finishers go first)."""

    standing: Standing
    before: tuple[Item, ...]
    after: tuple[Session, ...]

    @property
    def changes(self) -> bool:
        """Whether it would be any different; heat changes no lift."""
        return tuple(item.session for item in self.before) != self.after


async def offer(uow: UnitOfWork, person: Person, session_id: str, wish: Wish) -> Offer | None:
    """What the wish would make of a session and what follows it directly; None: not theirs, or logged already."""
    found = await days.find(uow, person, session_id)
    if found is None or not found[1].open:
        return None
    standing = found[0]
    items = tuple(i for i in standing.items if i.session.id in block_of(standing.week, session_id) and i.open)
    return Offer(standing, items, lighter(tuple(i.session for i in items), wish))


@dataclass(frozen=True, slots=True)
class OneOfTwo:
    """Two training times of a day: the one to do where there is time for one only, and the other."""

    do: Item
    leave: Item
    is_key: bool  # whether the one to do is a key session of this week (G-60)


async def only_one(uow: UnitOfWork, person: Person, session_id: str) -> OneOfTwo | None:
    """Which of the day's two open training times matters more in this phase (G-60); None: there aren't two."""
    found = await days.find(uow, person, session_id)
    state = await uow.training.state(person.id)
    others = found[0].other_times(session_id) if found else ()
    if found is None or state is None or not found[1].open or not others:
        return None
    week, race = found[0].week, bool(state.profile.events)
    do, leave = sorted((found[1], others[0]), key=lambda i: leading(week, i.session.id, race=race)[0])
    is_key = leading(week, do.session.id, race=race)[1].id in key_ids(week, race=race)
    return OneOfTwo(do, leave, is_key)


async def apply(uow: UnitOfWork, person: Person, session_id: str, wish: Wish, now: datetime) -> Offer | None:
    """Make it so for today; the week isn't planned anew (G-71)."""
    made = await offer(uow, person, session_id, wish)
    if made is None:
        return None
    before = {item.session.id for item in made.before}
    week = weeks.substituted(made.standing.week, before, made.after)
    await weeks.save(uow, person, week, wish.value, now)
    return made


def lighter(sessions: tuple[Session, ...], wish: Wish) -> tuple[Session, ...]:
    """One training time made easier or shorter; when it is short, the finisher goes first (F-80, G-71)."""
    if wish is Wish.EASIER:
        return tuple(easier(s) for s in sessions)
    if wish is Wish.HEAT:
        return tuple(heated(s) for s in sessions)
    return short_day(sessions, 30 if wish is Wish.SHORT_30 else 15)
