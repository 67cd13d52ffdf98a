"""What Telegram shows of us: set from code in every language, again for a chat whose language changes (ux 9)."""

from __future__ import annotations

import pytest

from bot.app.introducing import introduce
from bot.delivery.api import make_bot
from bot.messages import Renderer
from bot.simulator.core import Person, Simulator
from bot.simulator.request import SimulatorRequest
from bot.voice import Voice
from handlers import router
from handlers.listing import listed
from tests.handlers.conftest import ada, migrated_folder, set_up
from tests.handlers.town import Resident

__all__ = ["ada", "migrated_folder", "set_up"]

RENDERER = Renderer()
MOST = {"profile/description": 512, "profile/about": 120}  # characters, by the Bot API


@pytest.fixture
async def introduced() -> Simulator:
    simulator = Simulator()
    request = SimulatorRequest(simulator, read_timeout=1.0)
    async with make_bot(simulator.token, "http://sim", request, request) as bot:
        await introduce(bot, RENDERER)
    return simulator


def names(menu: list[dict[str, object]]) -> list[object]:
    return [entry["command"] for entry in menu]


@pytest.mark.parametrize("language", RENDERER.languages)
async def test_everyone_reads_it_in_their_language(introduced: Simulator, language: str) -> None:
    profile = introduced.world.profile
    person: Person = introduced.add_person("Ann", language)
    chat = introduced.world.chats[person.user_id]
    shown = [(entry["command"], entry["description"]) for entry in profile.menu(chat, language)]
    assert tuple(shown) == listed(RENDERER, language)
    assert profile.description(language) == RENDERER.text("profile/description", Voice(language), {})
    assert profile.short_descriptions.get(language, profile.short_descriptions[""])
    assert profile.menu_button == {"type": "commands"}


async def test_a_group_has_no_menu(introduced: Simulator) -> None:
    group = introduced.add_group("Gym", [introduced.add_person("Ann")])
    assert introduced.world.profile.menu(introduced.world.chats[group], "en") == []


@pytest.mark.parametrize("language", RENDERER.languages)
def test_the_listed_commands_are_served_in_the_order_of_the_conventions(language: str) -> None:
    order = ("today", "log", "week", "progress", "why", "learn", "settings", "help")
    assert tuple(name for name, _ in listed(RENDERER, language)) == order
    assert set(order) <= router.REGISTRY.commands.keys()


@pytest.mark.parametrize("language", RENDERER.languages)
@pytest.mark.parametrize("name", sorted(MOST))
def test_the_descriptions_fit(language: str, name: str) -> None:
    text = RENDERER.text(name, Voice(language), {})
    assert 0 < len(text) <= MOST[name]
    assert "<" not in text


async def test_a_chat_lists_its_commands_in_the_language_it_changes_to(ada: Resident) -> None:
    chat = ada.town.simulator.world.chats[ada.phone.user_id]
    assert ada.town.simulator.world.profile.menu(chat, "xx") == []
    await ada.says("/language")
    await ada.forges(f"1|set|language|{RENDERER.languages[-1]}")
    menu = ada.town.simulator.world.profile.menu(chat, "xx")
    assert [(entry["command"], entry["description"]) for entry in menu] == list(
        listed(RENDERER, RENDERER.languages[-1])
    )
