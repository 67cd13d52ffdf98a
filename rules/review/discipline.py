"""Pace discipline: what the week's talk tests say about the easy pace (F-02, F-03, G-41, G-42).

Codes: because.talk_test (failed, borderline, answers), because.over_done (percent), because.unplanned_hard (count).
"""

from __future__ import annotations

from collections.abc import Iterable

from rules.athlete import Mode
from rules.checkin import CheckIn, TalkTest
from rules.constants import P
from rules.review import reading
from rules.review.metrics import WeekMetrics
from rules.review.reading import Logged
from rules.sessions import Note, SessionType, note

TALKING = frozenset({SessionType.EASY, SessionType.LONG, SessionType.FINISH})
MIN_ANSWERS = 2
CONTINUOUS = 6
PASSES_FOR_A_LEVEL = 2
OVER_DONE = 1.30
HARD_RPE = 7
MANY_HARD = 2
HARD_TYPES = frozenset({"C_HIIT", "C_TEMPO", "S_LOWER", "S_FULL", "S_POWER", "EVENT"})


def answers(logged: Iterable[Logged]) -> tuple[TalkTest, ...]:
    """The talk tests of the week's easy and long sessions, in order of time (G-41)."""
    return tuple(
        x.checkin.talk_test
        for x in logged
        if x.session.type in TALKING and x.done and x.checkin is not None and x.checkin.talk_test is not None
    )


def fail_rate(tests: tuple[TalkTest, ...]) -> float:
    """(not comfortable + half the borderline) over answers; 0 without answers (G-41)."""
    if not tests:
        return 0.0
    failed = tests.count(TalkTest.NOT_COMFORTABLE) * P.talk.fail
    return (failed + tests.count(TalkTest.BORDERLINE) * P.talk.borderline) / len(tests)


def too_fast(tests: tuple[TalkTest, ...]) -> bool:
    """At least two answers and a fail rate of a half or more: slow down (G-41)."""
    return len(tests) >= MIN_ANSWERS and fail_rate(tests) >= P.talk.slow_rate


def tip_only(tests: tuple[TalkTest, ...]) -> bool:
    """Some test failed, but not so many that the pace changes (G-41)."""
    return fail_rate(tests) > 0 and not too_fast(tests)


def talk_note(tests: tuple[TalkTest, ...]) -> Note:
    """The data behind a change of pace, e.g. two of three easy runs failed the talk test."""
    return note(
        "because.talk_test",
        failed=tests.count(TalkTest.NOT_COMFORTABLE),
        borderline=tests.count(TalkTest.BORDERLINE),
        answers=len(tests),
    )


def failed_easy_minutes(logged: Iterable[Logged]) -> int:
    """Minutes of easy sessions that failed the talk test; they count in the executed week's score (D-60 Q)."""
    failed = (
        x
        for x in logged
        if x.session.type in TALKING
        and x.checkin is not None
        and x.checkin.talk_test is TalkTest.NOT_COMFORTABLE
    )
    return round(sum(reading.minutes_done(x) for x in failed))


def ladder(level: int | None, logged: Iterable[Logged], *, slow_down: bool) -> int | None:
    """The run-walk level after the week: up after two passed runs in a row, down one after a fail (F-03, G-41).

    None stays None (continuous running) unless the tests can't be passed two weeks running, see the review.
    """
    if level is None:
        return None
    passed, start = 0, level
    for x in logged:
        if x.session.mode is not Mode.RUN or x.session.type not in TALKING or x.checkin is None:
            continue
        if x.checkin.talk_test is TalkTest.COMFORTABLE:
            passed += 1
        elif x.checkin.talk_test is TalkTest.NOT_COMFORTABLE:
            passed, level = 0, max(0, level - 1)
        if passed == PASSES_FOR_A_LEVEL:
            passed, level = 0, min(CONTINUOUS, level + 1)
    return min(level, max(0, start - 1)) if slow_down else level


def over_done(metrics: WeekMetrics, extra: tuple[CheckIn, ...]) -> Note | None:
    """More than 1.30 of the planned load, or two unplanned hard sessions (G-42)."""
    hard = sum(is_hard(c) for c in extra)
    if metrics.planned_load and metrics.executed_load > OVER_DONE * metrics.planned_load:
        percent = round(100 * metrics.executed_load / metrics.planned_load)
        return note("because.over_done", percent=percent)
    return note("because.unplanned_hard", count=hard) if hard >= MANY_HARD else None


def is_hard(checkin: CheckIn) -> bool:
    """Unplanned training that is hard by its effort, else by its kind (G-42)."""
    if checkin.rpe is not None:
        return checkin.rpe >= HARD_RPE
    return checkin.session_type in HARD_TYPES
