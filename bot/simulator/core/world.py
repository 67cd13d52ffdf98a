"""Everything the simulated Telegram remembers."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.simulator.core.events import Bulletin, Happening
from bot.simulator.core.messages import Content, Message, StoredFile
from bot.simulator.core.parameters import Json, Parameters, Upload
from bot.simulator.core.people import Chat, ChatKind, User
from bot.simulator.core.profile import Profile
from bot.simulator.core.refusals import bad_request, forbidden
from bot.simulator.core.updates import PollDesk, UpdateQueue

FIRST_UPDATE_ID = 700_000_001
FIRST_PERSON_ID = 100_001


@dataclass(slots=True)
class Callback:
    """A tap that waits for its answer."""

    callback_id: str
    chat_id: int
    user_id: int
    asked_at_seconds: float
    answered: bool = False


@dataclass(frozen=True, slots=True)
class Toast:
    """What a person saw as the answer to a tap; an alert has to be closed."""

    text: str
    alert: bool
    callback_id: str
    user_id: int


@dataclass(slots=True)
class Webhook:
    """Where updates are pushed to, and how that went."""

    url: str = ""
    secret_token: str = ""
    max_connections: int = 40
    last_error_at: datetime | None = None
    last_error: str = ""


@dataclass(slots=True)
class World:
    """The state; `now` tells the simulated time, `seconds` real time that only goes forward."""

    bot: User
    now: Callable[[], datetime]
    seconds: Callable[[], float]
    users: dict[int, User] = field(default_factory=dict)
    chats: dict[int, Chat] = field(default_factory=dict)
    messages: dict[int, dict[int, Message]] = field(default_factory=dict)
    files: dict[str, StoredFile] = field(default_factory=dict)
    callbacks: dict[str, Callback] = field(default_factory=dict)
    toasts: list[Toast] = field(default_factory=list)
    queue: UpdateQueue = field(default_factory=lambda: UpdateQueue(FIRST_UPDATE_ID))
    desk: PollDesk = field(init=False)
    webhook: Webhook = field(default_factory=Webhook)
    profile: Profile = field(default_factory=Profile)
    bulletin: Bulletin = field(default_factory=Bulletin)
    next_message_id: int = 1

    def __post_init__(self) -> None:
        """Know the bot, and serve polls from the queue."""
        self.users[self.bot.user_id] = self.bot
        self.desk = PollDesk(self.queue)

    def chat_for(self, parameters: Parameters) -> Chat:
        """The chat that a call of the bot is about; refuses unknown ones and those that blocked the bot."""
        text = parameters.text("chat_id").strip()
        if not text:
            raise bad_request("chat_id is empty")
        chat = self.chats.get(int(text)) if text.lstrip("-").isdecimal() else None
        if chat is None or not chat.started:
            raise bad_request("chat not found")
        if chat.blocked and chat.kind is ChatKind.PRIVATE:
            raise forbidden("bot was blocked by the user")
        if chat.blocked:
            raise forbidden("bot was kicked from the group chat")
        return chat

    def message(self, chat: Chat, message_id: int) -> Message | None:
        """A message that still exists in this chat."""
        return self.messages.get(chat.chat_id, {}).get(message_id)

    def in_chat(self, chat: Chat) -> list[Message]:
        """All messages of a chat, oldest first."""
        return list(self.messages.get(chat.chat_id, {}).values())

    def post(self, chat: Chat, sender: User, content: Content) -> Message:
        """Put a new message into a chat; private chats share one sequence of ids, as on the real server."""
        message = Message(self.next_message_id, chat, sender, self.now(), content)
        self.next_message_id += 1
        self.messages.setdefault(chat.chat_id, {})[message.message_id] = message
        if sender == self.bot:
            chat.typing = None
        return message

    def announce(self, message: Message, happening: Happening = Happening.MESSAGE) -> None:
        """Tell the listeners about a message once it is complete."""
        self.bulletin.tell(happening, message.chat.chat_id, message.message_id)

    def erase(self, message: Message) -> None:
        """Remove a message for everyone."""
        chat = message.chat
        del self.messages[chat.chat_id][message.message_id]
        if message.message_id in chat.pinned:
            chat.pinned.remove(message.message_id)
        self.bulletin.tell(Happening.DELETION, chat.chat_id, message.message_id)

    def store(self, upload: Upload, **details: object) -> StoredFile:
        """Keep an uploaded file under a new id."""
        number = len(self.files) + 1
        known = tuple((key, value) for key, value in details.items() if value not in {None, ""})
        file = StoredFile(f"file-{number:06d}", upload.name, upload.mime_type, upload.content, known)
        self.files[file.file_id] = file
        return file

    def push(self, kind: str, chat_id: int, payload: Json) -> bool:
        """Queue an update for the bot; says whether the bot wants that kind."""
        queued = self.queue.add(kind, chat_id, payload)
        if queued:
            self.bulletin.tell(Happening.UPDATE)
        return queued
