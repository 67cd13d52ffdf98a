"""Updates on their way to the bot: queued until they are acknowledged, fetched by one poller at a time."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.simulator.core.parameters import Json, Parameters
from bot.simulator.core.refusals import Refusal, RefusedError, conflict

NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
MAX_LIMIT = 100
MAX_TIMEOUT_SECONDS = 50


@dataclass(frozen=True, slots=True)
class Update:
    """One update; `chat_id` is what the order of webhook deliveries is kept by."""

    update_id: int
    kind: str
    chat_id: int
    payload: Json

    def as_json(self) -> Json:
        """The Bot API's Update."""
        return {"update_id": self.update_id, self.kind: self.payload}


class UpdateQueue:
    """What the bot has not acknowledged yet, oldest first."""

    def __init__(self, first_id: int) -> None:
        """Start empty; the first update gets `first_id`."""
        self._next_id = first_id
        self._waiting: list[Update] = []
        self.allowed: frozenset[str] | None = None

    def __len__(self) -> int:
        """How many updates wait."""
        return len(self._waiting)

    def allow(self, kinds: Iterable[str] | None) -> None:
        """Keep only these kinds from now on; an empty list means the default, None leaves it as it is."""
        if kinds is not None:
            self.allowed = frozenset(kinds) or None

    def add(self, kind: str, chat_id: int, payload: Json) -> bool:
        """Queue an update unless its kind is not allowed; says whether it was queued."""
        wanted = kind in self.allowed if self.allowed else kind not in NOT_BY_DEFAULT
        if wanted:
            self._waiting.append(Update(self._next_id, kind, chat_id, payload))
            self._next_id += 1
        return wanted

    def acknowledge(self, offset: int) -> None:
        """Forget everything before `offset`; a negative offset keeps only that many of the newest."""
        if offset > 0:
            self._waiting = [update for update in self._waiting if update.update_id >= offset]
        elif offset < 0:
            self._waiting = self._waiting[offset:]

    def waiting(self, limit: int = MAX_LIMIT) -> tuple[Update, ...]:
        """The oldest updates, at most `limit`; they stay."""
        return tuple(self._waiting[:limit])

    def remove(self, update: Update) -> None:
        """Forget one update, because its webhook delivery was accepted."""
        self._waiting.remove(update)

    def clear(self) -> None:
        """Forget all of them."""
        self._waiting.clear()


class Poll:
    """One open getUpdates call."""

    def __init__(self, queue: UpdateQueue, limit: int, timeout_seconds: float) -> None:
        """Wait on `queue` for at most `timeout_seconds`, which the caller measures."""
        self._queue = queue
        self._limit = limit
        self.timeout_seconds = timeout_seconds
        self._ended: Refusal | None = None

    def end(self, reason: str) -> None:
        """Make this call fail with 409."""
        self._ended = conflict(reason).refusal

    def answer(self) -> list[Json] | Refusal | None:
        """What there is to say now; None while there is nothing and waiting goes on."""
        if self._ended is not None:
            return self._ended
        return [update.as_json() for update in self._queue.waiting(self._limit)] or None


class PollDesk:
    """Lets one poll at a time through: a new one ends the one before, as the real server does."""

    def __init__(self, queue: UpdateQueue) -> None:
        """Serve polls of this queue."""
        self._queue = queue
        self._open: Poll | None = None
        self.webhook_is_set = False

    def open(self, parameters: Parameters) -> Poll:
        """Begin a getUpdates call; refuses while a webhook is set."""
        if self.webhook_is_set:
            raise conflict(
                "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
            )
        self.end_open(
            "terminated by other getUpdates request; make sure that only one bot instance is running"
        )
        self._queue.allow(read_allowed(parameters))
        self._queue.acknowledge(parameters.integer("offset"))
        limit = parameters.integer("limit", MAX_LIMIT)
        timeout = min(max(parameters.integer("timeout"), 0), MAX_TIMEOUT_SECONDS)
        self._open = Poll(self._queue, limit if 1 <= limit <= MAX_LIMIT else MAX_LIMIT, timeout)
        return self._open

    def close(self, poll: Poll) -> None:
        """Take note that a poll was answered or its caller is gone."""
        if self._open is poll:
            self._open = None

    def end_open(self, reason: str) -> None:
        """Make the waiting poll, if there is one, fail with 409."""
        if self._open is not None:
            self._open.end(reason)
            self._open = None


def read_allowed(parameters: Parameters) -> list[str] | None:
    """The allowed_updates of a call, None when it says nothing."""
    raw = parameters.structure("allowed_updates", "allowed updates")
    if raw is None:
        return None
    if not isinstance(raw, list):
        raise RefusedError(Refusal(400, "Bad Request: can't parse allowed updates: expected an Array"))
    return [str(kind) for kind in raw]
