"""Changes to messages that the bot sent, and their removal."""

from datetime import timedelta

from bot.simulator.core.events import Happening
from bot.simulator.core.keyboards import Keyboard
from bot.simulator.core.messages import MEDIA, Content, Kind, Message
from bot.simulator.core.methods.composing import (
    MAX_CAPTION,
    caption,
    formatted,
    keyboard,
    media_file,
    message_text,
)
from bot.simulator.core.parameters import Json, Parameters
from bot.simulator.core.refusals import bad_request
from bot.simulator.core.world import World

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
DELETABLE_FOR = timedelta(hours=48)


def edit_message_text(world: World, parameters: Parameters) -> Json:
    """Method editMessageText; without reply_markup the buttons go."""
    message = _editable(world, parameters)
    if message.content.kind is not Kind.TEXT:
        raise bad_request("there is no text in the message to edit")
    words = message_text(parameters, "MESSAGE_TOO_LONG")
    return _change(world, message, Content(Kind.TEXT, words), keyboard(parameters))


def edit_message_caption(world: World, parameters: Parameters) -> Json:
    """Method editMessageCaption; without reply_markup the buttons go."""
    message = _editable(world, parameters)
    old = message.content
    if old.kind not in MEDIA:
        raise bad_request("there is no caption in the message to edit")
    return _change(world, message, Content(old.kind, caption(parameters), old.file), keyboard(parameters))


def edit_message_media(world: World, parameters: Parameters) -> Json:
    """Method editMessageMedia to a photo, document or audio; without reply_markup the buttons go."""
    message = _editable(world, parameters)
    raw = parameters.structure("media", "InputMedia")
    if not isinstance(raw, dict):
        raise bad_request("media must be non-empty")
    if raw.get("type") not in {"photo", "document", "audio"}:
        raise bad_request(f"type of the media {raw.get('type')} is not emulated")
    kind = Kind(raw["type"])
    words = formatted(str(raw.get("caption") or ""), Parameters(raw), "caption_entities")
    if words.length > MAX_CAPTION:
        raise bad_request("message caption is too long")
    file = media_file(world, kind, parameters.attached(str(raw.get("media", ""))), raw)
    return _change(world, message, Content(kind, words, file), keyboard(parameters))


def edit_message_reply_markup(world: World, parameters: Parameters) -> Json:
    """Method editMessageReplyMarkup; without reply_markup the buttons go."""
    message = _editable(world, parameters)
    return _change(world, message, message.content, keyboard(parameters))


def delete_message(world: World, parameters: Parameters) -> bool:
    """Method deleteMessage; refuses messages older than 48 hours."""
    chat = world.chat_for(parameters)
    message = world.message(chat, parameters.integer("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    if world.now() - message.sent_at > DELETABLE_FOR:
        raise bad_request("message can't be deleted for everyone")
    world.erase(message)
    return True


def _editable(world: World, parameters: Parameters) -> Message:
    chat = world.chat_for(parameters)
    message_id = parameters.integer("message_id")
    if not message_id:
        raise bad_request("message identifier is not specified")
    message = world.message(chat, message_id)
    if message is None:
        raise bad_request("message to edit not found")
    if message.sender != world.bot or message.content.kind is Kind.PINNED:
        raise bad_request("message can't be edited")
    return message


def _change(world: World, message: Message, content: Content, buttons: Keyboard | None) -> Json:
    if content == message.content and buttons == message.keyboard:
        raise bad_request(NOT_MODIFIED)
    if content != message.content:
        message.edited_at = world.now()
    message.content = content
    message.keyboard = buttons
    world.announce(message, Happening.EDIT)
    return message.as_json()
