"""The HTTP face: encodings, envelopes, long polls, faults, downloads, with a real client and raw calls."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError, RetryAfter, TimedOut
from telegram.ext import ExtBot

from bot.simulator.core import Fault, FaultKind, Person, Simulator
from bot.simulator.server import Running
from tests.simulator.pictures import PNG

KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton("Done", callback_data="d", style="success")]])


@pytest.fixture
async def bot(server: Running, simulator: Simulator) -> AsyncIterator[ExtBot[None]]:
    api, files = f"{server.url}/bot", f"{server.url}/file/bot"
    async with ExtBot(simulator.token, base_url=api, base_file_url=files) as client:
        yield client


async def test_the_whole_circle_with_a_real_client(bot: ExtBot[None], anna: Person) -> None:
    anna.say("/start")
    (update,) = await bot.get_updates(timeout=5)
    assert update.message is not None
    assert update.message.text == "/start"
    await bot.send_message(anna.user_id, "<b>Today</b> 😀 run", parse_mode="HTML", reply_markup=KEYBOARD)
    anna.tap("Done")
    (tap,) = await bot.get_updates(offset=update.update_id + 1, timeout=5)
    assert tap.callback_query is not None
    assert await tap.callback_query.answer("Saved.")
    await tap.callback_query.edit_message_text("Logged")
    assert (anna.last().text, anna.last().labels, anna.toasts()[0].text) == ("Logged", (), "Saved.")
    with pytest.raises(BadRequest, match="Message is not modified"):
        await tap.callback_query.edit_message_text("Logged")


async def test_files_go_up_and_come_down(bot: ExtBot[None], anna: Person) -> None:
    content = bytes(range(256)) * 300
    sent = await bot.send_document(anna.user_id, content, caption="Your week", filename="week é.fit")
    assert sent.document is not None
    assert sent.document.file_name == "week é.fit"
    file = await bot.get_file(sent.document.file_id)
    assert bytes(await file.download_as_bytearray()) == content
    photo = await bot.send_photo(anna.user_id, PNG, reply_markup=KEYBOARD)
    assert (photo.photo[0].width, photo.photo[0].height) == (4, 3)
    assert anna.last().labels == ("Done",)


@pytest.mark.parametrize("encoding", ["query", "form", "json", "multipart"])
async def test_every_encoding_is_understood(
    http: aiohttp.ClientSession, simulator: Simulator, anna: Person, encoding: str
) -> None:
    values = {"chat_id": str(anna.user_id), "text": encoding, "disable_notification": "true"}
    url = f"/bot{simulator.token}/sendmessage"
    multipart = aiohttp.FormData(values, default_to_multipart=True)
    bodies = {"query": {"params": values}, "form": {"data": values}, "json": {"json": values}}
    body: dict[str, object] = {**bodies.get(encoding, {"data": multipart})}
    answer = await (await http.request("GET" if encoding == "query" else "POST", url, **body)).json()  # type: ignore[arg-type]  # one of four
    assert answer["ok"] is True
    assert (anna.last().text, anna.last().silent) == (encoding, True)


async def test_refusals_carry_code_and_description(http: aiohttp.ClientSession, simulator: Simulator) -> None:
    async with http.post(f"/bot{simulator.token}/sendPoll", json={}) as answer:
        assert answer.status == 404
        assert await answer.json() == {
            "ok": False,
            "error_code": 404,
            "description": "Not Found: method sendPoll is not emulated",
        }
    async with http.post("/bot1:wrong/getMe") as answer:
        assert (answer.status, (await answer.json())["description"]) == (401, "Unauthorized")
    async with http.post("/botnonsense/getMe") as answer:
        assert answer.status == 404
    async with http.post(
        f"/bot{simulator.token}/getMe", data=b"{", headers={"Content-Type": "application/json"}
    ) as answer:
        assert answer.status == 400


async def test_a_long_poll_answers_as_soon_as_there_is_something(bot: ExtBot[None], anna: Person) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await asyncio.sleep(0.1)
    assert not poll.done()
    anna.say("hello")
    (update,) = await poll
    assert isinstance(update, Update)


async def test_a_second_poll_ends_the_first(bot: ExtBot[None], anna: Person) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=30))
    await asyncio.sleep(0.1)
    async with ExtBot(bot.token, base_url=bot.base_url.removesuffix(bot.token)) as other:
        second = asyncio.create_task(other.get_updates(timeout=30))
        with pytest.raises(Conflict, match="terminated by other getUpdates request"):
            await first
        anna.say("hello")
        assert len(await second) == 1


async def test_a_poll_whose_caller_died_does_not_count(
    http: aiohttp.ClientSession, bot: ExtBot[None], simulator: Simulator, anna: Person
) -> None:
    dying = asyncio.create_task(http.get(f"/bot{simulator.token}/getUpdates?timeout=30"))
    await asyncio.sleep(0.1)
    dying.cancel()
    await asyncio.sleep(0.1)
    anna.say("still here")
    assert len(await bot.get_updates(timeout=5)) == 1
    assert len(await bot.get_updates(timeout=5)) == 1


@pytest.mark.parametrize(
    ("kind", "error", "arrived"),
    [
        (FaultKind.DROP_BEFORE, NetworkError, 0),
        (FaultKind.DROP_AFTER, NetworkError, 1),
        (FaultKind.SERVER_ERROR, NetworkError, 0),
        (FaultKind.SERVER_ERROR_AFTER, NetworkError, 1),
        (FaultKind.TOO_MANY, RetryAfter, 0),
        (FaultKind.HANG, TimedOut, 1),
        (FaultKind.HANG_BEFORE, TimedOut, 0),
    ],
)
async def test_faults_look_like_a_bad_network(
    bot: ExtBot[None],
    simulator: Simulator,
    anna: Person,
    kind: FaultKind,
    error: type[Exception],
    arrived: int,
) -> None:
    simulator.faults.add(Fault(kind, method="sendMessage"))
    with pytest.raises(error):
        await bot.send_message(anna.user_id, "first", read_timeout=0.2)
    assert len(anna.chat()) == arrived
    await bot.send_message(anna.user_id, "second")
    assert anna.last().text == "second"
    assert len(simulator.ledger.calls("sendMessage")) == 2
    assert len(simulator.ledger.accepted("sendMessage")) == arrived + 1


async def test_a_delayed_answer_still_arrives(bot: ExtBot[None], simulator: Simulator, anna: Person) -> None:
    simulator.faults.add(Fault(FaultKind.DELAY, seconds=0.05))
    message = await bot.send_message(anna.user_id, "late")
    assert message.text == "late"


async def test_a_wrong_token_is_refused_for_downloads_too(
    http: aiohttp.ClientSession, server: Running, anna: Person, simulator: Simulator
) -> None:
    anna.send_document("a.txt", b"secret")
    async with http.get(f"/file/bot{simulator.token}/files/file-000001/a.txt") as answer:
        assert await answer.read() == b"secret"
    async with http.get("/file/bot1:wrong/files/file-000001/a.txt") as answer:
        assert answer.status == 404
    with pytest.raises(InvalidToken):
        async with ExtBot("1:wrong", base_url=f"{server.url}/bot") as bot:
            await bot.get_me()
