"""This week and the next on one line of minutes, and the outing that really ended at another time than planned."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rules.days import DAY_MINUTES
from rules.fixed import is_fixed
from rules.missed.moves import MoveContext
from rules.occasions import Occasion, occasion_of, occasions
from rules.plan import Week
from rules.sessions import Session

WEEK_DAYS = 7


@dataclass(frozen=True, slots=True)
class Outing:
    """Sessions done in one go; days and minutes count from this week's Monday (days 7-13: the next week)."""

    sessions: Occasion

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of its pieces."""
        return tuple(s.id for s in self.sessions)

    @property
    def day(self) -> int:
        """Its planned day."""
        return self.sessions[0].day

    @property
    def begin(self) -> int:
        """Planned start."""
        return self.sessions[0].start_minute

    @property
    def end(self) -> int:
        """Planned end."""
        return self.sessions[-1].end_minute

    @property
    def minutes(self) -> int:
        """From the first start to the last end."""
        return self.end - self.begin


@dataclass(frozen=True, slots=True)
class Late:
    """What was finished, when it really began and ended, and whether that is later than planned."""

    outing: Outing
    started: int
    finish: int
    is_late: bool
    fixed: tuple[Session, ...]

    @property
    def real_day(self) -> int:
        """The day on which it really began."""
        return self.started // DAY_MINUTES

    def is_other_kind(self, other: Outing) -> bool:
        """Whether one holds strength and the other cardio: only then a gap between them matters (D-41, D-50)."""
        mine, theirs = self.outing.sessions, other.sessions
        lifts, runs = any(s.is_strength for s in mine), any(s.is_cardio for s in mine)
        return (lifts and any(s.is_cardio for s in theirs)) or (runs and any(s.is_strength for s in theirs))

    def fixed_on(self, day: int) -> tuple[Session, ...]:
        """What is fixed on that day."""
        return tuple(s for s in self.fixed if s.day == day)


def line_of(week: Week, context: MoveContext) -> tuple[Session, ...]:
    """Both weeks' sessions that still count, the next week's with days 7-13."""
    here = [s for s in week.sessions if s.id not in context.gone]
    return (*here, *(replace(s, day=s.day + WEEK_DAYS) for s in context.hard.after))


def late_finish(week: Week, session_id: str, finish: int, started: int | None, context: MoveContext) -> Late:
    """The finished outing against its plan. A piece before the last counts as finished at its own planned end."""
    session = week.session(session_id)
    outing = Outing(occasion_of(week.sessions, session_id) or (session,))
    began = started if started is not None else finish - (session.end_minute - outing.begin)
    fixed = tuple(s for s in line_of(week, context) if is_fixed(s))
    return Late(outing, began, finish, finish > session.end_minute, fixed)


def outings(week: Week, late: Late, context: MoveContext) -> tuple[Outing, ...]:
    """What is planned after the finished outing, today and tomorrow, seen from when it ended; nothing fixed."""
    last_day = max(late.finish, late.outing.end) // DAY_MINUTES + 1
    later = [
        s
        for s in line_of(week, context)
        if s.id not in late.outing.ids and s.start_minute >= late.outing.end and s.day <= last_day
    ]
    return tuple(Outing(o) for o in occasions(s for s in later if not is_fixed(s)))


def shown(minute: int) -> str:
    """A minute of the line as hh:mm on its day."""
    hours, minutes = divmod(minute % DAY_MINUTES, 60)
    return f"{hours:02d}:{minutes:02d}"
