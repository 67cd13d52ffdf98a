"""What is read off a raw update before anyone parses it."""

from __future__ import annotations

from typing import Any

import pytest

from bot.intake.sorting import NO_CHAT, is_command, is_tap, sort_in


@pytest.mark.parametrize(
    ("body", "chat"),
    [
        ({"message": {"chat": {"id": 42}, "from": {"id": 7}}}, 42),
        ({"edited_message": {"chat": {"id": 42}}}, 42),
        ({"callback_query": {"from": {"id": 7}, "message": {"chat": {"id": 42}}}}, 42),
        ({"callback_query": {"from": {"id": 7}, "inline_message_id": "x"}}, 7),
        ({"my_chat_member": {"chat": {"id": -5}, "from": {"id": 7}}}, -5),
    ],
)
def test_the_chat_of_an_update(body: dict[str, Any], chat: int) -> None:
    received = sort_in({"update_id": 1, **body})
    assert received is not None
    assert (received.update_id, received.chat_key, received.readable) == (1, chat, True)


@pytest.mark.parametrize(
    "body", [{}, {"poll": {"id": "1"}}, {"message": "text"}, {"message": {"chat": {"id": "x"}}}]
)
def test_an_update_without_a_chat_is_kept_apart(body: dict[str, Any]) -> None:
    received = sort_in({"update_id": 1, **body})
    assert received is not None
    assert (received.chat_key, received.readable) == (NO_CHAT, False)


@pytest.mark.parametrize("raw", [None, [], "x", {}, {"update_id": "1"}, {"message": {}}])
def test_what_has_no_number_is_no_update(raw: Any) -> None:
    assert sort_in(raw) is None


@pytest.mark.parametrize(
    ("raw", "command", "tap"),
    [
        ({"message": {"text": "/today"}}, True, False),
        ({"message": {"text": "/log squat"}}, False, False),
        ({"message": {"text": "squat 3x5 100"}}, False, False),
        ({"message": {"photo": []}}, False, False),
        ({"callback_query": {"id": "1"}}, False, True),
    ],
)
def test_commands_and_taps_are_told_from_logs(raw: dict[str, Any], command: bool, tap: bool) -> None:
    assert (is_command(raw), is_tap(raw)) == (command, tap)


@pytest.mark.parametrize("number", [True, 0, 0.5, 10**30, "7", None, []])
def test_what_is_no_number_of_telegrams_names_nobody(number: object) -> None:
    message = {"chat": {"id": 42}, "from": {"id": number}}
    assert sort_in({"update_id": number, "message": message}) is None
    parked = sort_in({"update_id": 1, "message": message})
    assert parked is not None
    assert (parked.chat_key, parked.readable) == (42, False)
    nowhere = sort_in({"update_id": 1, "message": {"chat": {"id": number}, "from": {"id": 42}}})
    assert nowhere is not None
    assert (nowhere.chat_key, nowhere.readable) == (42, False)
