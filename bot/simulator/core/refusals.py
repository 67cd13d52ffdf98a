"""What the simulated server says when it refuses a call, in the real server's words."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer with ok=false: the code, the sentence, and what a client may act on (retry_after)."""

    error_code: int
    description: str
    parameters: Mapping[str, int] = field(default_factory=dict)


class RefusedError(Exception):
    """Raised inside the core where a call can't go on; `Simulator.call` turns it into its Refusal."""

    def __init__(self, refusal: Refusal) -> None:
        """Carry the refusal out."""
        super().__init__(refusal.description)
        self.refusal = refusal


def bad_request(reason: str) -> RefusedError:
    """400: the call itself is wrong."""
    return RefusedError(Refusal(400, f"Bad Request: {reason}"))


def unparsable(reason: str) -> RefusedError:
    """400: the text's markup is wrong."""
    return bad_request(f"can't parse entities: {reason}")


def forbidden(reason: str) -> RefusedError:
    """403: this person or chat can't be written to."""
    return RefusedError(Refusal(403, f"Forbidden: {reason}"))


def conflict(reason: str) -> RefusedError:
    """409: someone else fetches this bot's updates."""
    return RefusedError(Refusal(409, f"Conflict: {reason}"))


def too_many_requests(retry_after_seconds: int) -> Refusal:
    """429: wait `retry_after_seconds` before the next call."""
    return Refusal(
        429,
        f"Too Many Requests: retry after {retry_after_seconds}",
        {"retry_after": retry_after_seconds},
    )


UNAUTHORIZED = Refusal(401, "Unauthorized")
NOT_FOUND = Refusal(404, "Not Found")


def not_emulated(method: str) -> Refusal:
    """404: the real server may know this method; the simulator doesn't, and says so."""
    return Refusal(404, f"Not Found: method {method} is not emulated")
