"""G24: back after fifteen days."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from rules.adaptation import Review, adapt
from rules.athlete import Goal
from rules.checkin import CheckIn
from rules.decisions import Decision
from rules.plan import PhaseName, Week
from rules.sessions import Session, SessionType
from rules.state import Lift, Recovery, TrainingState
from rules.tips import TIPS
from rules.tips.context import TipContext
from rules.weeks import build_week
from tests.rules.adaptation import lives
from tests.rules.athletes import athlete

ENDURANCE = athlete(goal=Goal.ENDURANCE)  # without an event its cycle has B2


def b2_week_3() -> tuple[TrainingState, Week]:
    """B2 week 3, squat 100 kg, long 50 min, 10 intervals."""
    state, week = lives.begin(ENDURANCE)
    assert state.phases[0].name is PhaseName.B2
    state, _ = lives.assumed(state, week, 2)
    state = replace(state, hiit_n=10, lifts=(Lift("back_squat", 100.0, 5),))
    week = build_week(state)
    assert [s.minutes for s in lives.of_type(week, SessionType.LONG)] == [50]
    assert {s.intervals for s in lives.of_type(week, SessionType.HIIT)} == {10}
    return state, week


def away(state: TrainingState, week: Week) -> tuple[Review, Review]:
    """Last session on Saturday of week 3; the two weeks after are empty; reviews on their Sundays."""
    trained = lives.review(state, week)
    assert trained.next_week is not None
    first = adapt(trained.state, trained.next_week, (), (), trained.next_week.start + timedelta(days=6))
    assert first.next_week is not None
    second = adapt(first.state, first.next_week, (), (), first.next_week.start + timedelta(days=6))
    return first, second


def sets_of(week: Week) -> int:
    """All working sets of a week."""
    return sum(e.sets for s in week.sessions for e in s.exercises)


def test_each_empty_week_deepens_the_row() -> None:
    first, second = away(*b2_week_3())

    assert (first.decision, second.decision) == (Decision.RETURN, Decision.RETURN)
    assert first.state.recovery == Recovery("return", 7, 0, None)
    assert second.state.recovery is not None
    assert (second.state.recovery.row, second.state.recovery.step) == (14, 0)
    assert dict(second.verdict.reason.because.values) == {"days": 15}


def test_the_first_week_back() -> None:
    state, before = b2_week_3()
    back = away(state, before)[1]
    week = back.next_week
    assert week is not None

    assert week.cardio_minutes <= 0.70 * before.cardio_minutes
    assert sets_of(week) <= 0.70 * sets_of(before)
    assert not lives.of_type(week, SessionType.HIIT)
    long = next(s for s in week.sessions if "long" in s.flags)
    assert long.minutes <= 37
    assert long.type is SessionType.EASY
    squat = next(e for s in week.sessions for e in s.exercises if e.exercise_id == "back_squat")
    assert squat.load_kg == 90.0
    assert (week.phase, week.week_in_phase) == (PhaseName.B2, 1)
    assert "return" in week.flags


def test_seventy_then_eighty_five_then_all() -> None:
    state, before = b2_week_3()
    made = away(state, before)[1]
    shares, sets, hiit = [], [], []
    flags: list[set[str]] = []
    for _ in range(3):
        assert made.next_week is not None
        assert made.decision is Decision.RETURN
        shares.append(made.next_week.cardio_minutes)
        sets.append(sets_of(made.next_week))
        flags.append({f for s in lives.of_type(made.next_week, SessionType.HIIT) for f in s.flags})
        hiit.append([s.intervals for s in lives.of_type(made.next_week, SessionType.HIIT)])
        made = lives.review(made.state, made.next_week)

    assert shares[0] < shares[1] <= 0.85 * before.cardio_minutes
    assert 0.9 * before.cardio_minutes <= shares[2] <= before.cardio_minutes
    assert sets[0] < sets[1] <= 0.85 * sets_of(before)
    assert sets[2] == pytest.approx(sets_of(before), abs=2)
    assert hiit[0] == []
    assert set(hiit[1]) == {6}
    assert "return" in flags[1]
    assert made.decision is not Decision.RETURN


def test_the_loads_stay_down_after_the_first_week() -> None:
    made = away(*b2_week_3())[1]
    assert made.next_week is not None

    def easy_sets(session: Session, checkin: CheckIn) -> CheckIn:
        return replace(checkin, sets=())

    following = lives.review(made.state, made.next_week, easy_sets)

    assert following.next_week is not None
    loads = [
        e.load_kg for s in following.next_week.sessions for e in s.exercises if e.exercise_id == "back_squat"
    ]
    assert loads
    assert max(load or 0 for load in loads) <= 92.5


def test_the_tip_for_the_first_week_back_may_come() -> None:
    week = away(*b2_week_3())[1].next_week
    assert week is not None
    context = TipContext(sessions=week.sessions[:1], flags=week.flags)
    assert TIPS["T48"].applies(context)


def test_a_break_can_not_be_overruled() -> None:
    made = away(*b2_week_3())[1]

    decision = next(c for c in made.changes if c.what.code == "change.decision")
    assert not decision.can_decline
    assert decision.rule_id == "G-30"
