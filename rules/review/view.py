"""All that one review looks at, gathered once: the week as planned and as done, and the weeks before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rules.calendar import WEEK
from rules.checkin import CheckIn, Wellness
from rules.levels import Levels, assess
from rules.plan import Week
from rules.review.metrics import WeekMetrics, measure
from rules.review.reading import Logged, read_record, read_week
from rules.state import TrainingState

MEMORY_WEEKS = 12


@dataclass(frozen=True, slots=True)
class View:
    """The week under review. `all_checkins` and `all_wellness` reach back twelve weeks, oldest first."""

    state: TrainingState
    week: Week
    checkins: tuple[CheckIn, ...]
    wellness: tuple[Wellness, ...]
    today: date
    levels: Levels
    logged: tuple[Logged, ...]
    before: tuple[Logged, ...]  # last week
    all_checkins: tuple[CheckIn, ...]
    all_wellness: tuple[Wellness, ...]
    metrics: WeekMetrics

    @property
    def next_monday(self) -> date:
        """The first day of the week that the review builds."""
        return self.week.start + WEEK

    @property
    def event_ahead(self) -> bool:
        """Whether an event lies in next week or later (G-15, G-16, G-30)."""
        return any(event.date >= self.next_monday for event in self.state.profile.events)


def look(
    state: TrainingState,
    week: Week,
    checkins: tuple[CheckIn, ...],
    wellness: tuple[Wellness, ...],
    today: date,
) -> View:
    """Gather the week and what came before it; logs of after `today` are left aside."""
    checkins = tuple(c for c in checkins if c.date <= today)
    wellness = tuple(w for w in wellness if w.date <= today)
    recent = state.history[-MEMORY_WEEKS:]
    open_until = today if today < week.start + WEEK else None
    logged = read_week(week, checkins, wellness, open_until)
    return View(
        state=state,
        week=week,
        checkins=checkins,
        wellness=wellness,
        today=today,
        levels=assess(state.profile),
        logged=logged,
        before=read_record(recent[-1]) if recent else (),
        all_checkins=(*(c for r in recent for c in r.checkins), *checkins),
        all_wellness=(*(w for r in recent for w in r.wellness), *wellness),
        metrics=measure(week, checkins, wellness, history=state.history, today=open_until),
    )
