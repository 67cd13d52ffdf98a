"""What a person waits for: the plan on the way to an event, and the review of a week."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from benchmarks.table import Measurement, timed
from rules.adaptation import Inputs, adapt
from rules.athlete import Event, EventType
from rules.checkin import CheckIn, Status
from rules.plan import Week
from rules.planning import build_plan, first_state
from rules.state import Screening, TrainingState
from rules.weeks import build_week
from tests.rules.athletes import ADVANCED, BEGINNER, INTERMEDIATE, athlete

MONDAY = date(2026, 11, 23)
RACE = Event(EventType.MARATHON, MONDAY + timedelta(weeks=41, days=6))
ROUNDS = 5


def measure() -> Iterator[Measurement]:
    """Plans of 42 weeks (with the recovery 44), a single week, a review with its next week."""
    people = (athlete(events=(RACE,)), INTERMEDIATE, BEGINNER, ADVANCED)
    plans = [person for person in people for _ in range(ROUNDS)]
    yield timed("plan of 42 weeks", lambda p: build_plan(p, Screening(), MONDAY, 42), plans, aim="< 60")
    states = [first_state(person, Screening(), MONDAY) for person in plans]
    yield timed("one week, placed and prescribed", build_week, states)
    yield timed(
        "one adaptation, next week included", _adapted, [_lived(build_week(s), s) for s in states], aim="< 5"
    )


def _lived(week: Week, state: TrainingState) -> Inputs:
    done = tuple(
        CheckIn(week.date_of(s), Status.DONE, s.id, rpe=s.rpe)
        for s in week.sessions
        if s.is_strength or s.is_cardio
    )
    return Inputs(state, week, done, (), week.start + timedelta(days=6))


def _adapted(inputs: Inputs) -> None:
    adapt(inputs.state, inputs.week, inputs.checkins, inputs.wellness, inputs.today)
