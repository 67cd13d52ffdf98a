"""What is not a private chat gets one line; links lead to a screen, and only there (ux 17)."""

from __future__ import annotations

from tests.handlers.town import Resident


def said_in(group: int, resident: Resident) -> list[str]:
    return [m.text for m in resident.phone.chat(group) if m.from_bot]


async def test_a_group_hears_one_line_and_then_nothing(ada: Resident) -> None:
    group = ada.town.simulator.add_group("Gym", [ada.phone])
    for text in ("/week@some_other_bot", "hello", "/today", "/today", "/help"):
        ada.phone.say(text, chat_id=group)
        await ada.town.settle()
    (line,) = said_in(group, ada)
    assert line.startswith("I coach in private only")
    (message,) = [m for m in ada.phone.chat(group) if m.from_bot]
    assert message.buttons[0][0].url == "https://t.me/tandem_demo_bot?start=today"


LEADS_TO = {
    "today": "Monday 8 Mar: 1 session",
    "week": "Week of 8 Mar",
    "log": "What did you do?",
    "help": "Everything is a button",
    "delete": "Your plan is running",
    "20270308-1": "Your plan is running",
    "": "Your plan is running",
}


async def test_a_link_opens_its_screen_and_an_unknown_one_the_first(ada: Resident) -> None:
    for payload, first in LEADS_TO.items():
        shown = await ada.says(f"/start {payload}".strip())
        assert shown.text.startswith(first), payload


async def test_a_newcomer_with_a_link_begins_at_the_beginning(anna: Resident) -> None:
    assert (await anna.says("/start today")).text.startswith("Strength and endurance, planned together")
