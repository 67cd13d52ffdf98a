"""When the number of intervals may rise, falls or needs a louder cue (F-22, G-43)."""

from __future__ import annotations

from typing import Any

import pytest

from rules.athlete import Region
from rules.checkin import CheckIn, Pain, SkipReason
from rules.review.intervals import judge_intervals, lowered
from rules.review.reading import Logged, read_week
from tests.rules.adaptation import weeks
from tests.rules.adaptation.weeks import done, partial, skipped

WEEK = weeks.week("Wed 18:00 C_HIIT 24 bike n=8")
HIIT = WEEK.sessions[0]


def _logged(checkin: CheckIn) -> tuple[Logged, ...]:
    return read_week(WEEK, (checkin,), ())


@pytest.mark.parametrize(
    ("checkin", "grow", "lower"),
    [
        (done(HIIT, WEEK, rpe=9), True, False),
        (done(HIIT, WEEK, rpe=8, intervals_done=8), True, False),
        (done(HIIT, WEEK, rpe=10), False, True),
        (done(HIIT, WEEK, rpe=9, intervals_done=7), False, False),
        (partial(HIIT, WEEK, intervals_done=6), False, False),
        (partial(HIIT, WEEK, intervals_done=5, reason=SkipReason.TIRED), False, True),
        (partial(HIIT, WEEK, intervals_done=5, reason=SkipReason.TIME), False, False),
        (done(HIIT, WEEK, rpe=8, intervals_faded=True), False, False),
        (done(HIIT, WEEK, rpe=8, pain=(Pain(Region.KNEE, 3),)), False, False),
        (done(HIIT, WEEK, rpe=8, pain=(Pain(Region.KNEE, 2),)), True, False),
        (skipped(HIIT, WEEK), False, False),
    ],
)
def test_a_session_judges_the_next(checkin: CheckIn, grow: bool, lower: bool) -> None:
    verdict = judge_intervals(_logged(checkin))

    assert (verdict.grow, verdict.lower) == (grow, lower)
    assert verdict.because is not None


@pytest.mark.parametrize(("before", "cue"), [(6, True), (7, False)])
def test_easy_twice_asks_for_harder(before: int, cue: bool) -> None:
    verdict = judge_intervals(_logged(done(HIIT, WEEK, rpe=6)), _logged(done(HIIT, WEEK, rpe=before)))

    assert verdict.grow
    assert verdict.cue_harder is cue


def test_both_sessions_of_a_week_must_succeed() -> None:
    week = weeks.week("Tue 18:00 C_HIIT 24 bike n=8\nThu 18:00 C_HIIT 24 bike n=8")
    first, second = week.sessions

    mixed = read_week(week, (done(first, week, rpe=8), skipped(second, week)), ())

    assert not judge_intervals(mixed).grow


def test_a_week_without_intervals_says_nothing() -> None:
    week = weeks.week("Tue 18:00 C_EASY 30 run")

    verdict: Any = judge_intervals(read_week(week, weeks.all_done(week), ()))

    assert verdict.because is None
    assert not verdict.grow


@pytest.mark.parametrize(("n", "after"), [(12, 10), (9, 7), (8, 6), (7, 6), (6, 6), (4, 4)])
def test_two_fewer_but_at_least_six(n: int, after: int) -> None:
    assert lowered(n) == after
