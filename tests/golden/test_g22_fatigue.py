"""G22: fatigue adds up to a reduced week, and a point more to a deload."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import cache

import pytest

from rules.adaptation import Review, adapt
from rules.checkin import CheckIn, SkipReason, Status, Wellness
from rules.decisions import Decision
from rules.plan import PhaseName, Week
from rules.review.fatigue import Fatigue
from rules.sessions import Session, SessionType
from rules.state import TrainingState
from rules.weeks import build_week
from tests.rules.adaptation import lives

HARDER = {
    "Mon S_LOWER": 2,
    "Tue C_FINISH": 3,
    "Wed C_HIIT": 2,
    "Thu S_UPPER": 2,
    "Fri S_LOWER": 2,
    "Sat C_LONG": 2,
}
SLEEP_H = (6, 6, 6, 5.5, 5.5)  # mean 5.8
LEAST_FINISHER_MIN = 15
SORE, VERY_SORE = (6, 6, 6, 6, 6), (7, 7, 7, 7, 8)  # means 6 and 7.2


def undulating_week(number: int) -> tuple[TrainingState, Week]:
    """That week of the default plan, its lifts known, intervals at 8."""
    state, week = lives.begin()
    state, _ = lives.assumed(state, week, number - 1)
    state, _ = lives.strong(replace(state, hiit_n=8))
    return state, build_week(state)


def hard_week(session: Session, checkin: CheckIn) -> CheckIn:
    """Six sessions with an RPE, 13 points above the expected in all; a primer skipped, Friday cut to 36 of 60 min."""
    name = f"{'Mon Tue Wed Thu Fri Sat Sun'.split()[session.day]} {session.type.value}"
    if name == "Wed S_PRIMER":
        return lives.skip(checkin)
    rpe = session.rpe + HARDER[name] if name in HARDER else None
    if name == "Fri S_LOWER":
        return replace(checkin, status=Status.PARTIAL, reason=SkipReason.TIME, actual_minutes=36, rpe=rpe)
    return replace(checkin, rpe=rpe)


@cache
def tired(soreness: tuple[int, ...] = SORE, number: int = 3) -> tuple[Review, Week]:
    state, week = undulating_week(number)
    assert week.phase is PhaseName.UNDULATING
    told = tuple(
        Wellness(week.start + timedelta(days=day), sleep_h=hours, soreness_legs=sore)
        for day, (hours, sore) in enumerate(zip(SLEEP_H, soreness, strict=True))
    )
    return adapt(state, week, lives.logs(week, hard_week), told, week.start + timedelta(days=6)), week


@pytest.mark.parametrize(
    ("sore", "soreness", "total", "decision"),
    [(SORE, 6.0, 4, Decision.REDUCE), (VERY_SORE, 7.2, 5, Decision.DELOAD)],
)
def test_the_week_of_the_scenario(
    sore: tuple[int, ...], soreness: float, total: int, decision: Decision
) -> None:
    made, _ = tired(sore)
    told = made.metrics

    assert told.adherence == pytest.approx(0.9)
    assert told.rpe_sessions == 6
    assert told.drpe == pytest.approx(13 / 6)  # whole RPEs of six sessions: 2.17 is the nearest above 2.0
    assert told.mean_sleep_h == pytest.approx(5.8)
    assert told.mean_soreness == pytest.approx(soreness)
    assert told.baseline_load is not None
    assert told.executed_load / told.baseline_load == pytest.approx(1.1, abs=0.01)
    assert made.fatigue == Fatigue(effort=2, sleep=1, soreness=total - 3, strength=0, load=0)
    assert made.fatigue.total == total
    assert made.decision is decision
    assert made.next_week is not None
    assert made.next_week.deload is (decision is Decision.DELOAD)


def test_exercises_of_three_sets_or_more_lose_one_and_no_other_does() -> None:
    before, after = _sets(tired()[1]), _sets(tired()[0].next_week)

    assert {key for key, sets in before.items() if sets >= 3} <= after.keys()
    for key, sets in after.items():
        assert sets == (before[key] - 1 if before[key] >= 3 else before[key])


def test_cardio_and_intervals_fall_and_no_load_rises() -> None:
    made, week = tired()
    after = made.next_week
    assert after is not None

    steady = {s.day: s.minutes for s in week.sessions if s.is_cardio and s.type is not SessionType.HIIT}
    for session in after.sessions:
        if session.day in steady and session.is_cardio:
            assert session.minutes == max(LEAST_FINISHER_MIN, 5 * round(0.8 * steady[session.day] / 5))
    assert after.cardio_minutes <= 0.85 * week.cardio_minutes
    (hiit,) = lives.of_type(after, SessionType.HIIT)
    assert (hiit.intervals, "reduced" in hiit.flags) == (6, True)
    before = {(s.day, e.exercise_id): e.load_kg for s in week.sessions for e in s.exercises}
    loads = {(s.day, e.exercise_id): e.load_kg for s in after.sessions for e in s.exercises}
    assert any(loads.values())
    assert all((load or 0) <= (before[key] or 0) for key, load in loads.items())


def test_the_week_after_holds() -> None:
    """A week earlier in the plan, because week 5 is a deload of the calendar anyway."""
    made, _ = tired(number=2)
    assert made.decision is Decision.REDUCE
    assert made.next_week is not None

    following = lives.review(made.state, made.next_week)

    assert following.decision is Decision.HOLD
    assert following.verdict.reason.because.code == "because.after_reduce"


def test_a_deload_of_the_calendar_comes_before_that_hold() -> None:
    made, _ = tired()
    assert made.next_week is not None

    following = lives.review(made.state, made.next_week)

    assert following.decision is Decision.DELOAD
    assert [t.decision for t in following.verdict.triggers] == [Decision.DELOAD, Decision.HOLD]


def _sets(week: Week | None) -> dict[tuple[int, str], int]:
    assert week is not None
    return {(s.day, e.exercise_id): e.sets for s in week.sessions for e in s.exercises}
