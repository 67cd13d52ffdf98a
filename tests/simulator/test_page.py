"""The chat page in a real Chromium: it shows what Telegram shows, and every control reaches the bot."""

import json
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.async_api import Page, async_playwright, expect

from bot.clock import FileClock, steer
from bot.simulator.core import Person, Simulator, Upload
from bot.simulator.server import create_app, serve
from bot.simulator.waiting import until
from tests.simulator.pictures import png

pytestmark = pytest.mark.browser
SUNDAY = datetime(2026, 11, 22, 18, 40, tzinfo=UTC)
QUOTE = "<blockquote expandable>" + "\n".join(f"Line {number}" for number in range(8)) + "</blockquote>"


@pytest.fixture
def simulator(tmp_path: Path) -> Simulator:
    clock = FileClock(tmp_path / "clock.json")
    steer(clock, SUNDAY)
    due = {"due": "2026-11-23T07:00:00+00:00", "zone": "Europe/Berlin"}
    (tmp_path / "clock.json.next").write_text(json.dumps(due))
    return Simulator(clock)


@pytest.fixture
async def page(simulator: Simulator, anna: Person, chromium: str) -> AsyncIterator[Page]:
    """The page on Anna's chat; anything that it logs as an error fails the test."""
    assert isinstance(simulator.clock, FileClock)
    running = await serve(create_app(simulator, simulator.clock))
    problems: list[str] = []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
        )
        page = await browser.new_page(viewport={"width": 1100, "height": 800})
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda line: problems.append(line.text) if line.type == "error" else None)
        await page.goto(running.url)
        await expect(page.get_by_test_id("chat-title")).to_have_text("Tandem")
        yield page
        await browser.close()
    await running.stop()
    assert problems == []


def send(simulator: Simulator, person: Person, text: str, *labels: str, **more: object) -> int:
    row = [{"text": label, "callback_data": label, "style": "success"} for label in labels]
    markup = {"inline_keyboard": [row]} if row else None
    call = {"chat_id": person.user_id, "text": text, "parse_mode": "HTML", "reply_markup": markup, **more}
    answer = simulator.call("sendMessage", call)
    assert isinstance(answer, dict), answer
    return int(answer["message_id"])


async def test_a_text_is_sent_with_enter_and_start_opens_the_chat(
    page: Page, simulator: Simulator, anna: Person
) -> None:
    await page.get_by_test_id("start").click()
    await until(simulator, lambda: anna.chat()[0].text == "/start")
    await expect(page.get_by_test_id("start")).to_be_hidden()
    await page.get_by_test_id("composer").fill("squat 3x5 100")
    await page.get_by_test_id("composer").press("Enter")
    await expect(page.get_by_test_id("message-2")).to_contain_text("squat 3x5 100")
    await page.get_by_test_id("message-2").hover()
    await page.get_by_role("button", name="Edit").last.click()
    await page.get_by_test_id("composer").fill("squat 3x5 105")
    await page.get_by_test_id("send").click()
    await expect(page.get_by_test_id("message-2")).to_contain_text(re.compile("105.*edited"))


async def test_formatting_is_shown_and_never_runs(page: Page, simulator: Simulator, anna: Person) -> None:
    message_id = send(
        simulator, anna, "😀 <b>bold</b> <i>it <u>both</u></i> &lt;img src=x onerror=alert(1)&gt; /today"
    )
    message = page.get_by_test_id(f"message-{message_id}")
    await expect(message.locator("b")).to_have_text("bold")
    await expect(message.locator("i u")).to_have_text("both")
    await expect(message).to_contain_text("<img src=x onerror=alert(1)>")
    await message.get_by_role("button", name="/today").click()
    await until(simulator, lambda: anna.chat()[-1].text == "/today")


async def test_a_long_quote_is_cut_to_three_lines_until_opened(
    page: Page, simulator: Simulator, anna: Person
) -> None:
    send(simulator, anna, QUOTE)
    short = send(simulator, anna, "<blockquote expandable>One line</blockquote>")
    quote, more = page.locator(".quote-words").first, page.get_by_test_id("show-more").first
    await expect(more).to_have_text("Show more")
    closed = await quote.evaluate("node => node.clientHeight")
    await more.click()
    await expect(more).to_have_text("Show less")
    assert await quote.evaluate("node => node.clientHeight") > 2 * closed
    await expect(page.get_by_test_id(f"message-{short}").get_by_test_id("show-more")).to_be_hidden()


async def test_a_tap_gets_its_toast_and_the_edit_stays_in_place(
    page: Page, simulator: Simulator, anna: Person
) -> None:
    message_id = send(simulator, anna, "How hard was it?", "Easy", "Hard")
    send(simulator, anna, "later")
    await expect(page.get_by_test_id("Easy")).to_have_attribute("data-style", "success")
    await page.get_by_test_id("Easy").click()
    (update,) = await until(simulator, simulator.world.queue.waiting)
    query = update.payload
    simulator.call("answerCallbackQuery", {"callback_query_id": query["id"], "text": "Saved."})
    call = {"chat_id": anna.user_id, "message_id": message_id, "text": "Logged: easy"}
    simulator.call("editMessageText", call)
    await expect(page.get_by_test_id("toast")).to_have_text("Saved.")
    await expect(page.get_by_test_id(f"message-{message_id}")).to_contain_text("Logged: easy")
    await expect(page.get_by_test_id("Easy")).to_have_count(0)
    order = await page.locator("article").evaluate_all("nodes => nodes.map(node => node.dataset.testid)")
    assert order == [f"message-{message_id}", f"message-{message_id + 1}"]


async def test_an_alert_waits_for_ok(page: Page, simulator: Simulator, anna: Person) -> None:
    send(simulator, anna, "Well?", "Go")
    await page.get_by_test_id("Go").click()
    (update,) = await until(simulator, simulator.world.queue.waiting)
    answer = {"callback_query_id": update.payload["id"], "text": "Stop training now", "show_alert": True}
    simulator.call("answerCallbackQuery", answer)
    await expect(page.get_by_test_id("alert")).to_contain_text("Stop training now")
    await page.get_by_test_id("alert-ok").click()
    await expect(page.get_by_test_id("alert")).to_be_hidden()


async def test_files_pictures_and_sound_have_their_place(
    page: Page, simulator: Simulator, anna: Person
) -> None:
    call = {"chat_id": anna.user_id}
    simulator.call("sendPhoto", {**call, "caption": "8 weeks"}, {"photo": Upload("c.png", png(80, 45))})
    simulator.call("sendDocument", call, {"document": Upload("week.json", b"{}", "application/json")})
    simulator.call(
        "sendAudio", {**call, "title": "Intervals"}, {"audio": Upload("a.mp3", b"x", "audio/mpeg")}
    )
    await expect(page.get_by_alt_text("8 weeks")).to_be_visible()
    async with page.expect_download() as download:
        await page.get_by_test_id("document").click()
    assert (await download.value).suggested_filename == "week.json"
    await expect(page.get_by_test_id("audio")).to_be_visible()
    await page.get_by_test_id("file-input").set_input_files(
        {"name": "run.fit", "mimeType": "application/fit", "buffer": b"FIT"}
    )
    update = await until(simulator, lambda: simulator.world.queue.waiting()[-1])
    assert update.payload["document"]["file_name"] == "run.fit"


async def test_menu_pin_typing_and_silence_show(page: Page, simulator: Simulator, anna: Person) -> None:
    simulator.call("setMyCommands", {"commands": [{"command": "week", "description": "Your week"}]})
    message_id = send(simulator, anna, "<b>This week</b>\nMon", disable_notification=True)
    simulator.call("pinChatMessage", {"chat_id": anna.user_id, "message_id": message_id})
    await expect(page.get_by_test_id("pinned")).to_contain_text("This week")
    edited = {
        "chat_id": anna.user_id,
        "message_id": message_id,
        "text": "Week of 23 Nov: 1 of 2 sessions done",
    }
    simulator.call("editMessageText", edited)
    await expect(page.get_by_test_id("pinned")).to_contain_text("1 of 2 sessions done")
    await expect(page.get_by_role("img", name="Sent without a sound")).to_be_visible()
    simulator.call("sendChatAction", {"chat_id": anna.user_id, "action": "typing"})
    await expect(page.get_by_test_id("status")).to_contain_text("typing")
    await page.get_by_test_id("menu").click()
    await page.get_by_test_id("menu-week").click()
    await until(simulator, lambda: anna.chat()[-1].text == "/week")


async def test_the_clock_shows_the_athletes_time_and_moves(page: Page, simulator: Simulator) -> None:
    await expect(page.get_by_test_id("clock-time")).to_have_text(re.compile("19:4[01]"))
    await expect(page.get_by_test_id("clock-next")).to_have_text("Next reminder: Mon 08:00")
    await page.get_by_test_id("clock-next-reminder").click()
    await expect(page.get_by_test_id("clock-time")).to_have_text("08:00")
    await expect(page.get_by_test_id("clock-date")).to_have_text(re.compile("Monday,? 23 November 2026"))
    assert simulator.clock.now() >= datetime(2026, 11, 23, 7, 0, tzinfo=UTC)


async def test_another_person_has_another_chat(page: Page, simulator: Simulator, anna: Person) -> None:
    send(simulator, anna, "for Anna")
    await expect(page.get_by_test_id("messages")).to_contain_text("for Anna")
    await page.get_by_test_id("new-person").click()
    await page.get_by_test_id("new-person-name").fill("Ben")
    await page.get_by_test_id("new-person-language").select_option("de")
    await page.get_by_test_id("new-person-add").click()
    await expect(page.get_by_test_id("messages")).not_to_contain_text("for Anna")
    ben = simulator.people()[-1]
    assert (ben.user.first_name, ben.language_code) == ("Ben", "de")
    await page.get_by_test_id(f"person-{anna.user_id}").click()
    await expect(page.get_by_test_id("messages")).to_contain_text("for Anna")


async def test_a_narrow_page_keeps_everything_within_reach(
    page: Page, simulator: Simulator, anna: Person
) -> None:
    await page.set_viewport_size({"width": 360, "height": 700})
    send(simulator, anna, "word " * 60, "One", "Two")
    await expect(page.get_by_test_id("One")).to_be_in_viewport()
    await expect(page.get_by_test_id("composer")).to_be_in_viewport()
    assert await page.evaluate("document.documentElement.scrollWidth") <= 360
