"""Things that go wrong on purpose: lost answers, server errors, waits, and Telegram's speed limits."""

import random
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from math import ceil


class FaultKind(StrEnum):
    """What happens to a call."""

    DROP_BEFORE = "drop_before"
    """The connection breaks and nothing was done."""
    DROP_AFTER = "drop_after"
    """The call is done, then the connection breaks."""
    SERVER_ERROR = "server_error"
    """HTTP 500 and nothing was done."""
    SERVER_ERROR_AFTER = "server_error_after"
    """The call is done, then HTTP 500."""
    TOO_MANY = "too_many"
    """429 with `seconds` as retry_after."""
    DELAY = "delay"
    """The answer comes `seconds` late; the call is done at once."""
    HANG = "hang"
    """The call is done, and no answer ever comes; the caller must give up."""
    HANG_BEFORE = "hang_before"
    """Nothing is done, and no answer ever comes."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault and when it strikes.

    `method` None means every method but getUpdates, `chat_id` None every chat; the first `skip` matching
    calls pass; then it strikes `times` times (None: for ever), each with probability `share`.
    """

    kind: FaultKind
    method: str | None = None
    chat_id: int | None = None
    times: int | None = 1
    skip: int = 0
    seconds: float = 1.0
    share: float = 1.0

    def concerns(self, method: str, chat_id: int) -> bool:
        """Whether a call is one of those it may strike."""
        if self.chat_id not in {None, chat_id}:
            return False
        if self.method is None:
            return method.lower() != "getupdates"
        return method.lower() == self.method.lower()


class FaultPlan:
    """The faults that are due, each with its counters."""

    def __init__(self, seed: int) -> None:
        """Start without faults; shares are drawn from `seed`."""
        self._faults: list[tuple[Fault, list[int]]] = []
        self._random = random.Random(seed)

    def add(self, fault: Fault) -> None:
        """Plan a fault."""
        self._faults.append((fault, [0, 0]))

    def clear(self) -> None:
        """Let everything work again."""
        self._faults.clear()

    def struck(self, *kinds: FaultKind) -> int:
        """How often faults of these kinds (none named: of any) have struck."""
        return sum(counters[1] for fault, counters in self._faults if not kinds or fault.kind in kinds)

    def strike(self, method: str, chat_id: int) -> Fault | None:
        """The fault that hits this call, if any; counts the call."""
        for fault, counters in self._faults:
            if not fault.concerns(method, chat_id):
                continue
            counters[0] += 1
            spent = fault.times is not None and counters[1] >= fault.times
            if counters[0] <= fault.skip or spent or self._random.random() >= fault.share:
                continue
            counters[1] += 1
            return fault
        return None


@dataclass(frozen=True, slots=True)
class SpeedLimit:
    """How many messages the server takes in how many seconds: in all, per private chat, per group."""

    overall: tuple[int, float] = (30, 1.0)
    chat: tuple[int, float] = (20, 20.0)
    group: tuple[int, float] = (20, 60.0)


class Speedometer:
    """Counts messages against a limit; without a limit everything passes."""

    def __init__(self, seconds: Callable[[], float]) -> None:
        """Measure with `seconds`, a clock that only goes forward."""
        self._seconds = seconds
        self.limit: SpeedLimit | None = None
        self._seen: defaultdict[int, deque[float]] = defaultdict(deque)

    def retry_after(self, chat_id: int) -> int | None:
        """Count one message to `chat_id`; the whole seconds to wait if it is too many, else None."""
        if self.limit is None:
            return None
        now = self._seconds()
        own = self.limit.chat if chat_id > 0 else self.limit.group
        waits = [self._wait(0, self.limit.overall, now), self._wait(chat_id, own, now)]
        if max(waits) > 0:
            return ceil(max(waits))
        self._seen[0].append(now)
        self._seen[chat_id].append(now)
        return None

    def _wait(self, key: int, limit: tuple[int, float], now: float) -> float:
        count, window = limit
        seen = self._seen[key]
        while seen and seen[0] <= now - window:
            seen.popleft()
        return (seen[0] if seen else now) + window - now if len(seen) >= count else 0.0
