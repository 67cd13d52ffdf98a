"""Two silent weeks: one question, then nothing until the person is back; and how loud each kind is (ux 11)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from bot.coaching.people import Status
from rules.planned_message import MessageKind
from tests.handlers.conftest import lived_on
from tests.handlers.town import Frozen, Resident

ASKED = "<b>Shall I go on reminding you?</b>"


async def says_nothing_for_three_weeks(ada: Resident) -> None:
    await ada.goes_to("2027-03-29 21:00")


@pytest.fixture(scope="module")
def silence(set_up: Path, tmp_path_factory: pytest.TempPathFactory) -> Frozen:
    return lived_on(set_up, tmp_path_factory.mktemp("silence"), says_nothing_for_three_weeks)


@pytest.fixture
async def gone(silence: Frozen, tmp_path: Path) -> AsyncIterator[Resident]:
    """Anna, three weeks after her last word."""
    async with silence.thawed(tmp_path) as anna:
        yield anna


async def test_one_question_and_then_silence_until_she_is_back(gone: Resident) -> None:
    firsts = [line for _, line, _ in gone.unasked()]
    assert firsts.count(ASKED) == 1
    assert firsts[-1] == ASKED
    assert gone.unasked()[-1][0].date() == date(2027, 3, 22)
    assert (await gone.known()).status is Status.SILENT

    await gone.says("/today")
    assert (await gone.known()).status is Status.ACTIVE
    before = len(gone.unasked())
    await gone.goes_to("2027-04-02 21:30")
    assert len(gone.unasked()) > before


async def test_stay_quiet_stays_so_until_resumed(gone: Resident) -> None:
    await gone.taps("Stay quiet")
    await gone.says("/week")
    before = len(gone.unasked())
    await gone.goes_to("2027-04-12 21:30")
    assert len(gone.unasked()) == before
    await gone.says("/resume")
    assert (await gone.known()).status is Status.ACTIVE


async def test_with_reviews_only_the_question_comes_too(ada: Resident) -> None:
    await ada.says("/settings")
    await ada.taps("How loud")
    for kind in ("daily", "followup"):
        await ada.forges(f"1|set|noise|{kind}-off")
    await ada.goes_to("2027-04-12 09:00")
    firsts = [line for _, line, _ in ada.unasked()]
    assert [line for line in firsts if not line.startswith("<b>This week:")] == [ASKED]
    assert firsts[-1] == ASKED


async def test_every_kind_of_unasked_message_has_its_level(ada: Resident) -> None:
    await ada.says("/settings")
    page = await ada.taps("How loud")
    found = {b.data.split("|")[3].partition("-")[0] for row in page.buttons for b in row if b.data}
    assert set(MessageKind) <= found
    shown = await ada.taps("Second reminder: on")
    assert shown.text.startswith("Your settings")
    assert "Second reminder: silent" in (await ada.taps("How loud")).labels
