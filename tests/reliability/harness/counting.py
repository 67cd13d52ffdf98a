"""A bot whose every effect can be counted: each update adds one row and moves a counter that its answer shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from telegram import Update

from bot.app.parts import Trips
from bot.clock import Clock
from bot.coaching.files import FileContent
from bot.coaching.outgoing import Button, Kind, Outgoing, Screen
from bot.coaching.people import Dialogue, Person, Status
from bot.coaching.ports import Reminder, UnitOfWork
from bot.config import Config

EFFECT = "effect"
AGAIN: tuple[tuple[Button, ...], ...] = ((Button("Again", "1|count|x|again"),),)
FOR_EVER = timedelta(days=3650)
BREATH = timedelta(seconds=1)


class Counting:
    """Counts updates per person; some words make it remind, pin, erase or fail."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._failed: set[int] = set()

    async def serve(self, update: Update, uow: UnitOfWork, files: Mapping[str, FileContent]) -> str:
        """One effect and one answer for each update."""
        user, chat = update.effective_user, update.effective_chat
        if user is None or chat is None or update.my_chat_member is not None:
            return ""
        # Not alone with us: the coach serves nobody there, and it has another place in the order of things.
        if user.id != chat.id:
            return ""
        now = self._clock.now()
        person = await uow.people.by_telegram(user.id) or await uow.people.add(user.id, chat.id, "en", now)
        word = (update.message.text or "") if update.message else ""
        if word == "erase":
            await uow.people.erase(person, now)
            await uow.outbox.add(
                Outgoing(chat.id, Screen("erased"), Kind.REPLY, f"u{update.update_id}.1"), now
            )
            return ""
        count = await self._count(uow, person, update.update_id, now)
        screen = Screen(f"{update.update_id}:{count}", AGAIN)
        answer = Outgoing(chat.id, screen, Kind.REPLY, f"u{update.update_id}.1", person.id, pin=word == "pin")
        await uow.outbox.add(answer, now)
        if word.startswith("remind"):
            await self._remind(uow, person, update.update_id, int(word.split()[1]), now)
        self._fail(word, update.update_id)
        return "counted"

    async def apologise(self, chat_id: int, update_id: int, uow: UnitOfWork) -> None:
        """Say sorry for a parked update."""
        if chat_id > 0:
            await uow.outbox.add(
                Outgoing(chat_id, Screen("sorry"), Kind.REPLY, f"u{update_id}.sorry"), self._clock.now()
            )

    async def slow_down(self, chat_id: int, update_id: int, uow: UnitOfWork) -> None:
        """Ask for patience."""
        await uow.outbox.add(
            Outgoing(chat_id, Screen("slower"), Kind.REPLY, f"u{update_id}.slow"), self._clock.now()
        )

    async def _count(self, uow: UnitOfWork, person: Person, update_id: int, now: datetime) -> int:
        dialogue = await uow.dialogues.get(person.id, now)
        count = int(str(dialogue.data["count"])) + 1 if dialogue else 1
        await uow.dialogues.put(person.id, Dialogue("count", "counting", {"count": count}, now + FOR_EVER))
        await uow.training.note(person.id, EFFECT, {"update": update_id, "count": count}, now)
        return count

    async def _remind(
        self, uow: UnitOfWork, person: Person, update_id: int, how_many: int, now: datetime
    ) -> None:
        await uow.people.save(replace(person, status=Status.ACTIVE))
        due = now + BREATH
        rows = [
            Reminder(person.id, now.date(), f"k{update_id}", slot, due, due.time(), "UTC")
            for slot in range(how_many)
        ]
        await uow.reminders.upsert(rows)

    def _fail(self, word: str, update_id: int) -> None:
        if word == "fail" or (word == "fail once" and update_id not in self._failed):
            self._failed.add(update_id)
            raise LookupError("on purpose")


async def fire(uow: UnitOfWork, reminder: Reminder, now: datetime) -> None:
    """One message for a due row; its text is the row's key."""
    person = await uow.people.by_id(reminder.person_id)
    if person is None:
        return
    key = f"{reminder.kind}.{reminder.slot}"
    idem = f"r{person.id}.{reminder.local_date:%Y%m%d}.{key}"
    await uow.outbox.add(
        Outgoing(person.chat_id, Screen(f"reminder {key}"), Kind.REMINDER, idem, person.id), now
    )


async def plan_ahead(uow: UnitOfWork, person: Person, now: datetime) -> None:
    """Nothing is planned ahead here; that it was looked at is noted by the scheduler."""
    await uow.people.planned(person.id, now.date() + timedelta(days=2))


def counting_trips(_config: Config, clock: Clock, _bot_username: str) -> Trips:
    """The three trips of the counting bot."""
    return Trips(Counting(clock), fire, plan_ahead)
