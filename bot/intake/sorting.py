"""What the queue has to know about a raw update before anyone parses it: its number and its chat."""

from __future__ import annotations

from typing import Any

from bot.storage.inbox import NOBODY, Received

NO_CHAT = NOBODY
LARGEST = 2**62
KINDS = ["message", "edited_message", "callback_query", "my_chat_member"]


def sort_in(raw: Any) -> Received | None:
    """The update as the inbox stores it; unreadable ones are kept apart; None when it has no number."""
    number = _number(_of(raw, "update_id"))
    if number is None:
        return None
    chat = _chat(raw)
    readable = chat is not None and _all_have_numbers(raw)
    return Received(number, NO_CHAT if chat is None else chat, raw, readable=readable)


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


def _all_have_numbers(raw: dict[str, Any]) -> bool:
    """False where a person's or a chat's number is none: a column would round 0.5 to 0, which is ours alone."""
    bodies = [raw.get(kind) for kind in KINDS]
    chats = [_of(holder, "chat") for body in bodies for holder in (body, _of(body, "message"))]
    named = [*chats, *(_of(body, "from") for body in bodies)]
    return all(one is None or _number(_of(one, "id")) is not None for one in named)


def _number(found: Any) -> int | None:
    """An identifier as a column holds it; what is larger than Telegram's would block the whole batch."""
    return found if type(found) is int and 0 < abs(found) < LARGEST else None


def _of(holder: Any, name: str) -> Any:
    return holder.get(name) if isinstance(holder, dict) else None
