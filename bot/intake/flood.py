"""Protection from one user's flood: twenty updates in ten seconds, forty at once; then a word, then silence."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from enum import StrEnum

from bot.delivery.limits import Bucket

RATE = 2.0
BURST = 40.0
CHATS_REMEMBERED = 10_000


class Ruling(StrEnum):
    """What to do with an update."""

    SERVE = "serve"
    WARN = "warn"
    DROP = "drop"


class FloodGate:
    """One bucket a chat; `seconds` is a clock that only goes forward."""

    def __init__(self, seconds: Callable[[], float]) -> None:
        self._seconds = seconds
        self._chats: OrderedDict[int, Bucket] = OrderedDict()
        self._warned: set[int] = set()

    def rule(self, chat_key: int, *, droppable: bool) -> Ruling:
        """Serve it, or drop it; the first one dropped in a flood is answered. Logs are never dropped."""
        bucket = self._chats.pop(chat_key, None) or Bucket(RATE, BURST, self._seconds)
        self._chats[chat_key] = bucket
        if len(self._chats) > CHATS_REMEMBERED:
            self._warned.discard(self._chats.popitem(last=False)[0])
        if bucket.available() >= 1:
            bucket.take()
            if bucket.available() >= BURST / 2:
                self._warned.discard(chat_key)
            return Ruling.SERVE
        if not droppable:
            return Ruling.SERVE
        if chat_key in self._warned:
            return Ruling.DROP
        self._warned.add(chat_key)
        return Ruling.WARN
