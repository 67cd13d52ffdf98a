"""What failed several times is kept, and its sender has it tried again by one tap (ux M14b)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handlers import router
from handlers.context import Context
from tests.handlers.town import Resident


async def fails(_: Context, __: str) -> None:
    raise LookupError("a fault of ours")


@pytest.fixture
async def apology(ada: Resident, monkeypatch: pytest.MonkeyPatch) -> str:
    """The last words after /week failed for good; the fault is mended then."""
    with monkeypatch.context() as broken:
        broken.setitem(router.REGISTRY.commands, "week", fails)
        ada.phone.say("/week")
        for _ in range(6):
            await ada.town.settle()
            ada.town.clock.advance(timedelta(seconds=31))
    return ada.phone.last().text


def the_button(resident: Resident) -> str:
    """The callback data of "Try now" under the apology."""
    buttons = [button for row in resident.phone.last().buttons for button in row]
    return next(button.data or "" for button in buttons if button.text == "Try now")


async def test_a_tap_tries_again_and_the_answer_comes(ada: Resident, apology: str) -> None:
    assert apology.startswith("That was not saved yet")
    await ada.taps("Try now")
    shown = [seen.text for seen in ada.phone.from_bot()[-2:]]
    assert shown[0].startswith("I am trying it again")
    assert shown[1].startswith("Week of 8 Mar")


async def test_a_second_tap_finds_nothing_to_try(ada: Resident, apology: str) -> None:
    message = ada.phone.last()
    data = the_button(ada)
    await ada.taps("Try now")
    await ada.forges(data, message.message_id)
    assert ada.message(message.message_id).text.startswith("There is nothing left to try")


async def test_nobody_elses_update_is_tried(ada: Resident, apology: str) -> None:
    data = the_button(ada)
    bob = ada.town.arrives("Bob", "Europe/London", "en-GB")
    await bob.says("/start")
    seen = await bob.forges(data)
    assert seen.text.startswith("There is nothing left to try")
