"""Every update that our Telegram ever queued, in order, also those long acknowledged."""

from __future__ import annotations

from bot.simulator.core import Simulator
from bot.simulator.core.parameters import Json
from bot.simulator.core.updates import PollDesk, Update, UpdateQueue
from bot.simulator.core.world import FIRST_UPDATE_ID


class Record(UpdateQueue):
    """A queue that remembers what went through it."""

    def __init__(self) -> None:
        super().__init__(FIRST_UPDATE_ID)
        self.queued: list[Update] = []

    def add(self, kind: str, chat_id: int, payload: Json) -> bool:
        """Queue an update and remember it."""
        wanted = super().add(kind, chat_id, payload)
        if wanted:
            self.queued.append(self._waiting[-1])
        return wanted

    def of(self, chat_id: int) -> list[int]:
        """The numbers of a chat's updates, in order."""
        return [update.update_id for update in self.queued if update.chat_id == chat_id]


def record(simulator: Simulator) -> Record:
    """Put a recording queue into a fresh simulator."""
    queue = Record()
    simulator.world.queue = queue
    simulator.world.desk = PollDesk(queue)
    return queue
