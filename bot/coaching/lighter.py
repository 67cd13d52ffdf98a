"""A lighter week now, because the athlete asks: shown before it is made, one tap, with undo (D-06)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.coaching import days, weeks
from bot.coaching.days import Standing
from bot.coaching.people import Person
from bot.coaching.ports import UnitOfWork
from rules.calendar import monday_of
from rules.levels import assess
from rules.lighter import LOAD_PERCENT, asked, lighter_week, refusal, sets_of, too_late
from rules.plan import Week
from rules.sessions import Note, Session
from rules.state import TrainingState


@dataclass(frozen=True, slots=True)
class Lighter:
    """The rest of this week as it is and as it would be, from a local date on; or why not."""

    refusal: Note | None
    since: date | None = None
    before: tuple[Session, ...] = ()
    after: tuple[Session, ...] = ()
    week: Week | None = None
    load_percent: int = LOAD_PERCENT

    @property
    def minutes(self) -> tuple[int, int]:
        """Minutes before and after."""
        return sum(s.minutes for s in self.before), sum(s.minutes for s in self.after)

    @property
    def sets(self) -> tuple[int, int]:
        """Sets before and after."""
        return sets_of(self.before), sets_of(self.after)


async def offer(uow: UnitOfWork, person: Person, local_now: datetime) -> Lighter | None:
    """What a lighter rest of this week would be; None without a plan for it."""
    state = await uow.training.state(person.id)
    standing = await days.standing(uow, person, local_now.date())
    if state is None or standing is None:
        return None
    said_no = refusal(state, standing.week)
    own = state.start + timedelta(weeks=state.week_number - 1)
    since = _first_open(standing, local_now)
    if said_no is not None:
        return Lighter(said_no)
    if own != standing.week.start or since is None:
        return Lighter(too_late())
    return _made(state, standing.week, since)


async def make(uow: UnitOfWork, person: Person, local_now: datetime, now: datetime) -> Lighter | None:
    """Make it so; a refusal where it can't be (any more)."""
    made = await offer(uow, person, local_now)
    state = await uow.training.state(person.id)
    if made is None or made.week is None or state is None:
        return made
    await uow.training.save_state(person.id, asked(state))
    await weeks.save(uow, person, made.week, "deload", now)
    return made


def _first_open(standing: Standing, local_now: datetime) -> date | None:
    """Today while nothing of it is logged or past, else tomorrow; None once the week is over by then."""
    today = local_now.date()
    touched = any(not i.open or i.session.start <= local_now.time() for i in standing.on(today))
    since = today + timedelta(days=1) if touched else today
    return since if monday_of(since) == standing.week.start else None


def _made(state: TrainingState, week: Week, since: date) -> Lighter:
    fresh = lighter_week(state, (since - week.start).days)
    after = weeks.join(week, fresh, since, assess(state.profile).strength)
    rest = tuple(tuple(s for s in one.sessions if one.date_of(s) >= since) for one in (week, after))
    made = Lighter(None, since, rest[0], rest[1], after)
    is_lighter = made.minutes[1] < made.minutes[0] or made.sets[1] < made.sets[0]
    return made if rest[1] and is_lighter else Lighter(too_late())
