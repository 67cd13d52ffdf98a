"""What happens to a late message: the borders of 15 minutes and 3 hours, and every reason to stay silent."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.lateness import Delivery, Reason, Verdict, judge, last_moment

DUE = datetime(2026, 11, 16, 7, tzinfo=UTC)


def after(minutes: float, **known: Any) -> Verdict:
    """The verdict on a message that is so many minutes late."""
    return judge(DUE, DUE + timedelta(minutes=minutes), **({"quiet": False} | known))


@pytest.mark.parametrize(
    ("minutes", "delivery", "reason"),
    [
        (-0.1, Delivery.WAIT, Reason.EARLY),
        (0, Delivery.SEND, Reason.NONE),
        (15, Delivery.SEND, Reason.NONE),
        (15.1, Delivery.SEND_LATE, Reason.LATE),
        (180, Delivery.SEND_LATE, Reason.LATE),
        (180.1, Delivery.EXPIRE, Reason.TOO_LATE),
        (3000, Delivery.EXPIRE, Reason.TOO_LATE),
    ],
)
def test_lateness_decides(minutes: float, delivery: Delivery, reason: Reason) -> None:
    assert after(minutes) == Verdict(delivery, reason)


@pytest.mark.parametrize(
    ("known", "delivery", "reason"),
    [
        ({"quiet": True}, Delivery.EXPIRE, Reason.QUIET),
        ({"logged": True}, Delivery.EXPIRE, Reason.LOGGED),
        ({"over": True}, Delivery.EXPIRE, Reason.OVER),
        ({"next_due": DUE + timedelta(minutes=149)}, Delivery.EXPIRE, Reason.NEXT_SOON),
        ({"next_due": DUE + timedelta(minutes=150)}, Delivery.SEND_LATE, Reason.LATE),
    ],
)
def test_half_an_hour_late_there_are_reasons_to_stay_silent(
    known: dict[str, Any], delivery: Delivery, reason: Reason
) -> None:
    assert after(30, **known) == Verdict(delivery, reason)


def test_punctual_message_is_sent_unless_all_is_logged() -> None:
    assert after(5, quiet=True, over=True, next_due=DUE + timedelta(hours=1)) == Verdict(Delivery.SEND)
    assert after(5, logged=True) == Verdict(Delivery.EXPIRE, Reason.LOGGED)


@given(minutes=st.floats(0, 10_000), quiet=st.booleans(), over=st.booleans(), logged=st.booleans())
def test_expired_message_has_a_reason_and_late_words_never_come_in_quiet_hours(
    minutes: float, quiet: bool, over: bool, logged: bool
) -> None:
    verdict = after(minutes, quiet=quiet, over=over, logged=logged)

    assert (verdict.reason is Reason.NONE) == (verdict.delivery is Delivery.SEND)
    assert not (quiet and verdict.delivery is Delivery.SEND_LATE)


@pytest.mark.parametrize(
    ("quiet_after", "over_after", "minutes"),
    [(None, None, 180), (200, 300, 180), (90, None, 90), (90, 60, 60), (5, None, 15), (None, 10, 15)],
)
def test_what_waits_is_useful_for_as_long_as_it_would_be_sent(
    quiet_after: int | None, over_after: int | None, minutes: int
) -> None:
    def at(after: int | None) -> datetime | None:
        return None if after is None else DUE + timedelta(minutes=after)

    last = last_moment(DUE, quiet_from=at(quiet_after), over_at=at(over_after))
    assert last == DUE + timedelta(minutes=minutes)
