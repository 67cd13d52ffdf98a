"""The oracle: every call that reached the simulator, with its time and its outcome."""

from collections import deque
from dataclasses import dataclass
from datetime import datetime

from bot.simulator.core.parameters import Json, Parameters

ACCEPTED = "accepted"


@dataclass(slots=True)
class Call:
    """One received call; `outcome` is accepted, a fault's name, or the refusal's description."""

    number: int
    at: datetime
    method: str
    parameters: Json
    files: tuple[str, ...]
    outcome: str = ""
    error_code: int = 0
    message_id: int = 0

    @property
    def chat_id(self) -> int:
        """The chat it is about, 0 for none."""
        value = str(self.parameters.get("chat_id", "0"))
        return int(value) if value.lstrip("-").isdecimal() else 0

    @property
    def text(self) -> str:
        """The text or caption it wants to show."""
        return str(self.parameters.get("text", self.parameters.get("caption", "")))

    def as_json(self) -> Json:
        """For the page and for tests in another process."""
        return {
            "number": self.number,
            "at": self.at.isoformat(),
            "method": self.method,
            "parameters": self.parameters,
            "files": list(self.files),
            "outcome": self.outcome,
            "error_code": self.error_code,
            "message_id": self.message_id,
        }


class Ledger:
    """All calls in the order of their arrival."""

    def __init__(self, keep: int | None = None) -> None:
        """Remember everything, or only the last `keep` calls."""
        self._calls: deque[Call] = deque(maxlen=keep)
        self._count = 0

    def enter(self, at: datetime, method: str, parameters: Parameters) -> Call:
        """Note a call as it arrives; its outcome is filled in later."""
        self._count += 1
        call = Call(self._count, at, method, dict(parameters.values), tuple(parameters.files))
        self._calls.append(call)
        return call

    def calls(self, method: str | None = None, chat_id: int | None = None) -> list[Call]:
        """The calls of one method (in any case) and one chat, or all."""
        wanted = method.lower() if method else None
        return [
            call
            for call in self._calls
            if (wanted is None or call.method.lower() == wanted)
            and (chat_id is None or call.chat_id == chat_id)
        ]

    def accepted(self, method: str | None = None, chat_id: int | None = None) -> list[Call]:
        """Those of `calls` that took effect, whether or not the caller learnt of it."""
        return [call for call in self.calls(method, chat_id) if call.error_code == 0 and call.outcome]
