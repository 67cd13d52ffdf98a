"""A changed text about data is put once to who agreed to an earlier one, and their Agree is kept (C-50)."""

from __future__ import annotations

import pytest

from bot.coaching import acquaintance
from tests.handlers.town import Resident

CHANGED = "What I keep about you has changed"
LATER = "2027-05"


async def versions(resident: Resident) -> list[str]:
    """What they agreed to, oldest first."""
    person = await resident.known()
    async with resident.town.storage.look() as unit:
        return [consent.version for consent in await unit.people.consents(person.id)]


async def test_who_agreed_to_an_earlier_text_is_asked_once(
    ada: Resident, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert CHANGED not in (await ada.says("/today")).text
    monkeypatch.setattr(acquaintance, "NOTICE_VERSION", LATER)

    assert (await ada.says("/today")).text.startswith(CHANGED)
    assert not (await ada.says("/week")).text.startswith(CHANGED)
    assert LATER not in await versions(ada)


async def test_agree_is_kept_with_its_version(ada: Resident, monkeypatch: pytest.MonkeyPatch) -> None:
    first = acquaintance.NOTICE_VERSION
    monkeypatch.setattr(acquaintance, "NOTICE_VERSION", LATER)
    await ada.says("/today")

    shown = await ada.taps("Agree")

    assert shown.text.startswith("What I keep, and who can read it")
    assert await versions(ada) == [first, LATER]


async def test_an_agree_while_training_is_on_hold_sends_no_file(ada: Resident) -> None:
    await ada.says("I had chest pain when I ran")
    shown = await ada.forges("1|account|notice|agree")
    assert shown.text.startswith("What I keep, and who can read it")


async def test_a_newcomer_agrees_to_the_present_text_and_is_not_asked(anna: Resident) -> None:
    await anna.says("/start")
    await anna.taps("Agree, quick")
    assert CHANGED not in (await anna.says("/privacy")).text
    assert await versions(anna) == [acquaintance.NOTICE_VERSION]
