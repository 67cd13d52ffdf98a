"""Formatting as Telegram keeps it: plain text plus spans counted in UTF-16 units."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.simulator.core.parameters import Json
from bot.simulator.core.refusals import bad_request

AUTOMATIC = frozenset({"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"})
STYLES = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler"})
BLOCKS = frozenset({"blockquote", "expandable_blockquote"})
OPAQUE = frozenset({"code", "pre", "text_link", "text_mention", "date_time"})
KINDS = AUTOMATIC | STYLES | BLOCKS | OPAQUE | {"custom_emoji"}


@dataclass(frozen=True, slots=True)
class Entity:
    """One formatted span; `details` holds what only some kinds have (url, language, unix_time ...)."""

    kind: str
    offset: int
    length: int
    details: Mapping[str, Any] = field(default_factory=dict)

    @property
    def end(self) -> int:
        """The first UTF-16 unit after the span."""
        return self.offset + self.length

    def as_json(self) -> Json:
        """The Bot API's MessageEntity."""
        return {"type": self.kind, "offset": self.offset, "length": self.length, **self.details}


@dataclass(frozen=True, slots=True)
class FormattedText:
    """A text and its spans, in the order of their beginnings, the longer one first."""

    text: str = ""
    entities: tuple[Entity, ...] = ()

    @property
    def length(self) -> int:
        """Length in UTF-16 units, which is what Telegram's limits count."""
        return utf16_length(self.text)


def utf16_length(text: str) -> int:
    """How many UTF-16 units `text` takes: two for characters beyond U+FFFF."""
    return len(text) + sum(1 for character in text if ord(character) > 0xFFFF)


def ordered(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Sort spans as the server returns them."""
    return tuple(sorted(entities, key=lambda entity: (entity.offset, -entity.length)))


def trimmed(formatted: FormattedText) -> FormattedText:
    """Drop white space at both ends, as the server does, and move or cut the spans with it."""
    left = formatted.text.lstrip()
    cut = utf16_length(formatted.text[: len(formatted.text) - len(left)])
    text = left.rstrip()
    end = utf16_length(text)
    kept = []
    for entity in formatted.entities:
        start = max(0, entity.offset - cut)
        stop = min(end, entity.end - cut)
        if stop > start:
            kept.append(Entity(entity.kind, start, stop - start, entity.details))
    return FormattedText(text, ordered(kept))


def from_json(raw: object, text: str) -> tuple[Entity, ...]:
    """Read explicit entities of a call; refuses unknown kinds and spans outside of the text."""
    if not isinstance(raw, list):
        raise bad_request("can't parse entities: expected an Array of MessageEntity")
    found = []
    for item in raw:
        details = {key: value for key, value in item.items() if key not in {"type", "offset", "length"}}
        entity = Entity(str(item.get("type")), int(item["offset"]), int(item["length"]), details)
        if entity.kind not in KINDS:
            raise bad_request(f"can't parse MessageEntity: unsupported type {entity.kind}")
        if entity.offset < 0 or entity.length < 0 or entity.end > utf16_length(text):
            raise bad_request("entity beyond the end of the text: ENTITY_BOUNDS_INVALID")
        found.append(entity)
    return ordered(found)


_DETECTABLE = re.compile(
    r"(?P<url>https?://[^\s<>\"]+[^\s<>\".,;:!?)\]])"
    r"|(?P<email>[\w.+-]+@[\w-]+\.[\w.-]*\w)"
    r"|(?<![\w/<>])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?)(?![\w/<>])"
    r"|(?<!\w)(?P<mention>@\w{2,32})(?!\w)"
    r"|(?<!\w)(?P<hashtag>#\w*[^\W\d]\w*)"
)


def with_detected(formatted: FormattedText) -> FormattedText:
    """Add the spans that the server finds by itself: commands, links, addresses, mentions, hashtags."""
    taken = [entity for entity in formatted.entities if entity.kind in OPAQUE]
    found = list(formatted.entities)
    for match in _DETECTABLE.finditer(formatted.text):
        offset = utf16_length(formatted.text[: match.start()])
        entity = Entity(str(match.lastgroup), offset, utf16_length(match.group()))
        if not any(entity.offset < other.end and other.offset < entity.end for other in taken):
            found.append(entity)
    return FormattedText(formatted.text, ordered(found))
