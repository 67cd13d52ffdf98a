"""States at a chosen point of a plan, for tests of single weeks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from rules.athlete import Profile
from rules.decisions import Decision
from rules.plan import Phase, PhaseName, Week
from rules.planning import close_as_done, first_state
from rules.state import Screening, TrainingState
from rules.weeks import build_week
from tests.golden.universal import check_week

MONDAY = date(2026, 1, 5)


def state_of(profile: Profile, weeks_done: int = 0) -> TrainingState:
    """The state after so many weeks of a plan, all done."""
    state = first_state(profile, Screening(), MONDAY)
    decision = Decision.PROGRESS
    for _ in range(weeks_done):
        state, decision = close_as_done(state, build_week(state, decision))
    return state


def in_phase(profile: Profile, name: PhaseName, week: int = 1, **changes: Any) -> TrainingState:
    """A first state that stands in some week of a six-week phase."""
    state = state_of(profile)
    return replace(state, phases=(Phase(name, 6),), phase_index=0, week_in_phase=week, **changes)


def built(state: TrainingState, decision: Decision = Decision.PROGRESS, first_day: int = 0) -> Week:
    """The next week, its universal asserts checked."""
    week = build_week(state, decision, first_day)
    check_week(state.profile, week)
    return week


def minutes(week: Week, kind: str) -> list[int]:
    """Minutes of the sessions of a type, in order."""
    return [s.minutes for s in week.sessions if s.type.value == kind]


def intervals(week: Week) -> list[int]:
    """n of the HIIT sessions, in order."""
    return [s.intervals for s in week.sessions if s.intervals]
