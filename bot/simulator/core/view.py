"""What a person sees: messages as values, buttons by their labels."""

from dataclasses import dataclass
from datetime import datetime

from bot.simulator.core.entities import Entity
from bot.simulator.core.keyboards import Button
from bot.simulator.core.messages import MEDIA, Kind, Message, StoredFile
from bot.simulator.core.parameters import Json


@dataclass(frozen=True, slots=True)
class Seen:
    """One message on a person's screen; `text` is the caption where there is a file."""

    message_id: int
    chat_id: int
    sender: str
    from_bot: bool
    at: datetime
    kind: Kind
    text: str
    entities: tuple[Entity, ...]
    buttons: tuple[tuple[Button, ...], ...]
    file: StoredFile | None
    place: tuple[float, float] | None
    edited: bool
    pinned: bool
    silent: bool
    reply_to: int | None
    pinned_id: int | None
    effect_id: str | None
    reactions: tuple[str, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of all buttons, row by row."""
        return tuple(button.text for row in self.buttons for button in row)

    def formatted(self, kind: str) -> tuple[str, ...]:
        """The pieces of text that an entity of this kind covers, e.g. all bold ones."""
        units = self.text.encode("utf-16-le")
        return tuple(
            units[2 * entity.offset : 2 * entity.end].decode("utf-16-le")
            for entity in self.entities
            if entity.kind == kind
        )

    def as_json(self) -> Json:
        """What the chat page draws."""
        file = self.file
        return {
            "message_id": self.message_id,
            "chat_id": self.chat_id,
            "sender": self.sender,
            "from_bot": self.from_bot,
            "at": self.at.isoformat(),
            "kind": self.kind.value,
            "text": self.text,
            "entities": [entity.as_json() for entity in self.entities],
            "buttons": [[button.as_json() for button in row] for row in self.buttons],
            "file": _file_as_json(file) if file is not None and self.kind in MEDIA else None,
            "place": self.place,
            "edited": self.edited,
            "pinned": self.pinned,
            "silent": self.silent,
            "reply_to": self.reply_to,
            "pinned_id": self.pinned_id,
            "effect_id": self.effect_id,
            "reactions": list(self.reactions),
        }


def _file_as_json(file: StoredFile) -> Json:
    return {
        "file_id": file.file_id,
        "name": file.name,
        "mime_type": file.mime_type,
        "size": len(file.content),
        **dict(file.details),
    }


def seen(message: Message) -> Seen:
    """The message as its readers see it now."""
    content = message.content
    return Seen(
        message_id=message.message_id,
        chat_id=message.chat.chat_id,
        sender=message.sender.first_name,
        from_bot=message.sender.is_bot,
        at=message.sent_at,
        kind=content.kind,
        text=content.words.text,
        entities=content.words.entities,
        buttons=message.keyboard.rows if message.keyboard else (),
        file=content.file,
        place=content.place,
        edited=message.edited_at is not None,
        pinned=message.message_id in message.chat.pinned,
        silent=message.silent,
        reply_to=message.reply_to.message_id if message.reply_to else None,
        pinned_id=content.pinned_id,
        effect_id=message.effect_id,
        reactions=tuple(message.reactions.values()),
    )
