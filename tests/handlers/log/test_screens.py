"""The log's screens keep the limits of ux 1: first lines, labels, callback data, in both unit systems."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.coaching.outgoing import Screen
from rules.athlete import Units
from tests.handlers.log.conftest import LIFT, RUN, Chat

WIDEST = {1: 34, 2: 20, 3: 16, 4: 9}
LONG_LOG = "\n".join(
    [
        "Rear-foot-elevated split squat 4x12 2x22,5kg rpe 8.5 rir 2",
        "run 12x400 r90 12,5 km in 1:02:33 rpe 9 single words",
        *[f"Half-kneeling landmine press 3x{n} 62,5" for n in range(5, 14)],
        "pull ups 12/11/10/9/8/7 bw+12,5",
    ]
)


def check(screen: Screen) -> None:
    first = screen.text.partition("\n")[0].replace("<b>", "").replace("</b>", "")
    assert len(first) <= 60, first
    assert len(screen.text) <= 4096
    labels = [button.label for row in screen.keyboard for button in row]
    assert len(set(labels)) == len(labels)
    for row in screen.keyboard:
        for button in row:
            assert len(button.label) <= WIDEST[len(row)], button.label
            assert len(button.data.encode()) <= 64


@pytest.mark.parametrize("units", list(Units))
async def test_every_typed_screen_keeps_the_limits(chat: Chat, units: Units) -> None:
    chat.person = replace(chat.person, settings=replace(chat.person.settings, units=units))
    typed = [
        LONG_LOG,
        "squat 102,5x5x3",
        "Half-kneeling landmine press 12x12",
        "squat 3x5 99999kg",
        "run 30h",
    ]
    for text in [
        *typed,
        "hello",
        "skipped, sore knee",
        "done, but slow",
        "done yesterday",
        "<b>squat</b> 3x5 100 & x" * 100,
    ]:
        await chat.types(text)
        check(chat.screen)
    await chat.types(LONG_LOG)
    for label in ("Fix 12", "‹ Back", "Other day", "Yesterday", "Save all"):
        await chat.taps(label)
        check(chat.screen)


async def test_every_tapped_screen_keeps_the_limits(chat: Chat) -> None:
    for action in ("done", "effort-10", "details", "minutes", "intervals", "rate", "undo"):
        for session in (LIFT, RUN):
            await chat.sends_tap(f"1|log|{session.id}|{action}")
            check(chat.screen)


async def test_twelve_entries_are_saved_together(chat: Chat) -> None:
    assert "I read 12 entries for today. Right?" in await chat.types(LONG_LOG)
    await chat.taps("Save all")
    lift, run = await chat.checkin(LIFT.id), await chat.checkin(RUN.id)
    assert lift is not None
    assert run is not None
    assert len(lift.sets) == 4 + 9 * 3 + 6
    assert (run.intervals_done, run.distance_km, run.rpe) == (12, 12.5, 9)


async def test_html_in_a_note_is_shown_as_typed(chat: Chat) -> None:
    await chat.types("run 40min\n<b>windy & cold</b>")
    assert "&lt;b&gt;windy &amp; cold&lt;/b" in chat.screen.text
