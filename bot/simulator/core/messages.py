"""Messages: what they show, and how the Bot API spells them."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.simulator.core.entities import FormattedText
from bot.simulator.core.keyboards import Keyboard
from bot.simulator.core.parameters import Json
from bot.simulator.core.people import Chat, User


class Kind(StrEnum):
    """What a message mainly is; `PINNED` is the small line that says what was pinned."""

    TEXT = "text"
    PHOTO = "photo"
    DOCUMENT = "document"
    AUDIO = "audio"
    LOCATION = "location"
    PINNED = "pinned_message"


NO_WORDS = FormattedText()
MEDIA = frozenset({Kind.PHOTO, Kind.DOCUMENT, Kind.AUDIO})


@dataclass(frozen=True, slots=True)
class StoredFile:
    """An uploaded file; `details` are what its kind adds (width, duration, title ...)."""

    file_id: str
    name: str
    mime_type: str
    content: bytes
    details: tuple[tuple[str, Any], ...] = ()

    @property
    def unique_id(self) -> str:
        """The id that stays the same for the same file."""
        return self.file_id.removeprefix("file-")

    def as_json(self) -> Json:
        """What every kind of file has in common."""
        return {
            "file_id": self.file_id,
            "file_unique_id": self.unique_id,
            "file_size": len(self.content),
            **dict(self.details),
        }


@dataclass(frozen=True, slots=True)
class Content:
    """What an edit can change, apart from the buttons; equal contents mean "not modified"."""

    kind: Kind
    words: FormattedText = NO_WORDS
    file: StoredFile | None = None
    place: tuple[float, float] | None = None
    pinned_id: int | None = None


@dataclass(slots=True)
class Message:
    """One message in one chat."""

    message_id: int
    chat: Chat
    sender: User
    sent_at: datetime
    content: Content
    keyboard: Keyboard | None = None
    edited_at: datetime | None = None
    silent: bool = False
    reply_to: "Message | None" = None
    effect_id: str | None = None
    reactions: dict[int, str] = field(default_factory=dict)

    def as_json(self, *, with_reply: bool = True) -> Json:
        """The Bot API's Message."""
        result: Json = {
            "message_id": self.message_id,
            "from": self.sender.as_json(),
            "chat": self.chat.as_json(),
            "date": int(self.sent_at.timestamp()),
            **_content_as_json(self.content),
        }
        if self.edited_at is not None:
            result["edit_date"] = int(self.edited_at.timestamp())
        if self.keyboard is not None:
            result["reply_markup"] = self.keyboard.as_json()
        if self.reply_to is not None and with_reply:
            result["reply_to_message"] = self.reply_to.as_json(with_reply=False)
        if self.effect_id is not None:
            result["effect_id"] = self.effect_id
        return result


def _content_as_json(content: Content) -> Json:
    result: Json = {}
    words = content.words
    text_key, entities_key = (
        ("caption", "caption_entities") if content.kind in MEDIA else ("text", "entities")
    )
    if words.text:
        result[text_key] = words.text
    if words.entities:
        result[entities_key] = [entity.as_json() for entity in words.entities]
    if content.place is not None:
        latitude, longitude = content.place
        result["location"] = {"latitude": latitude, "longitude": longitude}
    if content.file is not None:
        result[content.kind.value] = _file_as_json(content.kind, content.file)
    return result


def _file_as_json(kind: Kind, file: StoredFile) -> object:
    if kind is Kind.PHOTO:
        return [file.as_json()]
    return {**file.as_json(), "file_name": file.name, "mime_type": file.mime_type}
