"""What the queue has to know about a raw update before anyone parses it: its number and its chat."""

from __future__ import annotations

from typing import Any

from bot.storage.inbox import Received

NO_CHAT = -1
LARGEST = 2**62
KINDS = ["message", "edited_message", "callback_query", "my_chat_member"]


def sort_in(raw: Any) -> Received | None:
    """The update as the inbox stores it; unreadable ones are kept apart; None when it has no number."""
    number = _number(_of(raw, "update_id"))
    if number is None:
        return None
    chat = _chat(raw)
    return Received(number, NO_CHAT if chat is None else chat, raw, readable=chat is not None)


def kind_of(raw: dict[str, Any]) -> str:
    """Which kind of update it is, for counting."""
    return next((kind for kind in KINDS if kind in raw), "other")


def is_tap(raw: dict[str, Any]) -> bool:
    """Whether a button was tapped."""
    return isinstance(raw.get("callback_query"), dict)


def is_command(raw: dict[str, Any]) -> bool:
    """Whether it is a command other than /log: what may be dropped when someone floods us."""
    text = _of(raw.get("message"), "text")
    return isinstance(text, str) and text.startswith("/") and not text.startswith("/log")


def _chat(raw: dict[str, Any]) -> int | None:
    for kind in KINDS:
        body = raw.get(kind)
        if not isinstance(body, dict):
            continue
        holder = body.get("message") if kind == "callback_query" else body
        for place in (_of(holder, "chat"), body.get("from")):
            found = _number(_of(place, "id"))
            if found is not None:
                return found
    return None


def _number(found: Any) -> int | None:
    """An identifier as a column holds it; what is larger than Telegram's would block the whole batch."""
    return found if type(found) is int and abs(found) < LARGEST else None


def _of(holder: Any, name: str) -> Any:
    return holder.get(name) if isinstance(holder, dict) else None
