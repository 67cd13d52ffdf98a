"""What the queue has to know about a raw update before anyone parses it: its number and its chat."""

from __future__ import annotations

from typing import Any

from bot.storage.inbox import Received

NO_CHAT = -1
KINDS = ["message", "edited_message", "callback_query", "my_chat_member"]


def sort_in(raw: Any) -> Received | None:
    """The update as the inbox stores it; unreadable ones are kept apart; None when it has no number."""
    if not isinstance(raw, dict) or not isinstance(raw.get("update_id"), int):
        return None
    chat = _chat(raw)
    return Received(raw["update_id"], NO_CHAT if chat is None else chat, raw, readable=chat is not None)


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
            found = _of(place, "id")
            if isinstance(found, int):
                return found
    return None


def _of(holder: Any, name: str) -> Any:
    return holder.get(name) if isinstance(holder, dict) else None
