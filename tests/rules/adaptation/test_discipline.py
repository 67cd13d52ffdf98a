"""The talk test, the run-walk ladder and extra work (F-03, G-41, G-42)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from rules.checkin import CheckIn, Status, TalkTest
from rules.review import discipline
from rules.review.metrics import measure
from rules.review.reading import read_week
from rules.sessions import note
from tests.rules.adaptation import weeks
from tests.rules.adaptation.weeks import MONDAY, done

YES, HALF, NO = TalkTest.COMFORTABLE, TalkTest.BORDERLINE, TalkTest.NOT_COMFORTABLE
EASY_WEEK = weeks.week("""
    Tue 18:00 C_EASY 40 run
    Fri 18:00 C_EASY 40 run
    Sat 08:00 C_LONG 90 run
    """)


@pytest.mark.parametrize(
    ("said", "rate", "slow"),
    [
        ((), 0.0, False),
        ((NO,), 1.0, False),
        ((NO, HALF, YES), 0.5, True),
        ((YES, YES, HALF), 1 / 6, False),
        ((HALF, HALF), 0.5, True),
        ((NO, YES, YES), 1 / 3, False),
        ((NO, NO), 1.0, True),
    ],
)
def test_fail_rate_decides_on_two_answers_or_more(
    said: tuple[TalkTest, ...], rate: float, slow: bool
) -> None:
    assert discipline.fail_rate(said) == pytest.approx(rate)
    assert discipline.too_fast(said) is slow
    assert discipline.tip_only(said) is (rate > 0 and not slow)


def test_only_easy_and_long_sessions_that_took_place_answer() -> None:
    logs = weeks.talked(EASY_WEEK, NO, HALF, YES)
    skipped = replace(logs[0], status=Status.SKIPPED)

    assert discipline.answers(read_week(EASY_WEEK, logs, ())) == (NO, HALF, YES)
    assert discipline.answers(read_week(EASY_WEEK, (skipped, *logs[1:]), ())) == (HALF, YES)


def test_the_note_names_the_answers() -> None:
    assert discipline.talk_note((NO, HALF, YES)) == note(
        "because.talk_test", failed=1, borderline=1, answers=3
    )


def test_minutes_that_failed_count_in_the_score() -> None:
    logged = read_week(EASY_WEEK, weeks.talked(EASY_WEEK, NO, HALF, NO), ())

    assert discipline.failed_easy_minutes(logged) == 130


@pytest.mark.parametrize(
    ("level", "said", "after"),
    [
        (2, (YES, YES, HALF), 3),
        (2, (YES, HALF, YES), 3),
        (2, (YES, NO, YES), 1),
        (0, (NO, HALF, HALF), 0),
        (6, (YES, YES, YES), 6),
        (None, (YES, YES, YES), None),
    ],
)
def test_ladder_rises_after_two_passes_and_falls_after_a_fail(
    level: int | None, said: tuple[TalkTest, ...], after: int | None
) -> None:
    logged = read_week(EASY_WEEK, weeks.talked(EASY_WEEK, *said), ())

    assert discipline.ladder(level, logged, slow_down=False) == after


def test_a_week_above_talking_pace_costs_a_level() -> None:
    logged = read_week(EASY_WEEK, weeks.talked(EASY_WEEK, HALF, HALF, HALF), ())

    assert discipline.ladder(3, logged, slow_down=True) == 2


def test_executed_load_above_130_percent_is_over_done() -> None:
    metrics = replace(measure(EASY_WEEK, (), ()), planned_load=1000.0, executed_load=1300.0)

    assert discipline.over_done(metrics, ()) is None
    assert discipline.over_done(replace(metrics, executed_load=1301.0), ()) == note(
        "because.over_done", percent=130
    )


def test_two_unplanned_hard_sessions_are_over_done() -> None:
    metrics = measure(EASY_WEEK, tuple(done(s, EASY_WEEK) for s in EASY_WEEK.sessions), ())
    hard = CheckIn(MONDAY, Status.DONE, None, "C_HIIT")
    tough = CheckIn(MONDAY + timedelta(days=2), Status.DONE, None, "C_EASY", rpe=7)
    easy = CheckIn(MONDAY, Status.DONE, None, "C_HIIT", rpe=4)

    assert discipline.over_done(metrics, (hard, tough)) == note("because.unplanned_hard", count=2)
    assert discipline.over_done(metrics, (hard, easy)) is None
