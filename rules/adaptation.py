"""The weekly review's door: a lived week in, one decision, its changes and the next week out (section G).

The steps and the codes of their Notes stand in `rules.review`. `decline` and `keep_last_week` run the same review
again with the athlete's word in it, so what is shown and what is applied are one and the same (G-50).
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date

from rules.checkin import CheckIn, Wellness
from rules.decisions import Change, Decision, Modifier, Proposal
from rules.errors import CannotOverrule
from rules.plan import Score, Week
from rules.review import outcome
from rules.review.decide import Verdict
from rules.review.executed import executed_score
from rules.review.fatigue import Fatigue
from rules.review.metrics import WeekMetrics
from rules.review.overrides import NONE, Overrides, declining
from rules.review.structure import accept, refuse
from rules.review.view import look
from rules.state import TrainingState


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a review was made from; the same inputs make the same review (0.5)."""

    state: TrainingState
    week: Week
    checkins: tuple[CheckIn, ...]
    wellness: tuple[Wellness, ...]
    today: date
    overrides: Overrides = NONE


@dataclass(frozen=True, slots=True)
class Review:
    """The outcome: `state` is the one after the closed week, `next_week` None while a hold or a new start waits.

    `changes` come most important first; at most five are shown, the others under details (G-90).
    """

    decision: Decision
    changes: tuple[Change, ...]
    modifiers: tuple[Modifier, ...]
    next_week: Week | None
    state: TrainingState
    metrics: WeekMetrics
    fatigue: Fatigue
    verdict: Verdict
    proposal: Proposal | None
    executed_score: Score  # of the week as it was really trained (G-42)
    inputs: Inputs


def adapt(
    state: TrainingState,
    week: Week,
    checkins: tuple[CheckIn, ...],
    wellness: tuple[Wellness, ...],
    today: date,
    overrides: Overrides = NONE,
) -> Review:
    """Review a lived week and build the next one (section G).

    `state` is the one that `week` was built from; `checkins` and `wellness` are those of the week (more wellness,
    for weights, may be given). `today` is the local day of the review. Nothing of the past is changed.
    """
    inputs = Inputs(state, week, checkins, wellness, today, overrides)
    view = look(state, week, checkins, wellness, today)
    made = outcome.review(view, overrides)
    return Review(
        decision=made.verdict.decision,
        changes=made.changes,
        modifiers=made.modifiers,
        next_week=made.next_week,
        state=made.state,
        metrics=made.metrics,
        fatigue=made.fatigue,
        verdict=made.verdict,
        proposal=made.state.proposal,
        executed_score=executed_score(week, view.logged, view.checkins, view.levels.strength),
        inputs=inputs,
    )


def decline(review: Review, change: Change) -> Review:
    """The review with one change overruled and the choice stored. Refuses what can't be (CannotOverrule) (G-50)."""
    if not change.can_decline:
        raise CannotOverrule(change.rule_id)
    return _again(review, declining((change,), review.inputs.overrides))


def keep_last_week(review: Review) -> Review:
    """Next week like this one, as far as health and the calendar allow (G-50)."""
    before = review.inputs.overrides
    declined = declining(review.changes, before)
    return _again(review, Overrides(before.keys, declined.rule_ids, keep=True))


def carried_over(was: Review, again: Review, now: TrainingState) -> TrainingState:
    """The state of a review made again, with everything that changed since the first time kept (G-50).

    A pain, a fact or an answer that came after the review is newer than the word on the review.
    """
    since = {
        f.name: getattr(now, f.name)
        for f in fields(now)
        if getattr(now, f.name) != getattr(was.state, f.name) and f.name != "history"
    }
    return replace(again.state, **since)


def answer(state: TrainingState, *, yes: bool, today: date) -> TrainingState:
    """The state after a yes or a no to the waiting proposal; without one it stays as it is (G-15, D-12)."""
    if state.proposal is None:
        return state
    return accept(state, state.proposal, today) if yes else refuse(state, state.proposal)


def _again(review: Review, overrides: Overrides) -> Review:
    i = review.inputs
    return adapt(i.state, i.week, i.checkins, i.wellness, i.today, overrides)
