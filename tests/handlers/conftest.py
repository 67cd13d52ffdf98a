"""A town on a Monday morning in London, and Anna in it, with and without a plan."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.config import Config
from tests.handlers.town import Frozen, Resident, Town, frozen, tap_through, town, town_config
from tests.storage.conftest import migrated_folder

__all__ = ["migrated_folder"]

LONDON = ZoneInfo("Europe/London")
MONDAY_0700 = datetime(2027, 3, 8, 7, tzinfo=LONDON)
FIRST_BUTTONS = (
    "Agree and set up", "18–34", "None of these", "Both", "No event", "Mon, Wed, Fri", "Evening", "Not yet",
    "Not yet", "A full gym", "Yes, ", "Start this plan",
)  # fmt: skip
AFTER_THE_SETUP = 1000


def config_in(folder: Path, data: Path) -> Config:
    shutil.copytree(data, folder / "data")
    return town_config(folder)


@pytest.fixture
def sqlite(migrated_folder: Path, tmp_path: Path) -> Config:
    """A database file of the test's own."""
    return config_in(tmp_path, migrated_folder)


@pytest.fixture
async def london(sqlite: Config) -> AsyncIterator[Town]:
    async with town(sqlite, MONDAY_0700) as founded:
        yield founded


@pytest.fixture
def anna(london: Town) -> Resident:
    """New to the bot."""
    return newcomer(london)


@pytest.fixture(scope="session")
def set_up(migrated_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database after Anna has tapped through the set-up, played once."""
    folder = tmp_path_factory.mktemp("set_up")

    async def play() -> None:
        async with town(config_in(folder, migrated_folder), MONDAY_0700) as founded:
            anna = newcomer(founded)
            await anna.says("/start")
            await tap_through(anna, FIRST_BUTTONS)

    asyncio.run(play())
    return folder / "data"


@pytest.fixture
async def ada(set_up: Path, tmp_path: Path) -> AsyncIterator[Resident]:
    """Anna with the plan that the first buttons give: Monday, Wednesday and Friday at 18:00."""
    async with town(config_in(tmp_path, set_up), MONDAY_0700, AFTER_THE_SETUP) as founded:
        yield newcomer(founded, started=True)


def lived_on(set_up: Path, folder: Path, live: Callable[[Resident], Awaitable[None]]) -> Frozen:
    """What Anna lived through after the set-up, played once, for many tests that begin there."""

    async def play(founded: Town) -> Resident:
        anna = newcomer(founded, started=True)
        await live(anna)
        return anna

    return asyncio.run(frozen(folder, set_up, MONDAY_0700, AFTER_THE_SETUP, play))


def newcomer(founded: Town, *, started: bool = False) -> Resident:
    return founded.arrives("Anna", "Europe/London", "en-GB", started=started)
