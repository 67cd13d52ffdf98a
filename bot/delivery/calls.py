"""A message as the Bot API's methods: which one, with which parameters, and what comes after it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import Any

from telegram import InputFile, InputMediaAudio, InputMediaDocument, InputMediaPhoto

from bot.coaching.outgoing import Attachment, Button, Keyboard, Outgoing

SEND = {"photo": "sendPhoto", "document": "sendDocument", "audio": "sendAudio"}
MEDIA: dict[str, Any] = {"photo": InputMediaPhoto, "document": InputMediaDocument, "audio": InputMediaAudio}
TAG = re.compile(r"</?[a-z][^<>]*>")


@dataclass(frozen=True, slots=True)
class Call:
    """A method of the Bot API with its parameters."""

    method: str
    parameters: dict[str, Any]


def fresh(outgoing: Outgoing, *, plain: bool = False) -> Call:
    """Send it as a new message."""
    screen = outgoing.screen
    parameters: dict[str, Any] = {"chat_id": outgoing.chat_id}
    if outgoing.silent:
        parameters["disable_notification"] = True
    if screen.keyboard:
        parameters["reply_markup"] = markup(screen.keyboard)
    if screen.attachment is None:
        text = words(screen.text, plain=plain, field="text")
        return Call("sendMessage", {**parameters, **text, "link_preview_options": {"is_disabled": True}})
    caption = words(screen.text, plain=plain, field="caption")
    part: dict[str, Any] = {screen.attachment.method: upload(screen.attachment)}
    if screen.attachment.seconds:
        part["duration"] = screen.attachment.seconds
    return Call(SEND[screen.attachment.method], {**parameters, **caption, **part})


def edit(outgoing: Outgoing, *, plain: bool = False) -> Call:
    """Put it in the place of the message that it edits; without buttons the old ones go."""
    screen = outgoing.screen
    parameters: dict[str, Any] = {"chat_id": outgoing.chat_id, "message_id": outgoing.edit_message_id}
    parameters["reply_markup"] = markup(screen.keyboard)
    if screen.attachment is None:
        text = words(screen.text, plain=plain, field="text")
        return Call("editMessageText", {**parameters, **text, "link_preview_options": {"is_disabled": True}})
    media = MEDIA[screen.attachment.method](
        screen.attachment.content,
        filename=screen.attachment.name,
        **words(screen.text, plain=plain, field="caption"),
    )
    return Call("editMessageMedia", {**parameters, "media": media})


def pin(chat_id: int, message_id: int) -> Call:
    """Pin a message without a sound."""
    parameters = {"chat_id": chat_id, "message_id": message_id, "disable_notification": True}
    return Call("pinChatMessage", parameters)


def remove(chat_id: int, message_id: int) -> Call:
    """Delete a message."""
    return Call("deleteMessage", {"chat_id": chat_id, "message_id": message_id})


def menu(scope: dict[str, Any], commands: tuple[tuple[str, str], ...], **more: str) -> Call:
    """List these commands for a scope."""
    shown = [{"command": name, "description": words} for name, words in commands]
    return Call("setMyCommands", {"commands": shown, "scope": scope, **more})


def answer(callback_query_id: str, text: str) -> Call:
    """End the waiting of a tapped button, with a toast if there is something to say."""
    parameters = {"callback_query_id": callback_query_id}
    return Call("answerCallbackQuery", {**parameters, "text": text[:200]} if text else parameters)


def markup(keyboard: Keyboard) -> dict[str, Any]:
    """Inline buttons as the Bot API wants them."""
    return {"inline_keyboard": [[_button(button) for button in row] for row in keyboard]}


def words(text: str, *, plain: bool, field: str) -> dict[str, str]:
    """A text with its parse mode; `plain` strips the tags, for a text whose tags were refused."""
    if plain:
        return {field: unescape(TAG.sub("", text))}
    return {field: text, "parse_mode": "HTML"} if text else {}


def upload(attachment: Attachment) -> InputFile:
    """The file as a part of the request."""
    return InputFile(attachment.content, filename=attachment.name)


def _button(button: Button) -> dict[str, str]:
    shown = {"text": button.label, **({"style": button.style.value} if button.style else {})}
    return {**shown, "url": button.url} if button.url else {**shown, "callback_data": button.data}
