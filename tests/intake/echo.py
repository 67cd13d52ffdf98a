"""A conversation for tests of the machinery: repeats what it hears, fails on demand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from telegram import Update

from bot.clock import Clock
from bot.coaching.files import Activity, FileContent, FileWanted
from bot.coaching.outgoing import Button, Kind, Outgoing, Screen
from bot.coaching.ports import UnitOfWork


class Echo:
    """Answers each text with itself; "fail" raises, "fail once" raises the first time."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.served: Counter[str] = Counter()

    async def serve(self, update: Update, uow: UnitOfWork, files: Mapping[str, FileContent]) -> str:
        if update.callback_query is not None:
            return f"tapped {update.callback_query.data}"
        message = update.effective_message
        assert message is not None
        text = message.text or ""
        if message.document is not None:
            if message.document.file_id not in files:
                raise FileWanted(message.document.file_id)
            text = f"read {len(files[message.document.file_id].activities)}"
        self.served[text] += 1
        await self._say(message.chat.id, text, f"u{update.update_id}.1", uow)
        if text == "fail" or (text == "fail once" and self.served[text] == 1):
            raise LookupError("my knee hurts")
        return ""

    async def read_file(self, file_id: str) -> FileContent:
        """The worker's files: each holds one hour; the first try of "unlucky" fails."""
        self.served[file_id] += 1
        if self.served[file_id] == 1:
            raise ConnectionError("the network is away")
        return FileContent((Activity(self.clock.now(), 3600),))

    async def apologise(self, chat_id: int, update_id: int, uow: UnitOfWork) -> None:
        await self._say(chat_id, "sorry", f"u{update_id}.sorry", uow)

    async def slow_down(self, chat_id: int, update_id: int, uow: UnitOfWork) -> None:
        await self._say(chat_id, "slower", f"u{update_id}.slow", uow)

    async def _say(self, chat_id: int, text: str, idem: str, uow: UnitOfWork) -> None:
        screen = Screen(text, ((Button("Again", f"1|echo|{len(text)}|again"),),))
        await uow.outbox.add(Outgoing(chat_id, screen, Kind.REPLY, idem), self.clock.now())
