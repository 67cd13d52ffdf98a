"""What becomes of a row of the outbox after an attempt: a value, decided by kind and cause (reliability 2.5)."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.coaching.delivering import Fate, Verdict
from bot.delivery.causes import Cause, Failure

DOUBTS_ALLOWED = 2
GIVE_UP_AFTER = timedelta(hours=24)
LONGEST_WAIT = timedelta(minutes=1)
REVOKED_WAIT = timedelta(minutes=5)


def after_failure(  # noqa: PLR0911  # a table, one line a row
    failure: Failure, now: datetime, *, unasked: bool, attempt: int, doubts: int, created_at: datetime
) -> Verdict:
    """The verdict on a failed attempt.

    Unasked messages with a doubtful outcome are never sent again; replies are, once. What provably never left is
    tried again for a day. A rate limit is no attempt.
    """
    error = f"{failure.cause}: {failure.text}" if failure.text else failure.cause.value
    match failure.cause:
        case Cause.RATE_LIMITED:
            wait = now + timedelta(seconds=failure.wait_seconds)
            return Verdict(Fate.PENDING, not_before=wait, error=error)
        case Cause.UNREACHABLE:
            return Verdict(Fate.FAILED, unreachable=True, error=error)
        case Cause.MESSAGE_GONE:
            return Verdict(Fate.FAILED, gone=True, error=error)
        case Cause.DOUBTFUL if unasked or doubts + 1 >= DOUBTS_ALLOWED:
            return Verdict(Fate.UNKNOWN, doubt=True, error=error)
        case Cause.DOUBTFUL:
            return Verdict(Fate.PENDING, not_before=now + timedelta(seconds=1), doubt=True, error=error)
        case Cause.NOT_SENT if now - created_at < GIVE_UP_AFTER:
            return Verdict(Fate.PENDING, not_before=now + backoff(attempt), error=error)
        case Cause.NOT_SENT:
            return Verdict(Fate.EXPIRED, error=error)
        case Cause.TOKEN_REVOKED:
            return Verdict(Fate.PENDING, not_before=now + REVOKED_WAIT, error=error)
    return Verdict(Fate.FAILED, error=error)


def backoff(attempt: int) -> timedelta:
    """The wait before the next attempt: 1, 2, 4 ... seconds, a minute at most, so that an outage's end is noticed."""
    return min(timedelta(seconds=2 ** min(max(attempt - 1, 0), 10)), LONGEST_WAIT)
