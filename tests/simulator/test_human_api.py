"""The human side over HTTP: writing, tapping and looking, and the live events that the page follows."""

import asyncio
import json
from typing import Any

import aiohttp
import pytest

from bot.simulator.core import Person, Simulator
from tests.simulator.pictures import PNG


def ask(simulator: Simulator, person: Person, text: str = "Well?") -> int:
    markup = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}
    call = {"chat_id": person.user_id, "text": text, "reply_markup": markup}
    answer = simulator.call("sendMessage", call)
    assert isinstance(answer, dict)
    return int(answer["message_id"])


async def post(http: aiohttp.ClientSession, path: str, body: object, status: int = 200) -> Any:
    async with http.post(path, json=body) as answer:
        assert answer.status == status, await answer.text()
        return await answer.json()


def waiting(simulator: Simulator) -> list[Any]:
    return [update.as_json() for update in simulator.world.queue.waiting()]


async def test_a_person_is_made_writes_and_edits(http: aiohttp.ClientSession, simulator: Simulator) -> None:
    person = await post(http, "/sim/people", {"first_name": "Mara", "language_code": "de"}, 201)
    path = f"/sim/people/{person['id']}"
    sent = await post(http, f"{path}/messages", {"text": "/start"}, 201)
    async with http.put(f"{path}/messages/{sent['message_id']}", json={"text": "/stop"}) as answer:
        assert answer.status == 201
    message, edited = waiting(simulator)
    assert message["message"]["from"]["language_code"] == "de"
    assert edited["edited_message"]["text"] == "/stop"
    async with http.get("/sim/people") as answer:
        assert [known["first_name"] for known in await answer.json()] == ["Mara"]


async def test_a_tap_by_label_or_data(
    http: aiohttp.ClientSession, simulator: Simulator, anna: Person
) -> None:
    message_id = ask(simulator, anna)
    path = f"/sim/people/{anna.user_id}/taps"
    first = await post(http, path, {"label": "Yes"})
    second = await post(http, path, {"data": "y", "message_id": message_id})
    assert first["callback_query_id"] != second["callback_query_id"]
    missing = await post(http, path, {"label": "No"}, 404)
    assert "Yes" in missing["error"]
    await post(http, path, {"data": "forged", "message_id": message_id, "forge": True})
    assert [update["callback_query"]["data"] for update in waiting(simulator)] == ["y", "y", "forged"]


async def test_files_places_reactions_and_blocks(
    http: aiohttp.ClientSession, simulator: Simulator, anna: Person
) -> None:
    path = f"/sim/people/{anna.user_id}"
    for name, mime_type, content in (("a.png", "image/png", PNG), ("a.fit", "application/fit", b"FIT")):
        form = aiohttp.FormData({"caption": name})
        form.add_field("file", content, filename=name, content_type=mime_type)
        async with http.post(f"{path}/files", data=form) as answer:
            assert answer.status == 201
    await post(http, f"{path}/location", {"latitude": 52.5, "longitude": 13.4}, 201)
    await post(http, f"{path}/reactions", {"message_id": 1, "emoji": "👍"})
    await post(http, f"{path}/blocked", {"blocked": True})
    photo, document, place, blocked = waiting(simulator)
    assert photo["message"]["photo"][0]["width"] == 4
    assert document["message"]["document"]["file_name"] == "a.fit"
    assert place["message"]["location"] == {"latitude": 52.5, "longitude": 13.4}
    assert blocked["my_chat_member"]["new_chat_member"]["status"] == "kicked"


async def test_pictures_show_and_other_files_are_only_downloaded(
    http: aiohttp.ClientSession, anna: Person
) -> None:
    anna.send_photo(PNG)
    anna.send_document("evil é.html", b"<script>", "text/html")
    async with http.get("/sim/files/file-000001") as answer:
        assert answer.headers["Content-Disposition"] == "inline"
    async with http.get("/sim/files/file-000002") as answer:
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/sim/people/9/messages", {"text": "x"}, 404),
        ("/sim/people/100001/messages", {"text": " "}, 400),
        ("/sim/people/100001/messages", {}, 404),
        ("/sim/people/100001/reactions", {"message_id": 7, "emoji": "👍"}, 404),
        ("/sim/people/100001/files", {}, 400),
    ],
)
async def test_what_cant_be_done_is_said(
    http: aiohttp.ClientSession, anna: Person, path: str, body: object, status: int
) -> None:
    assert (await post(http, path, body, status))["error"]


class Listener:
    """Reads server-sent events."""

    def __init__(self, answer: aiohttp.ClientResponse) -> None:
        self.answer = answer

    async def next(self) -> tuple[str, Any]:
        name, data = "", ""
        while True:
            line = (await asyncio.wait_for(self.answer.content.readline(), 5)).decode().rstrip("\n")
            if line.startswith("event: "):
                name = line.removeprefix("event: ")
            elif line.startswith("data: "):
                data = line.removeprefix("data: ")
            elif not line and name:
                return name, json.loads(data)


async def test_the_page_learns_of_everything_live(
    http: aiohttp.ClientSession, simulator: Simulator, anna: Person
) -> None:
    ben = simulator.add_person("Ben", started=True)
    anna.say("before")
    async with http.get(f"/sim/people/{anna.user_id}/events") as answer:
        events = Listener(answer)
        name, content = await events.next()
        assert (name, [message["text"] for message in content["messages"]]) == ("snapshot", ["before"])
        ask(simulator, ben, "not for Anna")
        message_id = ask(simulator, anna, "<b>")
        name, content = await events.next()
        assert (name, content["text"], content["buttons"][0][0]["callback_data"]) == ("message", "<b>", "y")
        simulator.call("sendChatAction", {"chat_id": anna.user_id, "action": "typing"})
        assert (await events.next())[1]["typing"] == "typing"
        query = anna.tap("Yes")
        simulator.call("answerCallbackQuery", {"callback_query_id": query, "text": "Saved."})
        assert await events.next() == ("toast", {"text": "Saved.", "alert": False, "callback_id": query})
        call = {"chat_id": anna.user_id, "message_id": message_id}
        simulator.call("editMessageText", {**call, "text": "done"})
        assert [(await events.next())[1][key] for key in ("text",)] == ["done"]
        simulator.call("pinChatMessage", call)
        assert (await events.next())[1]["kind"] == "pinned_message"
        assert (await events.next())[1]["pinned"]["text"] == "done"
        simulator.call("deleteMessage", call)
        assert await events.next() == ("deletion", {"message_id": message_id})
        simulator.call("setMyCommands", {"commands": [{"command": "today", "description": "Today"}]})
        assert (await events.next())[1]["menu"] == [{"command": "today", "description": "Today"}]


async def test_the_page_and_its_parts_are_served(http: aiohttp.ClientSession) -> None:
    async with http.get("/") as answer:
        assert answer.status == 200
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
        page = await answer.text()
    assert "http://" not in page
    assert "https://" not in page
    parts = [part.split('"')[0] for part in page.split('href="')[1:] + page.split('src="')[1:]]
    for part in parts:
        if not part.startswith("#"):
            async with http.get(f"/{part}") as answer:
                assert answer.status == 200, part


async def test_whats_planned_and_what_happened_is_reachable_from_another_process(
    http: aiohttp.ClientSession, simulator: Simulator, anna: Person
) -> None:
    fault = await post(http, "/sim/faults", {"kind": "server_error", "method": "getMe"}, 201)
    assert (fault["method"], fault["times"]) == ("getMe", 1)
    async with http.get(f"/bot{simulator.token}/getMe") as answer:
        assert answer.status == 500
    async with http.delete("/sim/faults") as answer:
        assert answer.status == 200
    async with http.put("/sim/speed", json={"overall": [0, 1.0]}) as answer:
        assert answer.status == 200
    async with http.get(f"/bot{simulator.token}/sendMessage?chat_id={anna.user_id}&text=x") as answer:
        assert answer.status == 429
    async with http.get("/sim/calls?method=sendMessage") as answer:
        (call,) = await answer.json()
    assert (call["error_code"], call["parameters"]["text"]) == (429, "x")
    assert (await post(http, "/sim/faults", {"kind": "earthquake"}, 400))["error"]
    assert (await post(http, "/sim/clock", {"to": "plus_hour"}, 409))["error"]
