"""How fast we may send: a token bucket, and one for each chat."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

CHATS_REMEMBERED = 10_000


class Bucket:
    """Tokens that come back at `rate` a second up to `burst`; `seconds` is a clock that only goes forward."""

    def __init__(self, rate: float, burst: float, seconds: Callable[[], float]) -> None:
        self.rate = rate
        self._burst = burst
        self._seconds = seconds
        self._tokens = burst
        self._at = seconds()

    def available(self) -> int:
        """Whole tokens at this moment."""
        self._fill()
        return int(self._tokens)

    def take(self, count: int = 1) -> float:
        """Take tokens, on credit if need be; returns the seconds to wait until they are paid for."""
        self._fill()
        self._tokens -= count
        return max(0.0, -self._tokens / self.rate)

    def _fill(self) -> None:
        now = self._seconds()
        self._tokens = min(self._burst, self._tokens + (now - self._at) * self.rate)
        self._at = now


class ChatLimits:
    """One message a second in a chat, after a burst that a run of quick taps fits into."""

    def __init__(self, seconds: Callable[[], float], *, rate: float = 1.0, burst: float = 20.0) -> None:
        self._seconds = seconds
        self._rate = rate
        self._burst = burst
        self._chats: OrderedDict[int, Bucket] = OrderedDict()

    def take(self, chat_id: int) -> float:
        """The seconds to wait before the next message to this chat."""
        bucket = self._chats.pop(chat_id, None) or Bucket(self._rate, self._burst, self._seconds)
        self._chats[chat_id] = bucket
        if len(self._chats) > CHATS_REMEMBERED:
            self._chats.popitem(last=False)
        return bucket.take()
