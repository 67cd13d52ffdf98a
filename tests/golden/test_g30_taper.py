"""G30: in the taper even a perfect week raises nothing, and fatigue only lowers it further."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from rules.athlete import Event, EventType
from rules.checkin import CheckIn
from rules.decisions import Decision
from rules.plan import PhaseName, Week
from rules.sessions import Session
from rules.state import TrainingState
from tests.rules.adaptation import lives
from tests.rules.athletes import athlete

RUNNER = athlete(
    events=(Event(EventType.MARATHON, lives.MONDAY + timedelta(weeks=7, days=6)),),
    current_cardio_min_per_week=220,
    longest_session_30d_min=90,
)


def first_taper_week() -> tuple[TrainingState, Week]:
    state, week = lives.begin(RUNNER)
    state, _ = lives.strong(state)
    while week.phase is not PhaseName.TAPER:
        state, week = lives.assumed(state, week, 1)
    return state, week


def loading_mean(state: TrainingState) -> float:
    """Mean cardio minutes of the last three loading weeks before the taper."""
    loading = [
        r.week.cardio_minutes
        for r in state.history
        if r.week.phase is not PhaseName.TAPER and not r.week.deload
    ]
    return sum(loading[-3:]) / 3


def test_a_perfect_week_raises_nothing() -> None:
    state, week = first_taper_week()

    made = lives.review(state, week, lives.at_the_top)

    assert (made.metrics.adherence, made.fatigue.total) == (1.0, 0)
    assert made.decision is Decision.HOLD
    assert made.verdict.reason.rule_id == "D-07"
    assert made.next_week is not None
    assert (made.next_week.phase, made.next_week.week_in_phase) == (PhaseName.TAPER, 2)
    assert made.next_week.cardio_minutes <= 0.60 * loading_mean(state)
    before = {e.exercise_id: e for s in week.sessions for e in s.exercises}
    same = [
        (before[e.exercise_id], e)
        for s in made.next_week.sessions
        for e in s.exercises
        if e.exercise_id in before
    ]
    assert same
    assert all(b.sets <= a.sets and (b.load_kg or 0) <= (a.load_kg or 0) for a, b in same)
    intervals = [max((s.intervals or 0 for s in w.sessions), default=0) for w in (week, made.next_week)]
    assert intervals[1] <= intervals[0]


def test_the_text_speaks_of_the_taper() -> None:
    state, week = first_taper_week()

    made = lives.review(state, week)

    decision = next(c for c in made.changes if c.what.code == "change.decision")
    assert decision.because.code == "because.calendar"
    assert dict(decision.because.values) == {"phase": "TAPER"}


def test_fatigue_makes_it_lower_never_higher() -> None:
    state, week = first_taper_week()

    def exhausted(session: Session, checkin: CheckIn) -> CheckIn:
        return replace(checkin, rpe=min(10, session.rpe + 3), actual_minutes=int(0.8 * session.minutes))

    rested = lives.review(state, week)
    tired = lives.review(state, week, exhausted, hours=4.5, soreness=8)

    assert tired.fatigue.total >= 5
    assert tired.decision is Decision.DELOAD
    assert tired.next_week is not None
    assert rested.next_week is not None
    assert tired.next_week.cardio_minutes < rested.next_week.cardio_minutes
    assert lives.total_sets(tired.next_week) <= lives.total_sets(rested.next_week)


def test_a_weak_week_leaves_the_taper_as_the_calendar_has_it() -> None:
    state, week = first_taper_week()

    def half(session: Session, checkin: CheckIn) -> CheckIn:
        return lives.skip(checkin) if session.day >= 3 else checkin

    weak = lives.review(state, week, half)
    good = lives.review(state, week)

    assert 0.40 <= weak.metrics.adherence < 0.60
    assert weak.next_week is not None
    assert good.next_week is not None
    assert [s.type for s in lives.own(weak.next_week)] == [s.type for s in lives.own(good.next_week)]
    assert all(m.kind != "simplify" for m in weak.modifiers)
