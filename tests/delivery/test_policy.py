"""What becomes of a message after each failure: at most once for what nobody asked for, at least once for answers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.coaching.delivering import Fate, Verdict
from bot.delivery.causes import Cause, Failure
from bot.delivery.policy import after_failure, backoff

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)


def verdict(
    cause: Cause, *, unasked: bool = False, doubts: int = 0, attempt: int = 1, age: timedelta = timedelta(0)
) -> Verdict:
    failure = Failure(cause, wait_seconds=7.0)
    return after_failure(failure, NOW, unasked=unasked, attempt=attempt, doubts=doubts, created_at=NOW - age)


@pytest.mark.parametrize(
    ("cause", "unasked", "doubts", "fate"),
    [
        (Cause.DOUBTFUL, True, 0, Fate.UNKNOWN),
        (Cause.DOUBTFUL, False, 0, Fate.PENDING),
        (Cause.DOUBTFUL, False, 1, Fate.UNKNOWN),
        (Cause.NOT_SENT, True, 0, Fate.PENDING),
        (Cause.NOT_SENT, False, 0, Fate.PENDING),
        (Cause.RATE_LIMITED, True, 0, Fate.PENDING),
        (Cause.UNREACHABLE, False, 0, Fate.FAILED),
        (Cause.REFUSED, False, 0, Fate.FAILED),
        (Cause.MIGRATED, False, 0, Fate.FAILED),
        (Cause.BAD_MARKUP, False, 0, Fate.FAILED),
        (Cause.TOKEN_REVOKED, True, 0, Fate.PENDING),
    ],
)
def test_the_fate_by_kind_and_cause(cause: Cause, unasked: bool, doubts: int, fate: Fate) -> None:
    assert verdict(cause, unasked=unasked, doubts=doubts).fate is fate


def test_a_rate_limit_waits_as_long_as_telegram_says() -> None:
    assert verdict(Cause.RATE_LIMITED).not_before == NOW + timedelta(seconds=7)


def test_what_never_left_is_tried_for_a_day() -> None:
    assert verdict(Cause.NOT_SENT, age=timedelta(hours=23)).fate is Fate.PENDING
    assert verdict(Cause.NOT_SENT, age=timedelta(hours=24)).fate is Fate.EXPIRED


def test_only_an_unreachable_person_is_silenced() -> None:
    assert [
        c for c in Cause if c not in (Cause.NOT_MODIFIED, Cause.MESSAGE_GONE) and verdict(c).unreachable
    ] == [Cause.UNREACHABLE]


def test_the_wait_doubles_up_to_a_minute() -> None:
    assert [backoff(n).total_seconds() for n in (1, 2, 3, 4, 6, 7, 50)] == [1, 2, 4, 8, 32, 60, 60]
