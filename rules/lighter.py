"""A lighter week because the athlete asks: the content of a deload, from a day of this week on (D-06, E-40, F-40).

Refusals: `lighter.now` (the week is one already), `lighter.calendar` (phase: taper or recovery prescribe the load),
`lighter.way_back` (after a break or an illness it is lighter anyway), `lighter.just_had` (weeks ago),
`lighter.week_over` (nothing of the week is left that could be lighter).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from rules.constants import P
from rules.phases.calendar import NEAR_WEEKS, RESTING
from rules.plan import Week
from rules.review.rebuilding import rebuild_week
from rules.sessions import Note, Session, note
from rules.state import TrainingState

WEEK = timedelta(weeks=1)


def refusal(state: TrainingState, week: Week) -> Note | None:
    """Why this week isn't made lighter; None where it can be (D-06 point 3, D-07, D-09)."""
    if week.deload:
        return note("lighter.now")
    if week.phase in RESTING:
        return note("lighter.calendar", phase=week.phase.value)
    if state.recovery is not None:
        return note("lighter.way_back")
    ago = [(week.start - r.week.start) // WEEK for r in state.history if r.week.deload]
    if ago and min(ago) <= NEAR_WEEKS:
        return note("lighter.just_had", weeks=min(ago))
    return None


def too_late() -> Note:
    """Nothing of this week is left that could be made lighter."""
    return note("lighter.week_over")


def asked(state: TrainingState) -> TrainingState:
    """The state in which its own week was asked to be lighter."""
    return replace(state, lighter_week=state.start + (state.week_number - 1) * WEEK)


def lighter_week(state: TrainingState, first_day: int) -> Week:
    """The state's own week as a deload from this day on; the days before it stay empty."""
    return rebuild_week(asked(state), first_day)


def sets_of(sessions: tuple[Session, ...]) -> int:
    """Sets of all exercises."""
    return sum(e.sets for s in sessions for e in s.exercises)


LOAD_PERCENT = round((1 - P.deload.load) * 100)
