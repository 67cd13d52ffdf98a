"""Edits, deletions and pins: what is refused, and what an edit leaves behind."""

from datetime import timedelta

import pytest

from bot.clock import FixedClock
from bot.simulator.core import Person, Refusal, Simulator
from tests.simulator.pictures import PNG

KEYBOARD = {"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]}
NOT_MODIFIED = Refusal(
    400,
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as "
    "a current content and reply markup of the message",
)


def send(simulator: Simulator, person: Person, **more: object) -> dict[str, object]:
    call = {"chat_id": person.user_id, "message_id": 0, "text": "one", "reply_markup": KEYBOARD, **more}
    answer = simulator.call("sendMessage", call)
    assert isinstance(answer, dict)
    return {**call, "message_id": answer["message_id"]}


def test_an_edit_without_reply_markup_drops_the_keyboard(simulator: Simulator, anna: Person) -> None:
    call = send(simulator, anna)
    del call["reply_markup"]
    simulator.call("editMessageText", {**call, "text": "two"})
    assert (anna.last().text, anna.last().labels, anna.last().edited) == ("two", (), True)


def test_an_edit_keeps_the_place_and_the_date(simulator: Simulator, anna: Person, clock: FixedClock) -> None:
    call = send(simulator, anna)
    send(simulator, anna, text="later")
    clock.advance(timedelta(hours=1))
    answer = simulator.call("editMessageText", {**call, "text": "two"})
    assert isinstance(answer, dict)
    assert answer["edit_date"] - answer["date"] == 3600
    assert [message.text for message in anna.chat()] == ["two", "later"]


def test_the_same_again_is_not_modified(simulator: Simulator, anna: Person) -> None:
    call = send(simulator, anna)
    assert simulator.call("editMessageText", call) == NOT_MODIFIED
    assert (
        simulator.call("editMessageText", {**call, "text": " <b>one</b>", "parse_mode": "HTML"})
        != NOT_MODIFIED
    )
    assert simulator.call("editMessageReplyMarkup", call) == NOT_MODIFIED


def test_only_the_buttons_can_change(simulator: Simulator, anna: Person) -> None:
    call = send(simulator, anna)
    other = {"inline_keyboard": [[{"text": "B", "callback_data": "b"}]]}
    simulator.call("editMessageReplyMarkup", {**call, "reply_markup": other})
    assert (anna.last().text, anna.last().labels, anna.last().edited) == ("one", ("B",), False)


@pytest.mark.parametrize("method", ["editMessageText", "editMessageReplyMarkup", "editMessageCaption"])
def test_a_message_that_is_gone_is_not_found(simulator: Simulator, anna: Person, method: str) -> None:
    call = send(simulator, anna)
    anna.delete(anna.last().message_id)
    assert simulator.call(method, call) == Refusal(400, "Bad Request: message to edit not found")


def test_the_wrong_kind_of_edit_is_refused(simulator: Simulator, anna: Person) -> None:
    call = send(simulator, anna)
    no_caption = simulator.call("editMessageCaption", {**call, "caption": "x"})
    assert no_caption == Refusal(400, "Bad Request: there is no caption in the message to edit")
    photo = simulator.call("sendPhoto", {"chat_id": anna.user_id, "photo": _stored(anna)})
    assert isinstance(photo, dict)
    no_text = simulator.call("editMessageText", {**call, "message_id": photo["message_id"]})
    assert no_text == Refusal(400, "Bad Request: there is no text in the message to edit")
    assert simulator.call("editMessageText", {**call, "message_id": ""}) == Refusal(
        400, "Bad Request: message identifier is not specified"
    )


def _stored(person: Person) -> str:
    person.send_photo(PNG)
    return next(iter(person.world.files))


def test_what_people_wrote_cant_be_edited_by_the_bot(simulator: Simulator, anna: Person) -> None:
    message_id = anna.say("mine")
    answer = simulator.call(
        "editMessageText", {"chat_id": anna.user_id, "message_id": message_id, "text": "x"}
    )
    assert answer == Refusal(400, "Bad Request: message can't be edited")


def test_an_edit_may_be_too_long_as_well(simulator: Simulator, anna: Person) -> None:
    call = send(simulator, anna)
    answer = simulator.call("editMessageText", {**call, "text": "x" * 4097})
    assert answer == Refusal(400, "Bad Request: MESSAGE_TOO_LONG")


def test_deletion_works_once_and_for_48_hours(simulator: Simulator, anna: Person, clock: FixedClock) -> None:
    call, old = send(simulator, anna), send(simulator, anna)
    assert simulator.call("deleteMessage", call) is True
    assert simulator.call("deleteMessage", call) == Refusal(400, "Bad Request: message to delete not found")
    clock.advance(timedelta(hours=49))
    assert simulator.call("deleteMessage", old) == Refusal(
        400, "Bad Request: message can't be deleted for everyone"
    )


def test_the_newest_pin_is_shown_and_getchat_knows_it(simulator: Simulator, anna: Person) -> None:
    first, second = send(simulator, anna, text="week 1"), send(simulator, anna, text="week 2")
    assert simulator.call("pinChatMessage", first) is True
    assert simulator.call("pinChatMessage", second) is True
    pinned = anna.pinned()
    assert pinned is not None
    assert pinned.text == "week 2"
    chat = simulator.call("getChat", {"chat_id": anna.user_id})
    assert isinstance(chat, dict)
    assert chat["pinned_message"]["text"] == "week 2"
    assert simulator.call("unpinChatMessage", {"chat_id": anna.user_id}) is True
    assert simulator.call("unpinChatMessage", second) == Refusal(
        400, "Bad Request: message to unpin not found"
    )
    pinned = anna.pinned()
    assert pinned is not None
    assert pinned.text == "week 1"


def test_reactions_are_free_emoji_only(simulator: Simulator, anna: Person) -> None:
    message_id = anna.say("squat 3x5 100")
    call = {"chat_id": anna.user_id, "message_id": message_id}
    assert (
        simulator.call("setMessageReaction", {**call, "reaction": [{"type": "emoji", "emoji": "👍"}]}) is True
    )
    assert anna.chat()[0].reactions == ("👍",)
    bad = simulator.call("setMessageReaction", {**call, "reaction": [{"type": "emoji", "emoji": "🏋"}]})
    assert bad == Refusal(400, "Bad Request: REACTION_INVALID")
    assert simulator.call("setMessageReaction", call) is True
    assert anna.chat()[0].reactions == ()
