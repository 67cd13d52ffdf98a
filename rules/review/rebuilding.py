"""The week that a decision makes, and the same week made again when something changed within it (G-33, G-50)."""

from __future__ import annotations

from datetime import timedelta

from rules.decisions import Decision
from rules.levels import assess
from rules.plan import Week
from rules.review.sparing import spare_modes
from rules.state import TrainingState
from rules.weeks import build_week

WEEK = timedelta(weeks=1)


def decided_week(state: TrainingState, decision: Decision, first_day: int = 0) -> Week:
    """The state's week by this decision, sore regions spared (D-01, G-33); refuses as `build_week` does."""
    return spare_modes(build_week(state, decision, first_day), state, assess(state.profile))


def rebuild_week(state: TrainingState, first_day: int = 0) -> Week:
    """The state's own week once more: what the review before it decided still holds (G-50).

    After a STOP that a doctor's word has ended, nothing rises.
    """
    return decided_week(state, _standing_decision(state), first_day)


def _standing_decision(state: TrainingState) -> Decision:
    monday = state.start + (state.week_number - 1) * WEEK
    if not state.history or state.history[-1].week.start + WEEK != monday:
        return Decision.PROGRESS
    decided = state.history[-1].decision
    return Decision.HOLD if decided is Decision.STOP else decided
