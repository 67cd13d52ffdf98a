"""Telegram's HTML: the few tags it knows, and the same complaints as the real parser about the rest."""

import re
from dataclasses import dataclass

from bot.simulator.core.entities import Entity, FormattedText, ordered, utf16_length
from bot.simulator.core.refusals import RefusedError, unparsable
from bot.simulator.core.tags import KIND_BY_TAG, Tag, meaning

_LITERALS = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_SPACE = " \t\r\n\v\f"
_CHARACTER = re.compile(r"&(?:#x([0-9a-fA-F]{1,7})|#([0-9]{1,8})|([A-Za-z]+));?")
_NAME_TOKEN = re.compile(r"[A-Za-z0-9.\-]*")


@dataclass(frozen=True, slots=True)
class _OpenTag:
    tag: Tag
    text_start: int
    offset: int


def parse(source: str) -> FormattedText:
    """Turn Telegram HTML into text and entities; refuses what the server would, with its byte offset."""
    return _Parser(source).parse()


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.text: list[str] = []
        self.offset = 0
        self.open: list[_OpenTag] = []
        self.entities: list[Entity] = []

    def parse(self) -> FormattedText:
        while self.at < len(self.source):
            character = self.source[self.at]
            if character == "<":
                self._tag()
                continue
            decoded = self._character_reference() if character == "&" else None
            if decoded is None:
                self.at += 1
            self._add(decoded or character)
        if self.open:
            raise unparsable(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag.name}"')
        return FormattedText("".join(self.text), ordered(map(_settled, self.entities)))

    def _add(self, character: str) -> None:
        self.text.append(character)
        self.offset += utf16_length(character)

    def _character_reference(self) -> str | None:
        match = _CHARACTER.match(self.source, self.at)
        if match is None:
            return None
        hexadecimal, decimal, name = match.groups()
        if name is not None:
            character = _LITERALS.get(name)
        else:
            code = int(hexadecimal, 16) if hexadecimal else int(decimal)
            surrogate = 0xD800 <= code <= 0xDFFF
            character = chr(code) if 0 < code < 0x10FFFF and not surrogate else None
        if character is not None:
            self.at = match.end()
        return character

    def _tag(self) -> None:
        begin = self.at
        self.at += 1
        if self._peek() == "/":
            self._end_tag(begin)
        else:
            self._start_tag(begin)

    def _start_tag(self, begin: int) -> None:
        name = self._until(_SPACE + ">").lower()
        if not self._peek():
            raise self._error("Unclosed start tag", begin)
        if name not in KIND_BY_TAG:
            raise self._error(f'Unsupported start tag "{name}"', begin)
        attributes: dict[str, str] = {}
        while True:
            self._skip_space()
            if self._peek() == ">":
                break
            key, value = self._attribute(name, begin)
            attributes[key] = value
        self.at += 1
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise self._error('Tag "span" must have class "tg-spoiler"', begin)
        self.open.append(_OpenTag(Tag(name, attributes), len(self.text), self.offset))

    def _attribute(self, tag: str, begin: int) -> tuple[str, str]:
        key = self._until(_SPACE + "=>\"'").lower()
        if not key:
            if not self._peek():
                raise self._error(f'Unclosed start tag "{tag}"', begin)
            raise self._error(f'Empty attribute name in the tag "{tag}"', begin)
        self._skip_space()
        if self._peek() != "=":
            if tag == "blockquote" and key == "expandable" and self._peek():
                return key, ""
            complaint = f'Expected equal sign in declaration of an attribute of the tag "{tag}"'
            raise self._error(complaint, begin)
        self.at += 1
        self._skip_space()
        if not self._peek():
            raise self._error(f'Unclosed start tag "{tag}"', begin)
        value = self._quoted() if self._peek() in "\"'" else self._name_token()
        if not self._peek():
            raise self._error("Unclosed start tag", begin)
        return key, value

    def _quoted(self) -> str:
        quote = self._peek()
        self.at += 1
        value: list[str] = []
        while self._peek() not in {quote, ""}:
            decoded = self._character_reference() if self._peek() == "&" else None
            if decoded is None:
                decoded = self._peek()
                self.at += 1
            value.append(decoded)
        if self._peek():
            self.at += 1
        return "".join(value)

    def _name_token(self) -> str:
        begin = self.at
        match = _NAME_TOKEN.match(self.source, self.at)
        self.at = match.end() if match else self.at
        if self._peek() and self._peek() not in _SPACE + ">":
            raise self._error("Unexpected end of name token", begin)
        return self.source[begin : self.at].lower()

    def _end_tag(self, begin: int) -> None:
        if not self.open:
            raise self._error("Unexpected end tag", begin)
        self.at += 1
        name = self._until(_SPACE + ">").lower()
        self._skip_space()
        if self._peek() != ">":
            raise self._error("Unclosed end tag", begin)
        expected = self.open[-1].tag.name
        if name and name != expected:
            offset = self._bytes_before(begin)
            raise unparsable(
                f'Unmatched end tag at byte offset {offset}, expected "</{expected}>", found "</{name}>"'
            )
        self.at += 1
        element = self.open.pop()
        if self.offset > element.offset:
            self._close(element)

    def _close(self, element: _OpenTag) -> None:
        length = self.offset - element.offset
        kind, details = meaning(element.tag, "".join(self.text[element.text_start :]))
        inner = self.entities[-1] if self.entities else None
        same_span = inner is not None and (inner.offset, inner.length) == (element.offset, length)
        if inner and same_span and {inner.kind, kind} == {"code", "pre"}:
            language = {**inner.details, **details}
            self.entities[-1] = Entity("pre", element.offset, length, language)
        elif kind:
            self.entities.append(Entity(kind, element.offset, length, details))

    def _peek(self) -> str:
        return self.source[self.at] if self.at < len(self.source) else ""

    def _until(self, stops: str) -> str:
        begin = self.at
        while self._peek() and self._peek() not in stops:
            self.at += 1
        return self.source[begin : self.at]

    def _skip_space(self) -> None:
        while self._peek() and self._peek() in _SPACE:
            self.at += 1

    def _bytes_before(self, position: int) -> int:
        return len(self.source[:position].encode("utf-8", "surrogatepass"))

    def _error(self, complaint: str, begin: int) -> RefusedError:
        return unparsable(f"{complaint} at byte offset {self._bytes_before(begin)}")


def _settled(entity: Entity) -> Entity:
    """A language counts only where the code stands in a pre."""
    return Entity("code", entity.offset, entity.length) if entity.kind == "code" else entity
