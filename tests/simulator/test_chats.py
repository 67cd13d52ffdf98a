"""Who can be written to, files, the bot's profile, and the methods that don't exist."""

from typing import Any

import pytest

from bot.simulator.core import Person, Refusal, Simulator, Upload
from tests.simulator.pictures import PNG, png


def send(simulator: Simulator, chat_id: object, **more: object) -> object:
    return simulator.call("sendMessage", {"chat_id": chat_id, "text": "Hello", **more})


@pytest.mark.parametrize("chat_id", [1, -5, "@channel", "nobody"])
def test_unknown_chats_are_not_found(simulator: Simulator, anna: Person, chat_id: object) -> None:
    assert send(simulator, chat_id) == Refusal(400, "Bad Request: chat not found")


def test_a_missing_chat_id_is_named(simulator: Simulator) -> None:
    assert send(simulator, "") == Refusal(400, "Bad Request: chat_id is empty")


def test_the_bot_cant_write_first(simulator: Simulator) -> None:
    ben = simulator.add_person("Ben", "de")
    assert send(simulator, ben.user_id) == Refusal(400, "Bad Request: chat not found")
    ben.say("/start")
    assert not isinstance(send(simulator, ben.user_id), Refusal)


def test_a_blocked_bot_is_refused_until_the_person_comes_back(simulator: Simulator, anna: Person) -> None:
    anna.block()
    blocked = Refusal(403, "Forbidden: bot was blocked by the user")
    assert send(simulator, anna.user_id) == blocked
    assert simulator.call("sendChatAction", {"chat_id": anna.user_id, "action": "typing"}) == blocked
    anna.say("/start")
    assert not isinstance(send(simulator, anna.user_id), Refusal)
    kinds = [[key for key in update if key != "update_id"] for update in _updates(simulator)]
    assert kinds == [["my_chat_member"], ["my_chat_member"], ["message"]]
    statuses = [update["my_chat_member"]["new_chat_member"]["status"] for update in _updates(simulator)[:2]]
    assert statuses == ["kicked", "member"]


def _updates(simulator: Simulator) -> list[Any]:
    answer = simulator.call("getUpdates")
    assert isinstance(answer, list)
    return answer


@pytest.mark.parametrize("method", ["sendPoll", "sendDice", "banChatMember", "nonsense"])
def test_methods_that_are_not_emulated_say_so(simulator: Simulator, anna: Person, method: str) -> None:
    answer = simulator.call(method, {"chat_id": anna.user_id})
    assert answer == Refusal(404, f"Not Found: method {method} is not emulated")


def test_typing_shows_until_the_next_message(simulator: Simulator, anna: Person) -> None:
    assert simulator.call("sendChatAction", {"chat_id": anna.user_id, "action": "upload_photo"}) is True
    chats = simulator.world.chats
    assert chats[anna.user_id].typing == "upload_photo"
    send(simulator, anna.user_id)
    assert chats[anna.user_id].typing is None
    wrong = simulator.call("sendChatAction", {"chat_id": anna.user_id, "action": "sleeping"})
    assert wrong == Refusal(400, "Bad Request: wrong parameter action in request")


def test_silent_messages_and_replies_are_marked(simulator: Simulator, anna: Person) -> None:
    message_id = anna.say("run 40min")
    send(simulator, anna.user_id, disable_notification=True, reply_parameters={"message_id": message_id})
    assert (anna.last().silent, anna.last().reply_to) == (True, message_id)
    gone = send(simulator, anna.user_id, reply_parameters={"message_id": 999})
    assert gone == Refusal(400, "Bad Request: message to be replied not found")
    allowed = {"message_id": 999, "allow_sending_without_reply": True}
    assert not isinstance(send(simulator, anna.user_id, reply_parameters=allowed), Refusal)


def test_only_free_effects_pass(simulator: Simulator, anna: Person) -> None:
    send(simulator, anna.user_id, message_effect_id="5046509860389126442")
    assert anna.last().effect_id == "5046509860389126442"
    bad = send(simulator, anna.user_id, message_effect_id="1")
    assert bad == Refusal(400, "Bad Request: EFFECT_ID_INVALID")


@pytest.mark.parametrize(
    ("content", "description"),
    [
        (b"GIF89a", "IMAGE_PROCESS_FAILED"),
        (png(6000, 1)[:24] + b"", "PHOTO_INVALID_DIMENSIONS"),
        (png(9000, 1001), "PHOTO_INVALID_DIMENSIONS"),
        (b"", "file must be non-empty"),
    ],
)
def test_pictures_that_telegram_cant_show_are_refused(
    simulator: Simulator, anna: Person, content: bytes, description: str
) -> None:
    answer = simulator.call("sendPhoto", {"chat_id": anna.user_id}, {"photo": Upload("p.png", content)})
    assert answer == Refusal(400, f"Bad Request: {description}")


def test_a_file_can_be_sent_again_by_its_id_and_swapped_by_an_edit(
    simulator: Simulator, anna: Person
) -> None:
    first = simulator.call(
        "sendPhoto", {"chat_id": anna.user_id, "caption": "4 weeks"}, {"photo": Upload("a.png", PNG)}
    )
    assert isinstance(first, dict)
    simulator.call("sendPhoto", {"chat_id": anna.user_id, "photo": first["photo"][0]["file_id"]})
    assert anna.last().file == anna.chat()[0].file
    media = {"type": "photo", "media": "attach://chart", "caption": "<b>8 weeks</b>", "parse_mode": "HTML"}
    call = {"chat_id": anna.user_id, "message_id": first["message_id"], "media": media}
    assert isinstance(simulator.call("editMessageMedia", call, {"chart": Upload("b.png", png(8, 6))}), dict)
    changed = anna.chat()[0]
    assert (changed.text, changed.formatted("bold")) == ("8 weeks", ("8 weeks",))
    assert changed.file is not None
    assert dict(changed.file.details) == {"width": 8, "height": 6}


@pytest.mark.parametrize(
    ("parameters", "description"),
    [
        ({}, "there is no document in the request"),
        ({"document": "unknown-id"}, "wrong file identifier/HTTP URL specified"),
        ({"document": "attach://nothing"}, "file is not attached: attach://nothing"),
    ],
)
def test_missing_files_are_named(
    simulator: Simulator, anna: Person, parameters: dict[str, str], description: str
) -> None:
    answer = simulator.call("sendDocument", {"chat_id": anna.user_id, **parameters})
    assert answer == Refusal(400, f"Bad Request: {description}")


@pytest.mark.parametrize(("length", "accepted"), [(1024, True), (1025, False)])
def test_captions_end_at_1024(simulator: Simulator, anna: Person, length: int, accepted: bool) -> None:
    upload = {"document": Upload("a.txt", b"x")}
    call = {"chat_id": anna.user_id, "caption": f"<b>{'x' * length}</b>", "parse_mode": "HTML"}
    answer = simulator.call("sendDocument", call, upload)
    assert (answer == Refusal(400, "Bad Request: message caption is too long")) is not accepted


def test_files_over_20_mb_cant_be_fetched(simulator: Simulator, anna: Person) -> None:
    anna.send_document("big.fit", bytes(20 * 1024 * 1024 + 1))
    answer = simulator.call("getFile", {"file_id": "file-000001"})
    assert answer == Refusal(400, "Bad Request: file is too big")
    unknown = simulator.call("getFile", {"file_id": "nope"})
    assert unknown == Refusal(400, "Bad Request: wrong file_id or the file is temporarily unavailable")


def test_the_menu_follows_language_and_scope(simulator: Simulator) -> None:
    def menu(command: str) -> list[dict[str, str]]:
        return [{"command": command, "description": f"About {command}"}]

    ben, anna = simulator.add_person("Ben", "de"), simulator.add_person("Anna", "en")
    simulator.call("setMyCommands", {"commands": menu("today")})
    simulator.call("setMyCommands", {"commands": menu("heute"), "language_code": "de"})
    assert (ben.menu(), anna.menu()) == (menu("heute"), menu("today"))
    everywhere = {"type": "all_private_chats"}
    simulator.call("setMyCommands", {"commands": menu("week"), "scope": everywhere})
    assert (ben.menu(), anna.menu()) == (menu("week"), menu("week"))
    only_anna = {"type": "chat", "chat_id": anna.user_id}
    simulator.call("setMyCommands", {"commands": menu("admin"), "scope": only_anna})
    assert (ben.menu(), anna.menu()) == (menu("week"), menu("admin"))
    simulator.call("deleteMyCommands", {"scope": everywhere})
    assert ben.menu() == menu("heute")


@pytest.mark.parametrize(
    ("command", "description", "refusal"),
    [
        ("Today", "x", "BOT_COMMAND_INVALID"),
        ("x" * 33, "x", "BOT_COMMAND_INVALID"),
        ("today", "", "BOT_COMMAND_DESCRIPTION_INVALID"),
        ("today", "x" * 257, "BOT_COMMAND_DESCRIPTION_INVALID"),
    ],
)
def test_bad_commands_are_refused(simulator: Simulator, command: str, description: str, refusal: str) -> None:
    answer = simulator.call("setMyCommands", {"commands": [{"command": command, "description": description}]})
    assert answer == Refusal(400, f"Bad Request: {refusal}")


def test_descriptions_are_kept_by_language(simulator: Simulator) -> None:
    simulator.call("setMyDescription", {"description": "Plans your week"})
    simulator.call("setMyDescription", {"description": "Plant deine Woche", "language_code": "de"})
    assert simulator.call("getMyDescription", {"language_code": "de"}) == {"description": "Plant deine Woche"}
    assert simulator.call("getMyDescription", {"language_code": "fr"}) == {"description": "Plans your week"}
    simulator.call("setMyShortDescription", {"short_description": "A coach"})
    assert simulator.call("getMyShortDescription") == {"short_description": "A coach"}
    assert isinstance(simulator.call("setMyShortDescription", {"short_description": "x" * 121}), Refusal)
