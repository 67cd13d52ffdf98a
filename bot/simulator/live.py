"""What the chat page shows of one person's chat: a whole picture first, then every change as it happens."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable

from bot.simulator.core.events import Event, Happening
from bot.simulator.core.parameters import Json
from bot.simulator.core.person import Person
from bot.simulator.core.simulator import Simulator
from bot.simulator.core.view import seen

LOOK_AT_THE_CLOCK_SECONDS = 2.0


def chat_state(person: Person) -> Json:
    """What surrounds the messages: pin, typing, menu, keyboards, description."""
    chat = person.world.chats[person.user_id]
    pinned = person.pinned()
    return {
        "person": person.user.as_json(),
        "bot": person.world.bot.as_json(),
        "description": person.world.profile.description(person.language_code),
        "pinned": pinned.as_json() if pinned else None,
        "typing": chat.typing,
        "blocked": chat.blocked,
        "menu": person.menu(),
        "reply_keyboard": chat.reply_keyboard,
    }


def snapshot(person: Person) -> Json:
    """The chat as a whole."""
    return {"chat": chat_state(person), "messages": [message.as_json() for message in person.chat()]}


def change(person: Person, event: Event) -> tuple[str, Json] | None:
    """The name and the content of what the page has to learn of an event; None if nothing."""
    own = event.chat_id == person.user_id
    match event.happening:
        case Happening.MESSAGE | Happening.EDIT if own:
            message = person.world.messages[event.chat_id].get(event.message_id)
            return ("message", seen(message).as_json()) if message else None
        case Happening.DELETION if own:
            return "deletion", {"message_id": event.message_id}
        case Happening.TOAST if own and person.toasts():
            toast = person.toasts()[-1]
            return "toast", {"text": toast.text, "alert": toast.alert, "callback_id": toast.callback_id}
        case Happening.CHAT | Happening.PROFILE if own or event.happening is Happening.PROFILE:
            return "chat", chat_state(person)
        case _:
            return None


class Stream:
    """Server-sent events for one page."""

    def __init__(self, simulator: Simulator, person: Person, clock_state: Callable[[], Json]) -> None:
        """Follow one person's chat and the clock."""
        self._simulator = simulator
        self._person = person
        self._clock_state = clock_state
        self._loop = asyncio.get_running_loop()
        self._queue: asyncio.Queue[str | None] = asyncio.Queue()

    def close(self) -> None:
        """End the stream."""
        self._put(None)

    def _put(self, text: str | None) -> None:
        self._loop.call_soon_threadsafe(self._queue.put_nowait, text)

    def _listen(self, event: Event) -> None:
        if event.happening is Happening.CLOCK:
            self._put(_event("clock", self._clock_state()))
            return
        found = change(self._person, event)
        if found is not None:
            self._put(_event(*found))

    def _plans(self) -> tuple[object, ...]:
        state = self._clock_state()
        return state["next_due"], state["zone"]

    async def events(self) -> AsyncIterator[str]:
        """The lines to send, until the stream is closed or the reader goes."""
        stop = self._simulator.bulletin.subscribe(self._listen)
        try:
            plans = self._plans()
            yield _event("snapshot", {**snapshot(self._person), "clock": self._clock_state()})
            while True:
                try:
                    text = await asyncio.wait_for(self._queue.get(), LOOK_AT_THE_CLOCK_SECONDS)
                except TimeoutError:  # nothing happened; but the bot may have planned its next reminder
                    before, plans = plans, self._plans()
                    changed = plans != before
                    text = _event("clock", self._clock_state()) if changed else ": still here\n\n"
                if text is None:
                    return
                yield text
        finally:
            stop()


def _event(name: str, content: Json) -> str:
    return f"event: {name}\ndata: {json.dumps(content, ensure_ascii=False)}\n\n"
