"""G28: two weak weeks: both hold and get simpler, then one training day less is proposed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import cache
from itertools import combinations

import pytest

from rules.adaptation import Review, answer
from rules.athlete import Event, EventType, Profile
from rules.checkin import CheckIn, SkipReason
from rules.decisions import Decision
from rules.plan import Week
from rules.sessions import Session
from rules.state import TrainingState
from tests.rules.adaptation import lives
from tests.rules.athletes import INTERMEDIATE, athlete

SIX_DAYS = athlete(max_training_days=6)
MARATHON = athlete(events=(Event(EventType.MARATHON, lives.MONDAY + timedelta(weeks=30)),))


def weak(skipping: frozenset[int], reason: SkipReason = SkipReason.TIME) -> lives.Log:
    """These days of the week skipped."""

    def log(session: Session, checkin: CheckIn) -> CheckIn:
        return lives.skip(checkin, reason) if session.day in skipping else checkin

    return log


def half_done(state: TrainingState, week: Week, reason: SkipReason) -> Review:
    """A week of which about half was done."""
    days = sorted({s.day for s in lives.own(week)})
    for count in range(1, len(days) + 1):
        for skipping in map(frozenset, combinations(days, count)):
            made = lives.review(state, week, weak(skipping, reason))
            if 0.40 <= made.metrics.adherence < 0.60:
                return made
    raise AssertionError("no such week")


@cache
def two_weak_weeks(profile: Profile = SIX_DAYS) -> tuple[Review, Review]:
    """For two reasons, so that no single window is at fault."""
    state, week = lives.begin(profile)
    first = half_done(state, week, SkipReason.TIME)
    assert first.next_week is not None
    return first, half_done(first.state, first.next_week, SkipReason.TIRED)


def test_both_weeks_hold_with_simpler_weeks() -> None:
    for made in two_weak_weeks():
        assert 0.40 <= made.metrics.adherence < 0.60
        assert made.decision is Decision.HOLD
        assert made.next_week is not None
        planned = sum(s.minutes for s in lives.own(made.next_week))
        assert planned <= 1.25 * made.metrics.done_minutes
        assert any(m.kind == "simplify" for m in made.modifiers)


def test_the_second_one_proposes_a_day_less_and_waits() -> None:
    first, second = two_weak_weeks()

    assert first.proposal is None
    assert second.proposal is not None
    assert (second.proposal.kind, second.proposal.silence_days) == ("fewer_days", 7)
    days = len({s.day for s in lives.own(second.inputs.week)})
    assert second.proposal.value == days - 1
    assert second.state.adjustments.max_days is None
    offered = next(c for c in second.changes if c.what.code == "change.days")
    assert offered.needs_yes


def test_a_yes_applies_it_a_no_does_not() -> None:
    _, second = two_weak_weeks()
    assert second.proposal is not None
    today = second.inputs.today

    assert answer(second.state, yes=True, today=today).adjustments.max_days == second.proposal.value
    refused = answer(second.state, yes=False, today=today)
    assert refused.proposal is None
    assert refused.adjustments.max_days is None
    assert "G-15" in refused.declined


def test_seven_days_of_silence_apply_it() -> None:
    _, second = two_weak_weeks()
    assert second.next_week is not None
    assert second.proposal is not None

    third = lives.review(second.state, second.next_week)

    assert third.state.adjustments.max_days == second.proposal.value
    assert third.state.proposal is None
    assert third.next_week is not None
    assert len({s.day for s in lives.own(third.next_week)}) <= int(second.proposal.value or 0)
    applied = next(c for c in third.changes if c.what.code == "change.days")
    assert applied.because.code == "because.no_answer"
    assert not applied.needs_yes


@pytest.mark.parametrize(
    ("profile", "decision"), [(INTERMEDIATE, Decision.REPEAT), (MARATHON, Decision.HOLD)]
)
def test_under_forty_percent_repeats_without_an_event(profile: Profile, decision: Decision) -> None:
    state, week = lives.begin(profile)
    kept = lives.own(week)[0].id

    made = lives.review(state, week, lambda s, c: c if s.id == kept else lives.skip(c))

    assert made.metrics.adherence < 0.40
    assert made.decision is decision
    moved_on = made.state.week_in_phase > state.week_in_phase or made.state.phase_index > state.phase_index
    assert moved_on is (decision is Decision.HOLD)


def test_a_weekday_that_never_works_is_taken_out_and_can_be_kept() -> None:
    state, week = lives.begin(SIX_DAYS)
    first = lives.review(state, week, weak(frozenset({1})))
    assert first.next_week is not None
    assert first.state.adjustments.removed_windows == frozenset()

    second = lives.review(first.state, first.next_week, weak(frozenset({1})))

    assert second.state.adjustments.removed_windows == {(1, 18 * 60)}
    assert second.next_week is not None
    assert all(s.day != 1 for s in lives.own(second.next_week))
    removed = next(c for c in second.changes if c.what.code == "change.window")
    assert removed.can_decline
    assert replace(removed.what).values == (("day", 1), ("start", 1080))
