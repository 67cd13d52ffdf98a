"""A message on its way, as values: what the sender takes from the outbox and what it says became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.coaching.outgoing import Outgoing


@dataclass(frozen=True, slots=True)
class Claimed:
    """A row of the outbox that one sender holds. `attempt` fences it: a mark with an older one has no effect."""

    id: int
    attempt: int
    doubts: int
    created_at: datetime
    outgoing: Outgoing


class Fate(StrEnum):
    """Where a row ends or waits."""

    SENT = "sent"
    PENDING = "pending"
    UNKNOWN = "unknown"
    FAILED = "failed"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The row's next state.

    `doubt` counts an attempt that may have arrived; `unreachable` silences the person; `gone`: they have deleted the
    message that was to be edited.
    """

    fate: Fate
    message_id: int | None = None
    not_before: datetime | None = None
    doubt: bool = False
    unreachable: bool = False
    gone: bool = False
    error: str = ""


class Queue(Protocol):
    """The outbox as the sender sees it; each call is a transaction of its own."""

    async def claim(self, now: datetime, limit: int, owner: str) -> Sequence[Claimed]: ...
    async def settle(self, claimed: Claimed, verdict: Verdict, now: datetime) -> bool: ...
    async def recover(self, now: datetime, mine: Sequence[int] = ()) -> int: ...
    async def hold(self, chat_id: int, until: datetime, now: datetime) -> None: ...
    async def live_senders(self, owner: str, now: datetime) -> int: ...
