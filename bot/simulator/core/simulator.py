"""The simulated Telegram as one object: the bot's calls on one side, people on the other."""

import re
import time
from collections.abc import Mapping
from typing import Protocol

from bot.clock import Clock, SystemClock
from bot.simulator.core.events import Bulletin, Happening
from bot.simulator.core.faults import FaultPlan, SpeedLimit, Speedometer
from bot.simulator.core.ledger import ACCEPTED, Call, Ledger
from bot.simulator.core.methods import METHODS
from bot.simulator.core.parameters import Parameters, Upload
from bot.simulator.core.people import Chat, ChatKind, User
from bot.simulator.core.person import Person
from bot.simulator.core.refusals import (
    NOT_FOUND,
    UNAUTHORIZED,
    Refusal,
    RefusedError,
    not_emulated,
    too_many_requests,
)
from bot.simulator.core.world import FIRST_PERSON_ID, World

TOKEN = "110201543:simulator-token-AAHdqTcvCH1vGWJxfSe"  # noqa: S105  # opens nothing but this simulator
FIRST_GROUP_ID = -4_000_001


class Seconds(Protocol):
    """A clock for spans: seconds that only go forward."""

    def __call__(self) -> float:
        """The present reading."""


class Simulator:
    """The state and everything that can be done to it; nothing here waits or opens anything."""

    def __init__(
        self,
        clock: Clock | None = None,
        *,
        token: str = TOKEN,
        bot_name: str = "Tandem",
        username: str = "tandem_demo_bot",
        seconds: Seconds = time.monotonic,
        seed: int = 1,
        keep_calls: int | None = None,
    ) -> None:
        """Begin an empty Telegram with one bot; `seconds` measures answers to taps and speed limits."""
        self.clock = clock or SystemClock()
        self.token = token
        bot = User(int(token.partition(":")[0]), bot_name, True, username)
        self.world = World(bot, self.clock.now, seconds)
        self.ledger = Ledger(keep_calls)
        self.faults = FaultPlan(seed)
        self.speed = Speedometer(seconds)

    @property
    def bulletin(self) -> Bulletin:
        """Where changes are told: `bulletin.subscribe(listener)` returns a function that ends it."""
        return self.world.bulletin

    def limit_speed(self, limit: SpeedLimit | None) -> None:
        """Refuse with 429 what is faster than this; None lets everything pass."""
        self.speed.limit = limit

    def add_person(
        self,
        first_name: str = "Anna",
        language_code: str = "en",
        *,
        started: bool = False,
        username: str | None = None,
    ) -> Person:
        """Create a user with a private chat; the bot can't write before they do, unless `started`."""
        user_id = FIRST_PERSON_ID + sum(1 for chat_id in self.world.chats if chat_id > 0)
        user = User(user_id, first_name, False, username, language_code)
        self.world.users[user_id] = user
        chat = Chat(user_id, ChatKind.PRIVATE, first_name, (user_id,), started=started, username=username)
        self.world.chats[user_id] = chat
        self.world.bulletin.tell(Happening.CHAT, user_id)
        return Person(self.world, user)

    def person(self, user_id: int) -> Person:
        """The human side of a user who exists; refuses others with KeyError."""
        return Person(self.world, self.world.users[user_id])

    def people(self) -> list[Person]:
        """Everyone, in the order of their arrival."""
        return [Person(self.world, user) for user in self.world.users.values() if not user.is_bot]

    def add_group(self, title: str, members: list[Person]) -> int:
        """Create a group with the bot in it; returns its negative id."""
        chat_id = FIRST_GROUP_ID - sum(1 for known in self.world.chats if known < 0)
        chat = Chat(chat_id, ChatKind.GROUP, title, tuple(m.user_id for m in members), started=True)
        self.world.chats[chat_id] = chat
        return chat_id

    def authorise(self, token: str) -> Refusal | None:
        """None for the right token, else what the server says: 404 to what is no token, 401 to a wrong one."""
        if not re.fullmatch(r"\d+:[\w-]+", token):
            return NOT_FOUND
        return None if token == self.token else UNAUTHORIZED

    def receive(self, method: str, parameters: Parameters) -> Call:
        """Note an arriving call in the ledger."""
        return self.ledger.enter(self.clock.now(), method, parameters)

    def perform(self, call: Call, parameters: Parameters) -> object | Refusal:
        """Do what a noted call asks, and complete its entry."""
        answer = self._answer(call.method, parameters, call.chat_id)
        self.complete(call, answer)
        return answer

    def complete(self, call: Call, answer: object | Refusal) -> None:
        """Write the outcome of a call into the ledger."""
        if isinstance(answer, Refusal):
            call.outcome, call.error_code = answer.description, answer.error_code
        else:
            call.outcome = ACCEPTED
            call.message_id = answer.get("message_id", 0) if isinstance(answer, dict) else 0
        self.bulletin.tell(Happening.CALL, call.chat_id)

    def _answer(self, name: str, parameters: Parameters, chat_id: int) -> object | Refusal:
        method = name.lower()
        action = METHODS.get(method)
        if action is None:
            return not_emulated(name)
        if method.startswith(("send", "edit")) and method != "sendchataction":
            wait = self.speed.retry_after(chat_id)
            if wait is not None:
                return too_many_requests(wait)
        try:
            return action(self.world, parameters)
        except RefusedError as error:
            return error.refusal

    def call(
        self,
        method: str,
        parameters: Mapping[str, object] | None = None,
        files: Mapping[str, Upload] | None = None,
    ) -> object | Refusal:
        """One call of the Bot API, answered at once: its result, or its refusal."""
        wrapped = Parameters(parameters or {}, files)
        return self.perform(self.receive(method, wrapped), wrapped)
