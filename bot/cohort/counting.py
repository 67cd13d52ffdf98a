"""What the report tells: weeks by phase and score, ramps, decisions, and who reaches an event rested."""

from __future__ import annotations

from bot.cohort.body import Body
from bot.cohort.checks.terms import cardio_minutes, ours
from bot.cohort.mishaps import Mishaps
from bot.cohort.tally import Tally
from rules.adaptation import Review
from rules.plan import Week
from rules.state import TrainingState

STEP_PERCENT = 5
RESTED_STRAIN = 1.0
SORE = 4.0


def count_week(tally: Tally, state: TrainingState, week: Week) -> None:
    """A planned week: its phase, its score, how its cardio stands beside the week before."""
    tally.weeks["planned"] += 1
    tally.weeks["sessions"] += len(ours(week.sessions))
    tally.phases[week.phase.value] += 1
    tally.scores[week.phase.value, week.score.total] += 1
    tally.weeks["degraded"] += bool(week.degradations)
    tally.weeks["deload"] += week.deload
    last = state.history[-1].week if state.history else None
    if last is not None and last.phase is week.phase and not last.deload and not week.deload:
        before, now = cardio_minutes(ours(last.sessions)), cardio_minutes(ours(week.sessions))
        if before:
            tally.ramps[round(100 * (now - before) / before / STEP_PERCENT) * STEP_PERCENT] += 1


def count_review(tally: Tally, made: Review) -> None:
    """A decision, and the rules behind its changes."""
    tally.decisions[made.decision.value] += 1
    tally.changes.update(c.rule_id for c in made.changes)
    tally.happened["proposal"] += (
        made.proposal is not None and made.proposal is not made.inputs.state.proposal
    )


def count_event(tally: Tally, state: TrainingState, week: Week, body: Body, mishaps: Mishaps) -> None:
    """An event of this week: reached with a plan, and rested, that is with less fatigue than the body is used to."""
    for event in state.profile.events:
        if 0 <= (event.date - week.start).days < 7:
            tally.events["reached"] += 1
            hurt = mishaps.hurt is not None and mishaps.hurt.severity >= SORE
            unwell = mishaps.is_ill(event.date) or mishaps.is_away(event.date)
            rested = body.strain <= RESTED_STRAIN and not hurt and not unwell
            tally.events["rested"] += rested
            tally.events["hurt or ill"] += hurt or unwell
