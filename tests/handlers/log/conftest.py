"""Ada with a stored week, in a chat: what she types and taps, and what she sees, on a real SQLite file."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from bot.clock import FixedClock
from bot.coaching.outgoing import Attachment, Screen
from bot.coaching.people import Person, Status
from bot.config import Config, load_config
from bot.messages import Renderer
from bot.storage.database import Storage, open_storage, prepare_schemas
from bot.storage.master import new_key
from bot.storage.unit import SqlUnit
from bot.voice import Voice
from handlers.context import Context, Services
from handlers.keyboards import parse
from handlers.log import CONVERSATION, read
from rules.athlete import Mode
from rules.checkin import CheckIn
from rules.sessions import ExerciseSet, Session, SessionType, SetKind
from tests.storage.samples import MONDAY, STATE, week

NOW = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)  # Monday 13:30 in Berlin
MASTER = new_key()
LIFT = Session(
    id="20261123-1",
    day=0,
    start=time(7),
    minutes=60,
    type=SessionType.LOWER,
    heavy=True,
    exercises=(
        ExerciseSet("back_squat", SetKind.MAIN, 3, 5, 5, 2, 180, load_kg=100.0),
        ExerciseSet("romanian_deadlift", SetKind.ACCESSORY, 3, 8, 10, 2, 120, load_kg=80.0),
    ),
)
FINISHER = Session("20261123-2", 0, time(8, 5), 15, SessionType.FINISH, mode=Mode.BIKE)
RUN = Session("20261123-3", 0, time(18), 40, SessionType.EASY, mode=Mode.RUN)
TUESDAY = Session("20261123-4", 1, time(18), 50, SessionType.LONG, mode=Mode.RUN)


@dataclass(slots=True)
class Chat:
    """One private chat."""

    storage: Storage
    clock: FixedClock
    renderer: Recording
    person: Person
    message_id: int = 100
    updates: int = 0
    toast: str = ""

    @property
    def screen(self) -> Screen:
        """What she sees last."""
        return self.renderer.made[-1]

    @property
    def labels(self) -> list[str]:
        """The labels on it."""
        return [
            button.label.replace("\N{NO-BREAK SPACE}", " ") for row in self.screen.keyboard for button in row
        ]

    async def types(self, text: str, message_id: int | None = None) -> str:
        """A message typed (or, with the id of an earlier one, edited)."""
        self.message_id = message_id or self.message_id + 1
        async with self.storage.unit() as uow:
            context = self._context(uow)
            context.source_id = self.message_id
            dialogue = await uow.dialogues.get(self.person.id, self.clock.now())
            reader = CONVERSATION.texts.get(dialogue.kind) if dialogue else None
            if dialogue is None or reader is None or not await reader(context, dialogue, text):
                await read(context, text)
        return self.screen.text

    async def taps(self, label: str) -> str:
        """The button whose label begins so."""
        data = next(b.data for row in self.screen.keyboard for b in row if b.label.startswith(label))
        return await self.sends_tap(data)

    async def sends_tap(self, data: str) -> str:
        """A tap by its data, also one that is on no screen any more."""
        tap = parse(data)
        assert tap is not None
        async with self.storage.unit() as uow:
            context = self._context(uow)
            context.message_id = 1
            await CONVERSATION.taps[tap.kind](context, tap)
            self.toast = context.toast
        return self.screen.text

    async def checkin(self, key: str) -> CheckIn | None:
        async with self.storage.look() as uow:
            return await uow.training.checkin(self.person.id, key)

    async def checkins(self) -> list[CheckIn]:
        async with self.storage.look() as uow:
            found = await uow.training.checkins(self.person.id, date(2026, 10, 1), date(2026, 12, 31))
        return [checkin for _, checkin in found]

    def _context(self, uow: SqlUnit) -> Context:
        services = Services(self.clock, self.renderer)
        self.updates += 1
        return Context(uow, services, self.person, self.clock.now(), f"u{self.updates}")


class Recording(Renderer):
    """The real renderer; remembers the screens that it made."""

    def __init__(self) -> None:
        super().__init__()
        self.made: list[Screen] = []

    def screen(
        self, name: str, speaker: Voice, values: Mapping[str, object], attachment: Attachment | None = None
    ) -> Screen:
        made = super().screen(name, speaker, values, attachment)
        if not name.startswith("toasts/"):
            self.made.append(made)
        return made


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("log")
    prepare_schemas(_config(folder))
    return folder / "data"


@pytest.fixture
async def chat(migrated: Path, tmp_path: Path) -> AsyncIterator[Chat]:
    """Ada on Monday at 13:30: legs and a finisher in the morning, an easy run at 18:00, a long run on Tuesday."""
    shutil.copytree(migrated, tmp_path / "data")
    clock = FixedClock(NOW)
    async with open_storage(_config(tmp_path), clock) as storage:
        async with storage.unit() as uow:
            ada = await uow.people.add(42, 42, "en", NOW)
            ada = replace(ada, status=Status.ACTIVE, time_zone="Europe/Berlin")
            await uow.people.save(ada)
            await uow.training.save_state(ada.id, replace(STATE, history=()))
            planned = replace(week(MONDAY), sessions=(LIFT, FINISHER, RUN, TUESDAY))
            await uow.training.save_week(ada.id, planned, "first", NOW)
        yield Chat(storage, clock, Recording(), ada)


def _config(folder: Path) -> Config:
    return load_config(env_file=None, data_dir=folder / "data", database_url=None, master_key=MASTER)
