"""Today's plan made to fit today: easier, shorter, skipped (G-71). Shown before it is applied, never harder."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.coaching import days, weeks
from bot.coaching.blocks import block_of
from bot.coaching.days import Item, Standing
from bot.coaching.people import Person
from bot.coaching.ports import UnitOfWork
from rules.readiness import easier
from rules.sessions import Session
from rules.short_forms import short_day


class Wish(StrEnum):
    """What the athlete asks for today."""

    EASIER = "easier"
    SHORT_30 = "short30"
    SHORT_15 = "short15"


@dataclass(frozen=True, slots=True)
class Offer:
    """A training time as planned and as it would be; `after` may be shorter (finishers go first)."""

    standing: Standing
    before: tuple[Item, ...]
    after: tuple[Session, ...]


async def offer(uow: UnitOfWork, person: Person, session_id: str, wish: Wish) -> Offer | None:
    """What the wish would make of a session and what follows it directly; None: not theirs, or logged already."""
    found = await days.find(uow, person, session_id)
    if found is None or not found[1].open:
        return None
    standing = found[0]
    items = tuple(i for i in standing.items if i.session.id in block_of(standing.week, session_id) and i.open)
    return Offer(standing, items, lighter(tuple(i.session for i in items), wish))


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
    """One training time made easier or shorter; when it is short, the finisher goes first (G-71)."""
    if wish is Wish.EASIER:
        return tuple(easier(s) for s in sessions)
    return short_day(sessions, 30 if wish is Wish.SHORT_30 else 15)
