"""New messages from the bot."""

from bot.simulator.core.messages import Content, Kind, Message
from bot.simulator.core.methods.composing import any_markup, effect, media_content, message_text
from bot.simulator.core.parameters import Json, Parameters
from bot.simulator.core.people import Chat, ChatKind
from bot.simulator.core.refusals import bad_request
from bot.simulator.core.world import World


def send_message(world: World, parameters: Parameters) -> Json:
    """Method sendMessage."""
    chat = world.chat_for(parameters)
    words = message_text(parameters, "message is too long")
    return _send(world, chat, Content(Kind.TEXT, words), parameters)


def send_photo(world: World, parameters: Parameters) -> Json:
    """Method sendPhoto."""
    chat = world.chat_for(parameters)
    return _send(world, chat, media_content(world, Kind.PHOTO, parameters), parameters)


def send_document(world: World, parameters: Parameters) -> Json:
    """Method sendDocument."""
    chat = world.chat_for(parameters)
    return _send(world, chat, media_content(world, Kind.DOCUMENT, parameters), parameters)


def send_audio(world: World, parameters: Parameters) -> Json:
    """Method sendAudio."""
    chat = world.chat_for(parameters)
    return _send(world, chat, media_content(world, Kind.AUDIO, parameters), parameters)


def send_location(world: World, parameters: Parameters) -> Json:
    """Method sendLocation."""
    chat = world.chat_for(parameters)
    place = parameters.number("latitude"), parameters.number("longitude")
    if abs(place[0]) > 90 or abs(place[1]) > 180:
        raise bad_request("wrong location specified")
    return _send(world, chat, Content(Kind.LOCATION, place=place), parameters)


def _send(world: World, chat: Chat, content: Content, parameters: Parameters) -> Json:
    keyboard = any_markup(chat, parameters)
    effect_id = effect(parameters)
    if effect_id and chat.kind is not ChatKind.PRIVATE:
        raise bad_request("EFFECT_CHAT_INVALID")
    reply_to = _replied(world, chat, parameters)
    message = world.post(chat, world.bot, content)
    message.keyboard = keyboard
    message.effect_id = effect_id
    message.reply_to = reply_to
    message.silent = parameters.flag("disable_notification")
    world.announce(message)
    return message.as_json()


def _replied(world: World, chat: Chat, parameters: Parameters) -> Message | None:
    reply = parameters.structure("reply_parameters", "reply parameters") or {}
    message_id = int(reply.get("message_id", 0)) or parameters.integer("reply_to_message_id")
    if not message_id:
        return None
    message = world.message(chat, message_id)
    may_lack = reply.get("allow_sending_without_reply") or parameters.flag("allow_sending_without_reply")
    if message is None and not may_lack:
        raise bad_request("message to be replied not found")
    return message
