"""Buttons under a message, and the limits that real keyboards break."""

from dataclasses import dataclass
from typing import Any

from bot.simulator.core.parameters import Json
from bot.simulator.core.refusals import RefusedError, bad_request

MAX_DATA_BYTES = 64
MAX_BUTTONS_IN_A_ROW = 8
MAX_BUTTONS = 100
STYLES = frozenset({"success", "primary", "danger"})
ACTIONS = (
    "callback_data",
    "url",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button; `data` is None where it does something else than call back."""

    text: str
    data: str | None = None
    url: str | None = None
    style: str | None = None
    other: tuple[tuple[str, Any], ...] = ()

    def as_json(self) -> Json:
        """The Bot API's InlineKeyboardButton."""
        optional = {"callback_data": self.data, "url": self.url, "style": self.style}
        known = {key: value for key, value in optional.items() if value is not None}
        return {"text": self.text, **known, **dict(self.other)}


@dataclass(frozen=True, slots=True)
class Keyboard:
    """Rows of inline buttons."""

    rows: tuple[tuple[Button, ...], ...]

    def buttons(self) -> tuple[Button, ...]:
        """All buttons, row by row."""
        return tuple(button for row in self.rows for button in row)

    def as_json(self) -> Json:
        """The Bot API's InlineKeyboardMarkup."""
        return {"inline_keyboard": [[button.as_json() for button in row] for row in self.rows]}


def inline_keyboard(markup: object) -> Keyboard | None:
    """Read an InlineKeyboardMarkup; None without buttons.

    Refuses what the server refuses: callback data over 64 bytes, a button that does nothing or two things, an
    unknown style, more than 100 buttons; and rows of more than 8, which apps can't show.
    """
    if markup is None:
        return None
    if not isinstance(markup, dict) or not isinstance(markup.get("inline_keyboard"), list):
        raise bad_request("object expected as reply markup")
    rows = []
    for raw_row in markup["inline_keyboard"]:
        if not isinstance(raw_row, list):
            raise bad_request("can't parse inline keyboard button: Expected an Array of InlineKeyboardButton")
        if len(raw_row) > MAX_BUTTONS_IN_A_ROW:
            raise bad_request(f"reply markup is too long: {len(raw_row)} buttons in a row")
        if raw_row:
            rows.append(tuple(_button(raw) for raw in raw_row))
    if sum(map(len, rows)) > MAX_BUTTONS:
        raise bad_request("reply markup is too long")
    return Keyboard(tuple(rows)) if rows else None


def _button(raw: object) -> Button:
    if not isinstance(raw, dict):
        raise _unparsable("expected an Object")
    text = raw.get("text")
    if not isinstance(text, str):
        raise _unparsable('Field "text" must be of type String')
    if not text.strip():
        raise bad_request("BUTTON_TEXT_EMPTY")
    actions = [name for name in ACTIONS if raw.get(name) is not None]
    if not actions:
        raise bad_request("text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise _unparsable(f"only one of the fields {', '.join(actions)} may be used")
    style = raw.get("style")
    if style is not None and style not in STYLES:
        raise _unparsable("invalid button style specified")
    known = {"text", "callback_data", "url", "style"}
    other = tuple((key, value) for key, value in raw.items() if key not in known)
    return Button(text, _data(raw.get("callback_data")), _url(raw.get("url")), style, other)


def _data(data: object) -> str | None:
    if data is None:
        return None
    if not isinstance(data, str) or not 1 <= len(data.encode()) <= MAX_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    return data


def _url(url: object) -> str | None:
    if url is None:
        return None
    if not isinstance(url, str) or not url.startswith(("http://", "https://", "tg://")):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return url


def _unparsable(reason: str) -> RefusedError:
    return bad_request(f"can't parse inline keyboard button: {reason}")


def is_reply_markup(markup: object) -> bool:
    """Whether this is the other kind of markup: a reply keyboard, its removal, or a forced reply."""
    return isinstance(markup, dict) and any(
        key in markup for key in ("keyboard", "remove_keyboard", "force_reply")
    )
