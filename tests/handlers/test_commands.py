"""Every command answers in every state, and each can be reached by buttons from /start and from /help."""

from __future__ import annotations

import re

import pytest

from bot.messages import Renderer
from bot.voice import Voice
from handlers import router
from tests.handlers.town import Resident, tap_through

COMMANDS = sorted(router.REGISTRY.commands)
EVERY_DAY = (
    "undo",
    "skip",
    "move",
    "injury",
    "resume",
    "language",
    "cancel",
    "export",
    "plan",
    "me",
    "audit",
    "deload",
)
LAW = """
    today log week progress why learn settings help audit move skip plan whatif go deload pause resume injury health
    nutrition undo export import calendar language about privacy delete cancel
"""  # issue 5, point 2


def test_every_command_of_the_list_is_served_and_told_in_help() -> None:
    told = set(re.findall(r"(?<![\w<])/(\w+)", Renderer().screen("help", Voice("en"), {}).text))
    assert set(LAW.split()) <= router.REGISTRY.commands.keys()
    assert set(LAW.split()) - told <= {"settings", "help"}


def menus(resident: Resident) -> dict[str, str]:
    """Commands that the newest message has a button for, with its label."""
    buttons = [
        b for row in resident.phone.last().buttons for b in row if (b.data or "").startswith("1|menu|")
    ]
    return {str(b.data).split("|")[2]: b.text for b in buttons}


@pytest.mark.parametrize("begin", ["/start", "/help"])
async def test_every_command_is_reached_by_buttons(ada: Resident, begin: str) -> None:
    await ada.says(begin)
    found, queue = menus(ada), ["help", "more", "settings", "privacy", "today"]
    for name in queue:
        if name in found:
            await ada.says(f"/{name}")
            found |= menus(ada)
    # /start and /about stand on other screens, deleting behind its own button, pausing in the settings.
    assert set(COMMANDS) - found.keys() <= {"start", "delete"}


@pytest.mark.parametrize("command", COMMANDS)
async def test_before_the_set_up_a_command_is_answered(anna: Resident, command: str) -> None:
    await anna.says(f"/{command}")
    assert anna.phone.last().from_bot
    assert len(anna.new_messages()) >= 1


async def test_on_hold_and_paused_every_command_is_answered(ada: Resident) -> None:
    await ada.says("/pause")
    await tap_through(ada, ("1 week",))
    for command in EVERY_DAY:
        before = len(ada.new_messages())
        await ada.says(f"/{command}")
        assert len(ada.new_messages()) > before, command
    await ada.says("crushing chest pain during the run")
    for command in EVERY_DAY:
        before = len(ada.new_messages())
        await ada.says(f"/{command}")
        assert len(ada.new_messages()) > before, command
