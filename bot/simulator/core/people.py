"""Who takes part: people, the bot, and the chats they share."""

from dataclasses import dataclass, field
from enum import StrEnum

from bot.simulator.core.parameters import Json


@dataclass(frozen=True, slots=True)
class User:
    """A person or the bot, as the Bot API shows them."""

    user_id: int
    first_name: str
    is_bot: bool = False
    username: str | None = None
    language_code: str | None = None
    last_name: str | None = None

    def as_json(self) -> Json:
        """The Bot API's User."""
        optional = {
            "last_name": self.last_name,
            "username": self.username,
            "language_code": self.language_code,
        }
        known = {key: value for key, value in optional.items() if value}
        return {"id": self.user_id, "is_bot": self.is_bot, "first_name": self.first_name, **known}


class ChatKind(StrEnum):
    """Private chats have the person's id; groups have negative ids."""

    PRIVATE = "private"
    GROUP = "group"


@dataclass(slots=True)
class Chat:
    """One conversation and what the bot did to it besides writing."""

    chat_id: int
    kind: ChatKind
    title: str
    members: tuple[int, ...]
    started: bool = False
    blocked: bool = False
    pinned: list[int] = field(default_factory=list)
    typing: str | None = None
    reply_keyboard: Json | None = None
    menu_button: Json | None = None
    username: str | None = None

    def as_json(self) -> Json:
        """The Bot API's Chat."""
        name = "first_name" if self.kind is ChatKind.PRIVATE else "title"
        optional = {"username": self.username} if self.username else {}
        return {"id": self.chat_id, "type": self.kind.value, name: self.title, **optional}
