"""Moving a session to another day of its week, and keeping the gap when a session ends late (G-60)."""

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
from rules.missed.gap import GapAnswer, Quiet, Verdict, gap_after_finish
from rules.plan import Week
from rules.soft import Athlete
from rules.state import TrainingState

WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class MoveScreen:
    """A session, the days it may go to, and the other pieces of its training time that could move instead."""

    item: Item
    moves: Moves
    others: tuple[Item, ...] = ()

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


async def options(uow: UnitOfWork, person: Person, session_id: str, local_now: datetime) -> MoveScreen | None:
    """Where a session could go; None: not theirs, or done already."""
    found = await days.find(uow, person, session_id)
    if found is None or found[1].done:
        return None
    standing, item = found
    context = await _context(uow, person, standing, local_now)
    if context is None:
        return None
    block = block_of(standing.week, session_id) - {session_id}
    others = tuple(i for i in standing.items if i.open and i.session.id in block and is_counted(i.session))
    return MoveScreen(item, move_options(standing.week, session_id, context, ahead=item.open), others)


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
    return Moved(screen.item, option, week)


async def keep_gap(
    uow: UnitOfWork, person: Person, session_id: str, finished_at: datetime, now: datetime
) -> tuple[GapAnswer, ...]:
    """A session really ended at this local moment: what comes later today and tomorrow follows (G-60 point 6).

    Moves that need no answer are made; the answers say what was moved and what has to be asked.
    """
    found = await days.find(uow, person, session_id)
    if found is None:
        return ()
    standing, _ = found
    context = await _context(uow, person, standing, finished_at)
    if context is None:
        return ()
    quiet = Quiet(person.settings.quiet_from, person.settings.quiet_until)
    minute = _minute(standing.week, finished_at)
    answers = gap_after_finish(standing.week, session_id, minute, quiet, context)
    moved = [a for a in answers if a.verdict is Verdict.MOVED]
    if moved:
        await weeks.save(uow, person, _shifted(standing.week, moved), "gap", now)
    return answers


def _shifted(week: Week, answers: list[GapAnswer]) -> Week:
    starts: dict[str, tuple[int, time]] = {}
    for answer in answers:
        pieces = [week.session(i) for i in answer.session_ids if any(s.id == i for s in week.sessions)]
        shift = answer.start_minute - min((p.start_minute for p in pieces), default=answer.start_minute)
        for piece in pieces:
            day, minute = divmod(piece.start_minute + shift, 1440)
            starts[piece.id] = (day, time(*divmod(minute, 60)))
    sessions = (
        replace(s, day=starts[s.id][0], start=starts[s.id][1]) if s.id in starts else s for s in week.sessions
    )
    return replace(week, sessions=tuple(sorted(sessions, key=lambda s: s.start_minute)))


async def _context(
    uow: UnitOfWork, person: Person, standing: Standing, local_now: datetime
) -> MoveContext | None:
    state = await uow.training.state(person.id)
    if state is None:
        return None
    start = standing.week.start
    before = await uow.training.week(person.id, start - WEEK)
    after = await uow.training.week(person.id, start + WEEK)
    return MoveContext(
        hard=_hard(state, before, after),
        athlete=_athlete(state),
        now_minute=_minute(standing.week, local_now),
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


def _minute(week: Week, local: datetime) -> int:
    start = datetime.combine(week.start, time())
    return int((local.replace(tzinfo=None) - start).total_seconds() // 60)
