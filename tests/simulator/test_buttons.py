"""Keyboards and taps: their limits, old and double answers, and what an edit does to them."""

from typing import Any

import pytest

from bot.simulator.core import NothingToTapError, Person, Refusal, Simulator
from tests.simulator.conftest import Stopwatch

TOO_OLD = Refusal(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")


def button(text: str = "Go", **more: object) -> dict[str, object]:
    return {"text": text, **(more or {"callback_data": "go"})}


def ask(simulator: Simulator, person: Person, *rows: list[dict[str, object]], text: str = "Well?") -> object:
    markup = {"inline_keyboard": list(rows)}
    return simulator.call("sendMessage", {"chat_id": person.user_id, "text": text, "reply_markup": markup})


def updates(simulator: Simulator, kind: str) -> list[Any]:
    answer = simulator.call("getUpdates")
    assert isinstance(answer, list)
    return [update[kind] for update in answer if kind in update]


@pytest.mark.parametrize(
    ("keyboard", "description"),
    [
        ([[button(callback_data="x" * 65)]], "BUTTON_DATA_INVALID"),
        ([[button(callback_data="é" * 33)]], "BUTTON_DATA_INVALID"),
        ([[button(callback_data="")]], "BUTTON_DATA_INVALID"),
        ([[{"text": "Go"}]], "text buttons are unallowed in the inline keyboard"),
        ([[button(" ", callback_data="x")]], "BUTTON_TEXT_EMPTY"),
        (
            [[{"callback_data": "x"}]],
            'can\'t parse inline keyboard button: Field "text" must be of type String',
        ),
        (
            [[button(callback_data="x", style="loud")]],
            "can't parse inline keyboard button: invalid button style specified",
        ),
        ([[button(url="not a link")]], "inline keyboard button URL 'not a link' is invalid: Wrong HTTP URL"),
        ([[button()] * 9], "reply markup is too long: 9 buttons in a row"),
        ([[button()] * 8] * 13, "reply markup is too long"),
    ],
)
def test_keyboards_that_telegram_refuses(
    simulator: Simulator, anna: Person, keyboard: list[list[dict[str, object]]], description: str
) -> None:
    assert ask(simulator, anna, *keyboard) == Refusal(400, f"Bad Request: {description}")


def test_the_largest_keyboard_passes_with_styles(simulator: Simulator, anna: Person) -> None:
    rows = [
        [button(callback_data="x" * 64, style=style) for _ in range(8)]
        for style in ("success", "primary", "danger")
    ]
    assert not isinstance(ask(simulator, anna, *rows), Refusal)
    assert [row[0].style for row in anna.last().buttons] == ["success", "primary", "danger"]


def test_markup_may_come_as_json_text_and_bad_json_is_refused(simulator: Simulator, anna: Person) -> None:
    call = {"chat_id": str(anna.user_id), "text": "x"}
    good = {**call, "reply_markup": '{"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]}'}
    assert not isinstance(simulator.call("SENDMESSAGE", good), Refusal)
    assert anna.last().labels == ("A",)
    bad = simulator.call("sendMessage", {**call, "reply_markup": "{"})
    assert bad == Refusal(400, "Bad Request: can't parse reply keyboard markup JSON object")


def test_a_tap_sends_the_message_as_it_stands_and_its_data(simulator: Simulator, anna: Person) -> None:
    ask(simulator, anna, [button("Yes", callback_data="y"), button("No", callback_data="n")])
    anna.tap("No")
    (query,) = updates(simulator, "callback_query")
    assert query["data"] == "n"
    assert query["from"]["id"] == anna.user_id
    assert query["message"]["text"] == "Well?"
    assert len(query["message"]["reply_markup"]["inline_keyboard"][0]) == 2


def test_buttons_of_older_messages_work_and_the_newest_wins(simulator: Simulator, anna: Person) -> None:
    ask(simulator, anna, [button("Done", callback_data="monday")])
    ask(simulator, anna, [button("Done", callback_data="tuesday")])
    first, _second = anna.chat()
    anna.tap("Done")
    anna.tap("Done", message_id=first.message_id)
    anna.tap(data="monday")
    assert [query["data"] for query in updates(simulator, "callback_query")] == [
        "tuesday",
        "monday",
        "monday",
    ]


def test_what_is_not_on_the_screen_can_only_be_forged(simulator: Simulator, anna: Person) -> None:
    ask(simulator, anna, [button("Yes", callback_data="y")])
    with pytest.raises(NothingToTapError, match="Yes"):
        anna.tap("No")
    anna.forge_callback("v1|admin|1|drop", anna.last().message_id)
    anna.forge_callback("old", 999)
    forged, old = updates(simulator, "callback_query")
    assert forged["data"] == "v1|admin|1|drop"
    assert old["message"]["date"] == 0


def test_a_link_button_calls_nothing_back(simulator: Simulator, anna: Person) -> None:
    ask(simulator, anna, [button("Read", url="https://example.org")])
    assert anna.tap("Read") == ""
    assert updates(simulator, "callback_query") == []


def test_an_answer_shows_a_toast_once(simulator: Simulator, anna: Person) -> None:
    ask(simulator, anna, [button()])
    query = anna.tap("Go")
    assert simulator.call("answerCallbackQuery", {"callback_query_id": query, "text": "Saved."}) is True
    assert [(toast.text, toast.alert) for toast in anna.toasts()] == [("Saved.", False)]
    assert simulator.call("answerCallbackQuery", {"callback_query_id": query}) == TOO_OLD


def test_an_alert_is_told_apart_and_a_long_toast_is_refused(simulator: Simulator, anna: Person) -> None:
    ask(simulator, anna, [button()])
    query = anna.tap("Go")
    long = simulator.call("answerCallbackQuery", {"callback_query_id": query, "text": "x" * 201})
    assert long == Refusal(400, "Bad Request: MESSAGE_TOO_LONG")
    simulator.call(
        "answerCallbackQuery", {"callback_query_id": query, "text": "x" * 200, "show_alert": "true"}
    )
    assert anna.toasts()[0].alert


@pytest.mark.parametrize(("waited", "answer"), [(14.9, True), (15.1, TOO_OLD)])
def test_a_query_can_be_answered_for_fifteen_seconds(
    simulator: Simulator, anna: Person, stopwatch: Stopwatch, waited: float, answer: object
) -> None:
    ask(simulator, anna, [button()])
    query = anna.tap("Go")
    stopwatch.seconds += waited
    assert simulator.call("answerCallbackQuery", {"callback_query_id": query}) == answer


def test_an_unknown_query_is_too_old_as_well(simulator: Simulator) -> None:
    assert simulator.call("answerCallbackQuery", {"callback_query_id": "1"}) == TOO_OLD


def test_a_reply_keyboard_belongs_to_the_chat_until_removed(simulator: Simulator, anna: Person) -> None:
    call = {"chat_id": anna.user_id, "text": "Where are you?"}
    share = {"keyboard": [[{"text": "Share location", "request_location": True}]]}
    simulator.call("sendMessage", {**call, "reply_markup": share})
    assert simulator.world.chats[anna.user_id].reply_keyboard == share
    simulator.call("sendMessage", {**call, "reply_markup": {"remove_keyboard": True}})
    assert simulator.world.chats[anna.user_id].reply_keyboard is None
