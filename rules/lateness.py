"""What becomes of a message that is late: sent as it is, sent with other words, or not at all (reliability 2.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

AS_IT_IS = timedelta(minutes=15)
AT_THE_LATEST = timedelta(hours=3)
TOO_CLOSE = timedelta(hours=2)


class Delivery(StrEnum):
    """What to do with a claimed message."""

    WAIT = "wait"
    SEND = "send"
    SEND_LATE = "send_late"
    EXPIRE = "expire"


class Reason(StrEnum):
    """Why a message was not sent, or not as it was."""

    NONE = ""
    EARLY = "early"
    LATE = "late"
    TOO_LATE = "too_late"
    LOGGED = "logged"
    OVER = "over"
    NEXT_SOON = "next_soon"
    QUIET = "quiet"
    JOINED = "joined"


# Why a message never came because we were away; the next contact says so once.
MISSED = frozenset({Reason.TOO_LATE, Reason.OVER, Reason.NEXT_SOON, Reason.QUIET})


@dataclass(frozen=True, slots=True)
class Verdict:
    """A delivery and its reason; the reason of an expired message is counted."""

    delivery: Delivery
    reason: Reason = Reason.NONE


def judge(
    due: datetime,
    now: datetime,
    *,
    quiet: bool,
    logged: bool = False,
    over: bool = False,
    next_due: datetime | None = None,
) -> Verdict:
    """Judge one message (ux 11, reliability 2.4).

    `due` and `now` are aware instants; `quiet`: now lies in the athlete's quiet hours; `logged`: all its sessions have
    been logged; `over`: its last session has ended; `next_due`: the next message's instant. Up to 15 min late: as it
    is; up to 3 h: with other words, outside quiet hours, unless the next message is less than 2 h away.
    """
    late = now - due
    if late < timedelta(0):
        return Verdict(Delivery.WAIT, Reason.EARLY)
    if logged:
        return Verdict(Delivery.EXPIRE, Reason.LOGGED)
    if late <= AS_IT_IS:
        return Verdict(Delivery.SEND)
    expired = _why_expired(late, quiet=quiet, over=over, next_in=next_due - now if next_due else None)
    return Verdict(Delivery.EXPIRE, expired) if expired else Verdict(Delivery.SEND_LATE, Reason.LATE)


def last_moment(
    due: datetime, *, quiet_from: datetime | None = None, over_at: datetime | None = None
) -> datetime:
    """The instant up to which `judge` lets a message go: for what waits after it was judged (reliability 2.4).

    `quiet_from`: when quiet hours begin next; `over_at`: when its last session ends; None where that doesn't count.
    """
    ends = [at for at in (due + AT_THE_LATEST, quiet_from, over_at) if at is not None]
    return max(due + AS_IT_IS, min(ends))


def _why_expired(late: timedelta, *, quiet: bool, over: bool, next_in: timedelta | None) -> Reason:
    """The first reason that applies; NONE where the message is still worth sending."""
    if late > AT_THE_LATEST:
        return Reason.TOO_LATE
    if over:
        return Reason.OVER
    if next_in is not None and next_in < TOO_CLOSE:
        return Reason.NEXT_SOON
    return Reason.QUIET if quiet else Reason.NONE
