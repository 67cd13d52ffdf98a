"""G22: fatigue adds up to a reduced week, and a point more to a deload."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rules.adaptation import Review
from rules.checkin import CheckIn
from rules.decisions import Decision
from rules.plan import Week
from rules.review.fatigue import Fatigue, MainSets, assess_fatigue
from rules.sessions import Session, SessionType
from rules.state import TrainingState
from rules.weeks import build_week
from tests.rules.adaptation import lives


def undulating_week(number: int) -> tuple[TrainingState, Week]:
    """That week of the default plan, intervals at 8."""
    state, week = lives.begin()
    state, _ = lives.assumed(state, week, number - 1)
    state = replace(state, hiit_n=8)
    return state, build_week(state)


def harder(session: Session, checkin: CheckIn) -> CheckIn:
    """Everything feels two harder than expected, one session three; each takes a little less time than planned."""
    extra = 3 if session.type is SessionType.FINISH and session.day == 0 else 2
    return replace(checkin, rpe=min(10, session.rpe + extra), actual_minutes=int(0.85 * session.minutes))


def tired(soreness: int = 6, number: int = 3) -> tuple[Review, Week]:
    state, week = undulating_week(number)
    return lives.review(state, week, harder, hours=5.8, soreness=soreness), week


def test_four_points_reduce_the_week() -> None:
    made, _ = tired()

    assert made.fatigue == Fatigue(effort=2, sleep=1, soreness=1, strength=0, load=0)
    assert made.metrics.drpe is not None
    assert 2.0 <= made.metrics.drpe < 2.5
    assert made.decision is Decision.REDUCE


@pytest.mark.parametrize(("soreness", "points"), [(6.0, 4), (7.2, 5)])
def test_the_points_of_the_scenario(soreness: float, points: int) -> None:
    """A = 0.9, dRPE +2.1 over 6 sessions, sleep 5.8 h, no missed reps, load 1.1 times the baseline."""
    told = replace(
        tired()[0].metrics,
        adherence=0.9,
        drpe=2.1,
        rpe_sessions=6,
        mean_sleep_h=5.8,
        mean_soreness=soreness,
        executed_load=1100.0,
        baseline_load=1000.0,
        baseline_weeks=3,
    )

    found = assess_fatigue(told, MainSets(done=12, missed=0))

    assert found == Fatigue(effort=2, sleep=1, soreness=points - 3, strength=0, load=0)
    assert found.total == points


def test_a_reduced_week_is_lighter_in_each_way() -> None:
    made, week = tired()
    after = made.next_week
    assert after is not None

    before_sets = {(s.id[-1], e.exercise_id): e.sets for s in week.sessions for e in s.exercises}
    after_sets = {(s.id[-1], e.exercise_id): e.sets for s in after.sessions for e in s.exercises}
    assert all(n <= max(2, before_sets.get(key, n) - 1) for key, n in after_sets.items())
    assert after.cardio_minutes <= 0.85 * week.cardio_minutes
    (hiit,) = lives.of_type(after, SessionType.HIIT)
    assert (hiit.intervals, "reduced" in hiit.flags) == (6, True)
    loads = {e.exercise_id: e.load_kg for s in week.sessions for e in s.exercises}
    assert all(
        (e.load_kg or 0) <= (loads[e.exercise_id] or 0)
        for s in after.sessions
        for e in s.exercises
        if e.exercise_id in loads
    )


def test_the_week_after_holds() -> None:
    made, _ = tired(number=2)
    assert made.decision is Decision.REDUCE
    assert made.next_week is not None

    following = lives.review(made.state, made.next_week)

    assert following.decision is Decision.HOLD
    assert following.verdict.reason.because.code == "because.after_reduce"


def test_a_deload_of_the_calendar_comes_before_that_hold() -> None:
    made, _ = tired(number=3)
    assert made.next_week is not None

    following = lives.review(made.state, made.next_week)

    assert following.decision is Decision.DELOAD
    assert [t.decision for t in following.verdict.triggers] == [Decision.DELOAD, Decision.HOLD]


def test_more_soreness_makes_it_a_deload() -> None:
    made, _ = tired(soreness=8)

    assert made.fatigue.soreness == 2
    assert made.decision is Decision.DELOAD
    assert made.next_week is not None
    assert made.next_week.deload
