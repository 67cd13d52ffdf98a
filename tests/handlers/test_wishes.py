"""What people write in their own words: a log stays a log, a wish gets its screen, the rest three ways on (ux 10)."""

from __future__ import annotations

import pytest

from handlers.wishes import wish_of
from tests.handlers.town import Resident


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("knee hurts 5/10 on lunges", "injury"),
        ("mein Knie tut weh", "injury"),
        ("me duele la rodilla", "injury"),
        ("i was sick, fever 38,5", "health"),
        ("mir ist schwindelig beim Treppensteigen", "health"),
        ("flying to Tokyo tomorrow", "pause"),
        ("late meeting, can’t tonight", "move"),
        ("marathon 24 october 2027", "plan"),
        ("why", "why"),
        ("¿Por qué?", "why"),
        ("whats today", "today"),
        ("was ist heute dran", "today"),
        ("next week?", "week"),
        ("should I cut water before the show?", "nutrition"),
        ("how do i do a goblet squat?", "learn"),
        ("it is way too hot out there", "today"),
        ("Hitze und schlechte Luft", "today"),
        ("hace mucho calor", "today"),
        ("that heart rate does not fit me", "me"),
        ("thx", None),
        ("the painting hangs well", None),
        ("why " + "and so on " * 60, None),
    ],
)
def test_words_ask_for_a_screen(text: str, command: str | None) -> None:
    assert wish_of(text) == command


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("knee hurts 5/10 on lunges", "Where does it hurt?"),
        ("i feel sick", "How are you?"),
        ("squat 3x5 100, knee hurts a bit", "I read 1 entry"),
        ("squat 3x5 tired", "Barbell back squat, 3 sets × 5: which weight?"),
        ("lovely weather here", "I could not read that as a log"),
    ],
)
async def test_pain_is_asked_about_and_a_log_stays_a_log(ada: Resident, text: str, shown: str) -> None:
    assert (await ada.says(text)).text.startswith(shown)


async def test_what_asks_for_nothing_gets_three_ways_on(ada: Resident) -> None:
    seen = await ada.says("lovely weather here")
    assert "could not read that as a log" in seen.text
    assert len(seen.labels) == 3
