"""Moving a session to another day of its week (G-60)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from bot.coaching import blocks, days, weeks
from bot.coaching.blocks import block_of
from bot.coaching.days import Item, Standing, is_counted
from bot.coaching.people import Person
from bot.coaching.ports import UnitOfWork
from rules.checkin import Status
from rules.hard import HardContext
from rules.levels import assess
from rules.missed import MoveContext, Moves, after_move
from rules.missed import options as move_options
from rules.missed.days import DayOption
from rules.plan import Week
from rules.sessions import Session
from rules.soft import Athlete
from rules.state import TrainingState

WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class MoveScreen:
    """A session, the days it may go to, and the other pieces of its training time that could move instead."""

    item: Item
    moves: Moves
    others: tuple[Item, ...] = ()
    left_out: tuple[Session, ...] = ()  # the finisher, which nobody does without its lift

    @property
    def days(self) -> tuple[DayOption, ...]:
        """The days it may really go to."""
        return tuple(day for day in self.moves.days if day.is_possible)


@dataclass(frozen=True, slots=True)
class Moved:
    """What a move did."""

    item: Item
    option: DayOption
    week: Week
    left_out: tuple[Session, ...] = ()


async def options(uow: UnitOfWork, person: Person, session_id: str, local_now: datetime) -> MoveScreen | None:
    """Where a session could go; None: not theirs, or done already."""
    found = await days.find(uow, person, session_id)
    if found is None or found[1].done:
        return None
    standing, item = found
    context = await context_of(uow, person, standing, local_now)
    if context is None:
        return None
    block = block_of(standing.week, session_id)
    skipped = item.checkin is not None and item.checkin.status is Status.SKIPPED
    if skipped:  # moved instead, none of it is missed
        context = replace(context, gone=context.gone - block)
    moves = move_options(standing.week, session_id, context, ahead=item.open or skipped)
    others = (i for i in standing.items if i.open and i.session.id in block - {session_id})
    left_out = (s for s in standing.week.sessions if s.id in moves.left_out)
    return MoveScreen(item, moves, tuple(i for i in others if is_counted(i.session)), tuple(left_out))


async def can_move(uow: UnitOfWork, person: Person, session_id: str, local_now: datetime) -> bool:
    """Whether what matters most of a training time may still go to another day."""
    screen = await options(uow, person, await leading(uow, person, session_id), local_now)
    return bool(screen and screen.days)


async def leading(uow: UnitOfWork, person: Person, session_id: str) -> str:
    """The id of the piece that matters most in a session's training time; its own where it isn't theirs."""
    found = await days.find(uow, person, session_id)
    state = await uow.training.state(person.id)
    if found is None or state is None:
        return session_id
    return blocks.leading(found[0].week, session_id, race=bool(state.profile.events))[1].id


async def move(
    uow: UnitOfWork, person: Person, session_id: str, day: int, local_now: datetime, now: datetime
) -> Moved | None:
    """Move it there if that is still possible; a skip that was logged for it is taken back."""
    screen = await options(uow, person, session_id, local_now)
    found = await days.find(uow, person, session_id)
    option = next((d for d in screen.days if d.day == day), None) if screen else None
    state = await uow.training.state(person.id)
    if screen is None or found is None or option is None or state is None:
        return None
    week = after_move(found[0].week, session_id, option, assess(state.profile).strength)
    kept = {s.id for s in week.sessions} - {session_id}
    for gone in block_of(found[0].week, session_id) - kept:
        await uow.training.unrecord(person.id, gone)
    await weeks.save(uow, person, week, "moved", now)
    return Moved(screen.item, option, week, screen.left_out)


async def context_of(
    uow: UnitOfWork, person: Person, standing: Standing, local_now: datetime
) -> MoveContext | None:
    """Where a week stands at a local moment, with the weeks around it."""
    state = await uow.training.state(person.id)
    if state is None:
        return None
    start = standing.week.start
    before = await uow.training.week(person.id, start - WEEK)
    after = await uow.training.week(person.id, start + WEEK)
    return MoveContext(
        hard=_hard(state, before, after),
        athlete=_athlete(state),
        now_minute=minute_in(standing.week, local_now),
        gone=frozenset(i.session.id for i in standing.items if _is_gone(i, local_now)),
    )


def _is_gone(item: Item, local_now: datetime) -> bool:
    """Skipped, or past without a log."""
    if item.checkin is not None:
        return item.checkin.status in (Status.SKIPPED, Status.UNLOGGED)
    return item.date < local_now.date()


def _hard(state: TrainingState, before: Week | None, after: Week | None) -> HardContext:
    levels = assess(state.profile)
    return HardContext(
        s_level=levels.strength,
        availability=state.profile.availability,
        race=bool(state.profile.events),
        before=before.sessions if before else (),
        after=after.sessions if after else (),
    )


def _athlete(state: TrainingState) -> Athlete:
    profile = state.profile
    return Athlete(assess(profile).strength, profile.age.years, profile.long_session_days)


def minute_in(week: Week, local: datetime) -> int:
    """Minutes from the week's Monday 00:00 to a local moment, also past its Sunday."""
    start = datetime.combine(week.start, time())
    return int((local.replace(tzinfo=None) - start).total_seconds() // 60)
