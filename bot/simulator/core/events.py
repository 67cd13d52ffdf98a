"""What happened, for those who wait: long polls, the chat page, tests."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Happening(StrEnum):
    """The kinds of change that others can see."""

    UPDATE = "update"
    MESSAGE = "message"
    EDIT = "edit"
    DELETION = "deletion"
    CHAT = "chat"
    TOAST = "toast"
    PROFILE = "profile"
    CALL = "call"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class Event:
    """A change in a chat; chat 0 means the bot as a whole."""

    happening: Happening
    chat_id: int = 0
    message_id: int = 0


Listener = Callable[[Event], None]


class Bulletin:
    """Tells every listener of every change, at once and in order."""

    def __init__(self) -> None:
        """Start without listeners."""
        self._listeners: list[Listener] = []

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` on each change until the returned function is called."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def tell(self, happening: Happening, chat_id: int = 0, message_id: int = 0) -> None:
        """Spread one change."""
        for listener in tuple(self._listeners):
            listener(Event(happening, chat_id, message_id))
