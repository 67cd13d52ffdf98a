"""Changing a stored week: the rest of it rebuilt, one session replaced or moved, the last change taken back."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.coaching import reminders
from bot.coaching.people import Person
from bot.coaching.ports import UnitOfWork
from rules.athlete import Level
from rules.briefing import reordered
from rules.hard import HardContext, violations
from rules.interference import counts, score_week
from rules.levels import assess
from rules.plan import Week
from rules.review.rebuilding import rebuild_week
from rules.sessions import Session
from rules.state import TrainingState

DAYS = 7


async def rebuild(
    uow: UnitOfWork, person: Person, state: TrainingState, day: date, now: datetime, because: str = "rebuilt"
) -> None:
    """Plan the state's own week anew from this local date on; what lies behind stays as it was.

    When the date lies past that week, nothing is left of it to plan: the review makes the next one.
    """
    start = state.start + timedelta(weeks=state.week_number - 1)
    first_day = max(0, (day - start).days)
    if first_day >= DAYS:
        return
    old = await uow.training.week(person.id, start)
    fresh = rebuild_week(state, first_day)
    level = assess(state.profile).strength
    await save(uow, person, fresh if old is None else join(old, fresh, day, level), because, now)


def join(old: Week, fresh: Week, day: date, s_level: Level) -> Week:
    """The past of one week and the rest of the other, without what would break a hard constraint between the two.

    Ids of the rest continue after those of the past.
    """
    past = tuple(s for s in old.sessions if old.date_of(s) < day)
    rest = tuple(s for s in fresh.sessions if fresh.date_of(s) >= day)
    highest = max((int(s.id.rpartition("-")[2]) for s in old.sessions), default=0)
    numbered = [replace(s, id=f"{fresh.start:%Y%m%d}-{highest + n}") for n, s in enumerate(rest, start=1)]
    return replace(fresh, sessions=(*past, *_without_clashes(past, numbered, s_level)))


def _without_clashes(past: tuple[Session, ...], rest: list[Session], s_level: Level) -> list[Session]:
    """The rest, less the sessions that clash with what has been (D-40 to D-45); the later one gives way."""
    context = HardContext(s_level=s_level, any_length=True)
    known = set(violations(past, context))
    while clashes := [v for v in violations([*past, *rest], context) if v not in known]:
        named = {i for v in clashes for i in v.session_ids}
        loser = next((s for s in reversed(rest) if s.id in named), rest[-1] if rest else None)
        if loser is None:
            break
        rest = [s for s in rest if s.id != loser.id]
    return rest


def substituted(week: Week, gone: Collection[str], instead: Iterable[Session]) -> Week:
    """The week with some sessions in place of others, in order of time."""
    sessions = [*(s for s in week.sessions if s.id not in gone), *instead]
    return replace(week, sessions=reordered(sorted(sessions, key=lambda s: s.start_minute)))


async def save(uow: UnitOfWork, person: Person, week: Week, because: str, now: datetime) -> None:
    """Store a week's new version with its counts and score computed anew, and replan its reminders."""
    state = await uow.training.state(person.id)
    if state is not None:
        levels = assess(state.profile)
        week = replace(
            week,
            counts=counts(week.sessions),
            cardio_minutes=sum(s.minutes for s in week.sessions if s.is_cardio),
            score=score_week(week.sessions, levels.strength),
        )
    await uow.training.save_week(person.id, week, because, now)
    await reminders.replan(uow, person, now)


async def version(uow: UnitOfWork, person: Person, start: date) -> int:
    """How many versions a week has had; an Undo button carries it, so that it takes back one change only."""
    return len(await uow.training.week_versions(person.id, start))


async def undo(
    uow: UnitOfWork, person: Person, start: date, now: datetime, version: int | None = None
) -> Week | None:
    """Bring back the version before the last one; None when there is none, or when `version` is no longer the last."""
    versions = await uow.training.week_versions(person.id, start)
    if len(versions) < 2 or version not in (None, len(versions)):
        return None
    was, restored = versions[-1], versions[-2]
    state = await uow.training.state(person.id)
    if state is not None and was.deload != restored.deload:
        lighter = start if restored.deload else None
        await uow.training.save_state(person.id, replace(state, lighter_week=lighter))
    await save(uow, person, restored, "undone", now)
    return restored
