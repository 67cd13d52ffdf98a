"""Answering a weekly review: once, late, after something else happened, and when it is over (G-50)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from bot.coaching import days
from bot.coaching.days import Standing
from rules.checkin import Status
from tests.handlers.conftest import lived_on
from tests.handlers.test_red_flags import state_of
from tests.handlers.town import Frozen, Resident, tap_through

REVIEW, NEXT_REVIEW = "2027-03-14 18:01", "2027-03-21 18:01"
OVER = "That week is behind you"


async def week_of(resident: Resident, day: str) -> Standing:
    person = await resident.known()
    async with resident.town.storage.look() as unit:
        standing = await days.standing(unit, person, date.fromisoformat(day))
    assert standing is not None
    return standing


async def trains_a_week(resident: Resident) -> None:
    for day in ("2027-03-08", "2027-03-10", "2027-03-12"):
        await resident.goes_to(f"{day} 20:00")
        await resident.says("/today")
        await tap_through(resident, ("Done", "5–6 steady"))
    await resident.goes_to(REVIEW)


@pytest.fixture(scope="module")
def reviewed(set_up: Path, tmp_path_factory: pytest.TempPathFactory) -> Frozen:
    return lived_on(set_up, tmp_path_factory.mktemp("reviewed"), trains_a_week)


@pytest.fixture
async def ada(reviewed: Frozen, tmp_path: Path) -> AsyncIterator[Resident]:
    """Anna with her first review before her."""
    async with reviewed.thawed(tmp_path) as anna:
        yield anna


async def test_what_was_told_after_the_review_outlives_keep_last_week(ada: Resident) -> None:
    await ada.says("/me")
    await ada.taps("Weight")
    await ada.says("82")
    told = await state_of(ada)
    assert told.profile.weight_kg == 82

    await ada.taps("Keep last week")

    assert (await state_of(ada)).profile == told.profile


async def test_what_is_kept_says_only_what_is_so(ada: Resident) -> None:
    """The first weeks grow to their full finishers by D-75, whatever is kept: then it doesn't claim a like week."""
    kept = await ada.taps("Keep last week")
    minutes = [
        sorted((i.session.type, i.session.minutes) for i in (await week_of(ada, monday)).items)
        for monday in ("2027-03-08", "2027-03-15")
    ]
    assert ("Next week is like this one" in kept.text) == (minutes[0] == minutes[1])
    assert "step up" not in kept.text


async def test_a_late_answer_leaves_what_has_been_done(ada: Resident) -> None:
    await ada.goes_to("2027-03-15 20:00")
    await ada.says("/today")
    await tap_through(ada, ("Done", "5–6 steady"))
    before = await week_of(ada, "2027-03-15")

    await ada.taps("Keep last week")

    after = await week_of(ada, "2027-03-15")
    assert after.on(date(2027, 3, 15)) == before.on(date(2027, 3, 15))
    assert any(i.checkin and i.checkin.status is Status.DONE for i in after.on(date(2027, 3, 15)))


async def test_a_review_that_is_over_changes_nothing_any_more(ada: Resident) -> None:
    first = ada.phone.last()
    await ada.goes_to(NEXT_REVIEW)
    before = await state_of(ada), await week_of(ada, "2027-03-22")

    await ada.taps_exactly("Keep last week", first.message_id)

    assert ada.toast.startswith(OVER)
    assert (await state_of(ada), await week_of(ada, "2027-03-22")) == before


async def test_a_review_that_is_over_takes_no_yes_either(ada: Resident) -> None:
    first = ada.phone.last()
    await ada.goes_to(NEXT_REVIEW)
    await ada.taps_exactly("Fine, apply", first.message_id)
    assert ada.toast.startswith(OVER)


async def test_an_answer_given_twice_counts_once(ada: Resident) -> None:
    first = ada.phone.last()
    await ada.taps("Fine, apply")
    once = await week_of(ada, "2027-03-15")

    await ada.forges(f"1|review|{20270308}|fine", first.message_id)

    assert await week_of(ada, "2027-03-15") == once


@pytest.mark.parametrize(
    ("typed", "told", "answer"),
    [
        ("yes", "Applied. It starts on Monday.", "applied"),
        ("passt", "Applied. It starts on Monday.", "applied"),
        ("keep last week", "What I had planned", "kept"),
        ("so lassen", "What I had planned", "kept"),
        ("no", "Which change", ""),
    ],
)
async def test_a_review_is_answered_by_typing(ada: Resident, typed: str, told: str, answer: str) -> None:
    assert told in (await ada.says(typed)).text
    person = await ada.known()
    async with ada.town.storage.look() as unit:
        stored = await unit.training.review(person.id, date(2027, 3, 8))
    assert stored is not None
    assert stored.answer == answer


async def test_a_yes_on_monday_is_for_the_session_that_is_due(ada: Resident) -> None:
    await ada.goes_to("2027-03-15 20:00")
    assert (await ada.says("ok")).text.startswith("Logged: ")
    assert "Applied." in (await ada.says("ok")).text
