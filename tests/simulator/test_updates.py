"""What the bot is told, when it counts as acknowledged, and who may fetch it."""

from typing import Any

import pytest
from telegram import Bot, Update

from bot.simulator.core import Person, Refusal, Simulator


def fetch(simulator: Simulator, **parameters: object) -> list[Any]:
    answer = simulator.call("getUpdates", parameters)
    assert isinstance(answer, list)
    return answer


def texts(updates: list[Any]) -> list[str]:
    return [update["message"]["text"] for update in updates]


@pytest.fixture
def three(simulator: Simulator, anna: Person) -> list[int]:
    """Three waiting messages; returns the ids of their updates."""
    for text in ("one", "two", "three"):
        anna.say(text)
    return [update["update_id"] for update in fetch(simulator)]


def test_updates_stay_until_a_higher_offset_acknowledges_them(simulator: Simulator, three: list[int]) -> None:
    assert texts(fetch(simulator)) == ["one", "two", "three"]
    assert texts(fetch(simulator, offset=three[1])) == ["two", "three"]
    assert texts(fetch(simulator, offset=0)) == ["two", "three"]
    assert fetch(simulator, offset=three[2] + 1) == []


def test_a_negative_offset_forgets_all_but_the_newest(simulator: Simulator, three: list[int]) -> None:
    assert texts(fetch(simulator, offset=-1)) == ["three"]
    assert texts(fetch(simulator)) == ["three"]


@pytest.mark.parametrize(("limit", "count"), [(1, 1), (2, 2), (100, 3), (0, 3), (101, 3)])
def test_a_limit_outside_of_1_to_100_means_100(
    simulator: Simulator, three: list[int], limit: int, count: int
) -> None:
    assert len(fetch(simulator, limit=limit)) == count


def test_allowed_updates_count_from_then_on_and_are_remembered(simulator: Simulator, anna: Person) -> None:
    anna.say("before")
    assert len(fetch(simulator, allowed_updates=["callback_query"])) == 1
    anna.say("unseen")
    assert texts(fetch(simulator)) == ["before"]
    fetch(simulator, allowed_updates=[])
    anna.say("after")
    assert texts(fetch(simulator)) == ["before", "after"]


def test_reactions_come_only_when_asked_for(simulator: Simulator, anna: Person) -> None:
    message_id = anna.say("look")
    anna.react(message_id, "👍")
    assert len(fetch(simulator)) == 1
    fetch(simulator, allowed_updates=["message_reaction"])
    anna.react(message_id, "🔥")
    change = fetch(simulator)[-1]["message_reaction"]
    assert (change["old_reaction"][0]["emoji"], change["new_reaction"][0]["emoji"]) == ("👍", "🔥")


def test_a_webhook_shuts_polling_out(simulator: Simulator) -> None:
    assert simulator.call("setWebhook", {"url": "https://example.org/hook", "secret_token": "s"}) is True
    answer = simulator.call("getUpdates")
    assert isinstance(answer, Refusal)
    assert answer.error_code == 409
    assert "can't use getUpdates method while webhook is active" in answer.description
    info = simulator.call("getWebhookInfo")
    assert isinstance(info, dict)
    assert info["url"] == "https://example.org/hook"
    assert simulator.call("deleteWebhook") is True
    assert fetch(simulator) == []


@pytest.mark.parametrize(
    ("parameters", "description"),
    [
        ({"url": "http://example.org"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ({"url": "https://example.org", "secret_token": "a b"}, "secret token contains unallowed characters"),
    ],
)
def test_bad_webhooks_are_refused(simulator: Simulator, parameters: dict[str, str], description: str) -> None:
    assert simulator.call("setWebhook", parameters) == Refusal(400, f"Bad Request: {description}")


def test_pending_updates_can_be_dropped(simulator: Simulator, three: list[int]) -> None:
    assert simulator.call("deleteWebhook", {"drop_pending_updates": True}) is True
    assert fetch(simulator) == []


def test_an_edit_by_a_person_is_told_with_the_same_message_id(simulator: Simulator, anna: Person) -> None:
    message_id = anna.say("squat 3x5 100")
    anna.edit(message_id, "squat 3x5 105")
    edited = fetch(simulator)[-1]["edited_message"]
    assert (edited["message_id"], edited["text"]) == (message_id, "squat 3x5 105")
    assert anna.chat()[0].edited


def test_a_text_beyond_4096_arrives_in_pieces(simulator: Simulator, anna: Person) -> None:
    anna.say("x" * 5000)
    assert [len(text) for text in texts(fetch(simulator))] == [4096, 904]


def test_in_groups_only_what_concerns_the_bot_is_told(simulator: Simulator, anna: Person) -> None:
    group = simulator.add_group("Runners", [anna])
    anna.say("good morning", chat_id=group)
    anna.say("/today", chat_id=group)
    anna.say("hello @tandem_demo_bot", chat_id=group)
    assert texts(fetch(simulator)) == ["/today", "hello @tandem_demo_bot"]
    assert fetch(simulator)[0]["message"]["chat"] == {"id": group, "type": "group", "title": "Runners"}
    assert not isinstance(simulator.call("sendMessage", {"chat_id": group, "text": "Hi"}), Refusal)


def test_every_kind_of_update_can_be_parsed_by_the_client(simulator: Simulator, anna: Person) -> None:
    fetch(
        simulator,
        allowed_updates=["message", "edited_message", "callback_query", "my_chat_member", "message_reaction"],
    )
    markup = {"inline_keyboard": [[{"text": "A", "callback_data": "a", "style": "danger"}]]}
    simulator.call(
        "sendMessage",
        {"chat_id": anna.user_id, "text": "<b>x</b>", "parse_mode": "HTML", "reply_markup": markup},
    )
    message_id = anna.say("hello /today", reply_to=anna.last().message_id)
    anna.edit(message_id, "hello")
    anna.tap("A")
    anna.forge_callback("old", 999)
    anna.react(message_id, "👍")
    anna.send_document("a.fit", b"1")
    anna.send_location(52.5, 13.4)
    anna.block()
    anna.unblock()
    raw = fetch(simulator)
    parsed = [Update.de_json(update, Bot(simulator.token)) for update in raw]
    assert [update.effective_user.id for update in parsed if update.effective_user] == [anna.user_id] * 9
    assert [update.to_dict()["update_id"] for update in parsed] == [update["update_id"] for update in raw]
