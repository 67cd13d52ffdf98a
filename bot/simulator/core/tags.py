"""What each tag of Telegram's HTML means as an entity."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from bot.simulator.core.refusals import unparsable

KIND_BY_TAG = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}


@dataclass(frozen=True, slots=True)
class Tag:
    """A start tag: its name in lower case and its attributes."""

    name: str
    attributes: Mapping[str, str]


def meaning(tag: Tag, content: str) -> tuple[str, dict[str, object]]:
    """The entity kind and its details; an empty kind for a link that leads nowhere."""
    match tag.name:
        case "a":
            return _link(tag.attributes.get("href") or content)
        case "tg-emoji":
            return "custom_emoji", _emoji(tag.attributes)
        case "tg-time":
            return "date_time", _time(tag.attributes)
        case "code" if tag.attributes.get("class", "").startswith("language-"):
            return "code", {"language": tag.attributes["class"].removeprefix("language-")}
        case "blockquote" if "expandable" in tag.attributes:
            return "expandable_blockquote", {}
        case _:
            return KIND_BY_TAG[tag.name], {}


def _link(address: str) -> tuple[str, dict[str, object]]:
    try:
        parts = urlsplit(address if "://" in address else f"http://{address}")
    except ValueError:
        return "", {}
    if parts.scheme == "tg" and parts.netloc == "user":
        user_id = parse_qs(parts.query).get("id", ["0"])[0]
        if user_id.isdecimal() and int(user_id) > 0:
            return "text_mention", {"user": {"id": int(user_id), "is_bot": False, "first_name": "User"}}
    if parts.scheme in {"http", "https", "tg", "ton", "tonsite"} and parts.netloc:
        is_web = parts.scheme in {"http", "https"}
        if is_web and "." not in parts.netloc and not parts.netloc.startswith("localhost"):
            return "", {}
        return "text_link", {"url": parts._replace(path=parts.path or ("/" if is_web else "")).geturl()}
    return "", {}


def _emoji(attributes: Mapping[str, str]) -> dict[str, object]:
    identifier = attributes.get("emoji-id", "")
    if not identifier.lstrip("-").isdecimal() or int(identifier) == 0:
        raise unparsable("Invalid custom emoji identifier specified")
    return {"custom_emoji_id": identifier}


def _time(attributes: Mapping[str, str]) -> dict[str, object]:
    unix = attributes.get("unix", "")
    if not unix.isdecimal():
        raise unparsable("Invalid date specified in tg-time")
    style = attributes.get("format")
    if style is not None and not re.fullmatch(r"r|w?[dD]?[tT]?", style):
        raise unparsable("Invalid date-time format specified")
    return {"unix_time": int(unix)} | ({"date_time_format": style} if style else {})
