"""The placement behind a projected week, for its cost (D-50)."""

from __future__ import annotations

from rules.athlete import Profile
from rules.decisions import Decision
from rules.placement import place
from rules.planning import close_as_done, first_state
from rules.state import Screening, TrainingState
from rules.unit import Placement
from rules.weeks import build_week
from rules.weeks.placing import request_of
from rules.weeks.shape import shape
from rules.weeks.situation import situation_of
from tests.golden.athletes import MONDAY


def state_before(profile: Profile, number: int) -> TrainingState:
    """The state before week `number`, everything before it done."""
    state = first_state(profile, Screening(), MONDAY)
    decision = Decision.PROGRESS
    for _ in range(number - 1):
        state, decision = close_as_done(state, build_week(state, decision))
    return state


def placement_of_week(profile: Profile, number: int) -> Placement:
    """What the search found for week `number`."""
    situation = situation_of(state_before(profile, number), Decision.PROGRESS)
    return place(request_of(situation, shape(situation, situation.days).units))
