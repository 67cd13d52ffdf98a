"""G25: fever from Wednesday to Friday, symptom-free from Saturday noon."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from rules.adaptation import Review, adapt
from rules.checkin import Illness, Wellness
from rules.decisions import Decision
from rules.plan import Week
from rules.review.illness import latest_episode
from rules.sessions import SessionType
from tests.rules.adaptation import lives

MONDAY = lives.MONDAY
WEDNESDAY, FRIDAY, SATURDAY, SUNDAY = (MONDAY + timedelta(days=k) for k in (2, 4, 5, 6))
ILL = (
    Wellness(WEDNESDAY, illness=Illness.SYSTEMIC, fever=True),
    Wellness(WEDNESDAY + timedelta(days=1), illness=Illness.SYSTEMIC, fever=True),
    Wellness(FRIDAY, illness=Illness.SYSTEMIC, fever=True),
    Wellness(SATURDAY, illness=Illness.NONE, fever=False, symptom_free_from=time(12)),
)


def fever() -> tuple[Review, Week]:
    """Monday and Tuesday trained, the rest of the week ill in bed; review on Sunday."""
    state, week = lives.begin()
    done = tuple(c for c in lives.logs(week) if c.date < WEDNESDAY)
    return adapt(state, week, done, ILL, SUNDAY), week


def test_no_training_before_sunday_noon_and_no_intervals_for_a_week() -> None:
    episode = latest_episode(ILL, (), SUNDAY)

    assert episode is not None
    assert episode.train_from == datetime.combine(SUNDAY, time(12))
    assert episode.hiit_from == FRIDAY + timedelta(days=7)


def test_the_week_is_excused() -> None:
    made, _ = fever()

    assert made.decision is Decision.ILLNESS
    assert made.metrics.adherence == 1.0
    assert made.verdict.reason.rule_id == "G-32"


def test_two_easy_days_two_half_days_then_seventy_percent() -> None:
    made, before = fever()
    week = made.next_week
    assert week is not None

    days = sorted({s.day for s in lives.own(week)})
    first_two = [s for s in lives.own(week) if s.day in days[:2]]
    assert [(s.type, s.minutes) for s in first_two] == [(SessionType.EASY, 20)] * 2
    assert all(s.rpe <= 3 for s in first_two)
    whole = {(s.day, s.is_strength): s.minutes for s in lives.own(before)}
    assert days == [0, 1, 2, 3, 4, 5]
    for s in (s for s in lives.own(week) if s.day >= days[2]):
        share = 0.5 if s.day in days[2:4] else 0.7
        assert s.minutes == pytest.approx(share * whole[s.day, s.is_strength], abs=2.5)


def test_no_intervals_before_the_seventh_day_after_the_fever() -> None:
    made, _ = fever()
    assert made.next_week is not None

    fast = [s for s in made.next_week.sessions if s.type in (SessionType.HIIT, SessionType.TEMPO)]
    assert all(made.next_week.date_of(s) >= FRIDAY + timedelta(days=7) for s in fast)


def test_then_back_to_normal() -> None:
    made, _ = fever()
    assert made.next_week is not None

    following = lives.review(made.state, made.next_week)

    assert following.decision is not Decision.ILLNESS
    assert following.state.recovery is None


def test_nothing_grows_while_still_ill() -> None:
    state, week = lives.begin()
    still = tuple(Wellness(MONDAY + timedelta(days=k), illness=Illness.SYSTEMIC) for k in range(2, 7))

    made = adapt(state, week, (), still, SUNDAY)

    assert made.decision is Decision.ILLNESS
    assert made.next_week is not None
    assert min((s.day for s in lives.own(made.next_week)), default=7) >= 1
    assert made.state.hiit_n <= state.hiit_n


def test_the_dates_are_those_of_the_scenario() -> None:
    assert date(2026, 11, 23) == MONDAY
