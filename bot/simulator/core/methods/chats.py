"""What the bot does in a chat besides writing: answering taps, typing, pinning, reacting, looking."""

from bot.simulator.core.entities import utf16_length
from bot.simulator.core.events import Happening
from bot.simulator.core.messages import Content, Kind, Message
from bot.simulator.core.parameters import Json, Parameters
from bot.simulator.core.people import Chat, ChatKind
from bot.simulator.core.refusals import bad_request
from bot.simulator.core.world import Toast, World

CALLBACK_LIFETIME_SECONDS = 15.0
MAX_TOAST = 200
ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)
REACTIONS = frozenset(
    (
        "👍 👎 ❤ 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 "
        "🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 "
        "😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡"
    ).split()
)


def answer_callback_query(world: World, parameters: Parameters) -> bool:
    """Method answerCallbackQuery; refuses unknown, answered and old queries alike, as the real server does."""
    callback = world.callbacks.get(parameters.text("callback_query_id"))
    now = world.seconds()
    if callback is None or callback.answered or now - callback.asked_at_seconds > CALLBACK_LIFETIME_SECONDS:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    text = parameters.text("text")
    if utf16_length(text) > MAX_TOAST:
        raise bad_request("MESSAGE_TOO_LONG")
    callback.answered = True
    toast = Toast(text, parameters.flag("show_alert"), callback.callback_id, callback.user_id)
    world.toasts.append(toast)
    world.bulletin.tell(Happening.TOAST, callback.chat_id)
    return True


def send_chat_action(world: World, parameters: Parameters) -> bool:
    """Method sendChatAction; shown until the bot's next message."""
    chat = world.chat_for(parameters)
    action = parameters.text("action")
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat.typing = action
    world.bulletin.tell(Happening.CHAT, chat.chat_id)
    return True


def pin_chat_message(world: World, parameters: Parameters) -> bool:
    """Method pinChatMessage; leaves a line in the chat that says so."""
    chat = world.chat_for(parameters)
    message = _message(world, chat, parameters, "message to pin not found")
    if message.message_id in chat.pinned:
        return True
    chat.pinned.append(message.message_id)
    note = world.post(chat, world.bot, Content(Kind.PINNED, pinned_id=message.message_id))
    note.silent = parameters.flag("disable_notification")
    world.announce(note)
    world.bulletin.tell(Happening.CHAT, chat.chat_id)
    return True


def unpin_chat_message(world: World, parameters: Parameters) -> bool:
    """Method unpinChatMessage; without message_id the newest pinned one."""
    chat = world.chat_for(parameters)
    message_id = parameters.integer("message_id") or (max(chat.pinned) if chat.pinned else 0)
    if message_id not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(message_id)
    world.bulletin.tell(Happening.CHAT, chat.chat_id)
    return True


def set_message_reaction(world: World, parameters: Parameters) -> bool:
    """Method setMessageReaction with one of the free emoji, or none."""
    chat = world.chat_for(parameters)
    message = _message(world, chat, parameters, "message to react not found")
    raw = parameters.structure("reaction", "reaction types") or []
    if not isinstance(raw, list) or len(raw) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    message.reactions.pop(world.bot.user_id, None)
    for item in raw:
        emoji = str(item.get("emoji", "")).replace("\ufe0f", "")
        if item.get("type") != "emoji" or emoji not in REACTIONS:
            raise bad_request("REACTION_INVALID")
        message.reactions[world.bot.user_id] = emoji
    world.announce(message, Happening.EDIT)
    return True


def get_chat(world: World, parameters: Parameters) -> Json:
    """Method getChat, with the newest pinned message."""
    chat = world.chat_for(parameters)
    gifts = dict.fromkeys(
        (
            "unlimited_gifts",
            "limited_gifts",
            "unique_gifts",
            "premium_subscription",
            "gifts_from_channels",
        ),
        False,
    )
    result: Json = {
        **chat.as_json(),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": gifts,
    }
    if chat.kind is ChatKind.GROUP:
        result["permissions"] = {"can_send_messages": True}
    pinned = world.message(chat, max(chat.pinned)) if chat.pinned else None
    if pinned is not None:
        result["pinned_message"] = pinned.as_json(with_reply=False)
    return result


def _message(world: World, chat: Chat, parameters: Parameters, missing: str) -> Message:
    message = world.message(chat, parameters.integer("message_id"))
    if message is None:
        raise bad_request(missing)
    return message
