"""A person at their phone: writes, taps, edits, blocks, and sees what the bot sent."""

from dataclasses import dataclass

from bot.simulator.core.entities import FormattedText, trimmed, with_detected
from bot.simulator.core.events import Happening
from bot.simulator.core.images import picture_size
from bot.simulator.core.keyboards import Button
from bot.simulator.core.messages import Content, Kind, Message
from bot.simulator.core.parameters import Json, Upload
from bot.simulator.core.people import Chat, ChatKind, User
from bot.simulator.core.view import Seen, seen
from bot.simulator.core.world import Callback, Toast, World

MAX_TEXT = 4096


class NothingToTapError(LookupError):
    """No message shows such a button; the message lists the labels there are."""


@dataclass(frozen=True, slots=True)
class Person:
    """The human side of one user, in their private chat unless another chat is named."""

    world: World
    user: User

    @property
    def user_id(self) -> int:
        """Their id, which is also the id of their private chat."""
        return self.user.user_id

    @property
    def language_code(self) -> str:
        """The language of their app."""
        return self.user.language_code or "en"

    def _chat(self, chat_id: int | None) -> Chat:
        return self.world.chats[chat_id or self.user_id]

    def say(self, text: str, *, chat_id: int | None = None, reply_to: int | None = None) -> int:
        """Send a text; one over 4,096 characters goes in pieces, as apps do. Returns the (last) message's id."""
        words = trimmed(FormattedText(text))
        if not words.text:
            raise ValueError("a message needs some text")
        pieces = [words.text[at : at + MAX_TEXT] for at in range(0, len(words.text), MAX_TEXT)]
        sent = [
            self._send(Content(Kind.TEXT, with_detected(FormattedText(piece))), chat_id, reply_to)
            for piece in pieces
        ]
        return sent[-1].message_id

    def send_photo(self, content: bytes, caption: str = "", *, chat_id: int | None = None) -> int:
        """Send a PNG or JPEG picture."""
        width, height = picture_size(content)
        file = self.world.store(Upload("photo.jpg", content, "image/jpeg"), width=width, height=height)
        return self._send_file(Kind.PHOTO, file.file_id, caption, chat_id)

    def send_document(
        self, name: str, content: bytes, mime_type: str = "application/octet-stream", caption: str = ""
    ) -> int:
        """Attach a file."""
        file = self.world.store(Upload(name, content, mime_type))
        return self._send_file(Kind.DOCUMENT, file.file_id, caption, None)

    def send_location(self, latitude: float, longitude: float) -> int:
        """Share a place."""
        return self._send(Content(Kind.LOCATION, place=(latitude, longitude)), None, None).message_id

    def _send_file(self, kind: Kind, file_id: str, caption: str, chat_id: int | None) -> int:
        words = with_detected(trimmed(FormattedText(caption)))
        return self._send(Content(kind, words, self.world.files[file_id]), chat_id, None).message_id

    def _send(self, content: Content, chat_id: int | None, reply_to: int | None) -> Message:
        chat = self._chat(chat_id)
        if chat.blocked and chat.kind is ChatKind.PRIVATE:
            self.unblock()
        chat.started = True
        message = self.world.post(chat, self.user, content)
        message.reply_to = self.world.message(chat, reply_to) if reply_to else None
        if chat.kind is ChatKind.PRIVATE or self._is_for_the_bot(message):
            self.world.push("message", chat.chat_id, message.as_json())
        self.world.announce(message)
        return message

    def _is_for_the_bot(self, message: Message) -> bool:
        """In groups a bot in privacy mode sees only commands, mentions and replies to itself."""
        words = message.content.words
        command = any(entity.kind == "bot_command" for entity in words.entities)
        reply = message.reply_to is not None and message.reply_to.sender == self.world.bot
        return command or reply or f"@{self.world.bot.username}" in words.text

    def edit(self, message_id: int, text: str) -> None:
        """Change an own text message."""
        message = self.world.messages[self.user_id][message_id]
        if message.sender != self.user or message.content.kind is not Kind.TEXT:
            raise ValueError("only own text messages can be edited")
        message.content = Content(Kind.TEXT, with_detected(trimmed(FormattedText(text))))
        message.edited_at = self.world.now()
        self.world.push("edited_message", self.user_id, message.as_json())
        self.world.announce(message, Happening.EDIT)

    def delete(self, message_id: int) -> None:
        """Remove a message for both sides; the bot is not told."""
        self.world.erase(self.world.messages[self.user_id][message_id])

    def tap(self, label: str | None = None, *, data: str | None = None, message_id: int | None = None) -> str:
        """Tap a button, by its label or its data, on one message or on the newest that shows it.

        Returns the callback query's id, empty for a button that calls nothing back (a link). Refuses with
        NothingToTapError a button that nobody can see.
        """
        message, button = self._find_button(label, data, message_id)
        if button.data is None:
            return ""
        return self._call_back(message.as_json(), button.data)

    def _find_button(
        self, label: str | None, data: str | None, message_id: int | None
    ) -> tuple[Message, Button]:
        messages = self.world.in_chat(self._chat(None))
        if message_id is not None:
            messages = [message for message in messages if message.message_id == message_id]
        visible = []
        for message in reversed(messages):
            for button in message.keyboard.buttons() if message.keyboard else ():
                if (label is None or button.text == label) and (data is None or button.data == data):
                    return message, button
                visible.append(button.text)
        raise NothingToTapError(f"no button {label or data!r}; there are {visible[:40]}")

    def forge_callback(self, data: str, message_id: int, *, inaccessible: bool = False) -> str:
        """Send callback data that no button shows, as a changed app can; the message may be long gone."""
        message = self.world.message(self._chat(None), message_id)
        if message is None or inaccessible:
            chat = self._chat(None).as_json()
            return self._call_back({"chat": chat, "message_id": message_id, "date": 0}, data)
        return self._call_back(message.as_json(), data)

    def _call_back(self, message: Json, data: str) -> str:
        callback_id = str(4_000_000_000_000_000_001 + len(self.world.callbacks))
        chat_id = message["chat"]["id"]
        self.world.callbacks[callback_id] = Callback(callback_id, chat_id, self.user_id, self.world.seconds())
        query = {"id": callback_id, "from": self.user.as_json(), "message": message, "data": data}
        self.world.push("callback_query", chat_id, {**query, "chat_instance": str(7_000_000 + chat_id)})
        return callback_id

    def react(self, message_id: int, emoji: str | None) -> None:
        """React to a message; None takes the reaction back."""
        message = self.world.messages[self.user_id][message_id]
        old = message.reactions.pop(self.user_id, None)
        if emoji:
            message.reactions[self.user_id] = emoji
        change = {
            "chat": message.chat.as_json(),
            "message_id": message_id,
            "user": self.user.as_json(),
            "date": int(self.world.now().timestamp()),
            "old_reaction": [{"type": "emoji", "emoji": old}] if old else [],
            "new_reaction": [{"type": "emoji", "emoji": emoji}] if emoji else [],
        }
        self.world.push("message_reaction", self.user_id, change)
        self.world.announce(message, Happening.EDIT)

    def block(self) -> None:
        """Stop the bot: every call to this chat is refused until they unblock or write again."""
        self._set_blocked(True)

    def unblock(self) -> None:
        """Let the bot write again."""
        self._set_blocked(False)

    def _set_blocked(self, blocked: bool) -> None:
        chat = self._chat(None)
        if chat.blocked == blocked:
            return
        chat.blocked = blocked
        member, kicked = {"status": "member"}, {"status": "kicked", "until_date": 0}
        old, new = (member, kicked) if blocked else (kicked, member)
        bot = self.world.bot.as_json()
        change = {
            "chat": chat.as_json(),
            "from": self.user.as_json(),
            "date": int(self.world.now().timestamp()),
            "old_chat_member": {"user": bot, **old},
            "new_chat_member": {"user": bot, **new},
        }
        self.world.push("my_chat_member", chat.chat_id, change)
        self.world.bulletin.tell(Happening.CHAT, chat.chat_id)

    def chat(self, chat_id: int | None = None) -> tuple[Seen, ...]:
        """All messages of the chat, oldest first."""
        return tuple(seen(message) for message in self.world.in_chat(self._chat(chat_id)))

    def from_bot(self) -> tuple[Seen, ...]:
        """What the bot wrote, oldest first, without the notes about pinning."""
        return tuple(item for item in self.chat() if item.from_bot and item.kind is not Kind.PINNED)

    def last(self) -> Seen:
        """The bot's newest message; refuses with LookupError when there is none."""
        messages = self.from_bot()
        if not messages:
            raise LookupError("the bot has not written yet")
        return messages[-1]

    def pinned(self) -> Seen | None:
        """The message in the bar on top."""
        chat = self._chat(None)
        message = self.world.message(chat, max(chat.pinned)) if chat.pinned else None
        return seen(message) if message else None

    def toasts(self) -> tuple[Toast, ...]:
        """The answers to their taps, oldest first; an empty text shows nothing."""
        return tuple(toast for toast in self.world.toasts if toast.user_id == self.user_id)

    def menu(self) -> list[Json]:
        """The commands in their menu: dictionaries with command and description."""
        return self.world.profile.menu(self._chat(None), self.language_code)
