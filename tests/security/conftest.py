"""Anna with a plan and a history, and others who want to see or change it."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from handlers import router
from tests.handlers.conftest import FIRST_BUTTONS, ada, lived_on, migrated_folder, set_up
from tests.handlers.town import Frozen, Resident, tap_through
from tests.reliability.harness.sizes import size

__all__ = ["ada", "migrated_folder", "set_up"]

CANARY = "canary-7f3a"
MOST = size(70, 400)
NEVER_TAPPED = "1|account|delete|yes"
TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
BUTTON = re.compile(r"->\s*1\|(\w+)\|")


async def log_a_canary(ada: Resident) -> None:
    await ada.says(f"squat 3x5 100 rpe8, {CANARY}")
    await ada.taps("Save")


@pytest.fixture
async def owner(ada: Resident) -> Resident:
    """Anna, who has logged something that only she may read."""
    await log_a_canary(ada)
    return ada


class Explored(NamedTuple):
    """The owner's town after a walk over her screens, and the callback data of all buttons on them."""

    left: Frozen
    found: frozenset[str]


@pytest.fixture(scope="session")
def explored(set_up: Path, tmp_path_factory: pytest.TempPathFactory) -> Explored:
    """Walked over once, for all who try what was found there."""
    found: set[str] = set()

    async def walk(ada: Resident) -> None:
        await log_a_canary(ada)
        found.update(await explore(ada, MOST))

    left = lived_on(set_up, tmp_path_factory.mktemp("explored"), walk)
    return Explored(left, frozenset(found))


@pytest.fixture
async def walked(explored: Explored, tmp_path: Path) -> AsyncIterator[Resident]:
    """The owner after that walk."""
    async with explored.left.thawed(tmp_path) as anna:
        yield anna


@pytest.fixture
async def bob(owner: Resident) -> Resident:
    """Another user of the same bot, with a plan of his own."""
    return await settles(owner)


async def settles(owner: Resident) -> Resident:
    """Bob arrives in the owner's town, and sets himself up."""
    other = owner.town.arrives("Bob", "Europe/London", "en-GB")
    await other.says("/start")
    await tap_through(other, FIRST_BUTTONS)
    return other


async def held(resident: Resident) -> str:
    """Everything that is kept of a person, less what any look at the bot changes."""
    async with resident.town.storage.look() as unit:
        person = await unit.people.by_telegram(resident.phone.user_id)
        if person is None:
            return ""
        everything = await unit.people.export(person.id)
    shown = {"inbox", "outbox", "dialogue", "reminder"}
    known = {**dict(everything["person"]), "last_seen_at": None}  # type: ignore[call-overload]
    return json.dumps({**everything, "person": known} | dict.fromkeys(shown), default=str, sort_keys=True)


def written_to(resident: Resident, since: int = 0) -> str:
    """All that a person can see of what the bot wrote after a message."""
    chat = [m for m in resident.phone.from_bot() if m.message_id > since]
    return "\n".join(m.text for m in chat) + "\n".join(t.text for t in resident.phone.toasts())


def buttons_of(resident: Resident) -> set[str]:
    """The callback data of every button on the person's screen."""
    return {
        button.data
        for message in resident.phone.from_bot()[-3:]
        for row in message.buttons
        for button in row
        if button.data
    }


async def explore(resident: Resident, most: int, wanted: Callable[[str], bool] = lambda _: True) -> set[str]:
    """Callback data of all buttons found by trying every command, then every button, breadth first."""
    found: set[str] = set()
    for command in sorted(router.REGISTRY.commands.keys() - {"cancel"}):
        await resident.says(f"/{command}")
        found |= buttons_of(resident)
    queue = sorted(data for data in found if wanted(data))
    tried = {NEVER_TAPPED}
    while queue and len(tried) < most:
        data = queue.pop(0)
        if data in tried:
            continue
        tried.add(data)
        await resident.forges(data)
        fresh = buttons_of(resident) - found
        found |= fresh
        queue += sorted(fresh)
    return found


def kinds_in_templates() -> set[str]:
    """Every kind of button that a template shows."""
    return {kind for file in TEMPLATES.rglob("*.j2") for kind in BUTTON.findall(file.read_text())}
