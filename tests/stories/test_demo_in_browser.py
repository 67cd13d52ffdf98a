"""Somebody who has just cloned the repository: `demo`, a browser, first buttons, a reminder, a log, a review."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page, async_playwright, expect

pytestmark = [pytest.mark.browser, pytest.mark.story, pytest.mark.timeout(300)]

PICTURES = os.environ.get("TANDEM_PICTURES")  # a folder: `make pictures` writes the README's pictures there
SLOW_MS = 60_000
ADDRESS = re.compile(r"http://\S+")


@pytest.fixture
async def address(tmp_path: Path) -> AsyncIterator[str]:
    """The demo as a process of its own, and where it is served."""
    command = (sys.executable, "-m", "bot", "demo", "--port", "0", "--data-dir", str(tmp_path / "demo"))
    demo = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    assert demo.stdout is not None
    try:
        line = await asyncio.wait_for(demo.stdout.readline(), 60)
        found = ADDRESS.search(line.decode())
        assert found is not None, line
        yield found[0]
    finally:
        demo.terminate()
        await asyncio.wait_for(demo.wait(), 30)


@pytest.fixture
async def page(address: str, chromium: str) -> AsyncIterator[Page]:
    """The chat page in a real Chromium; anything that it logs as an error fails the test."""
    problems: list[str] = []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
        )
        page = await browser.new_page(viewport={"width": 1080, "height": 900}, locale="en-GB")
        page.set_default_timeout(SLOW_MS)
        page.on("pageerror", lambda error: problems.append(str(error)))
        await page.goto(address)
        yield page
        await browser.close()
    assert problems == []


SET_UP = (
    ("Agree and set up my plan", "Step 1 of 8"),
    ("18–34", "Step 2 of 8"),
    ("None of these", "Step 3 of 8"),
    ("Both: strong and fit", "Step 4 of 8"),
    ("No event", "Step 5 of 8"),
    ("Mon, Wed, Fri", "usual time and length"),
    ("Evening, 60 min: next ›", "lifting experience"),
    ("Not yet", "cardio experience"),
    ("Not yet", "Step 7 of 8"),
    ("A full gym", "Step 8 of 8"),
)


async def test_from_the_first_tap_to_a_review(page: Page) -> None:
    await page.get_by_test_id(
        "clock-tomorrow"
    ).click()  # whatever the hour, no reminder of the first day is past
    await page.get_by_test_id("start").click()
    for label, then in SET_UP:
        await tap(page, label, then)
    await tap(page, re.compile("^Yes, .* is right$"), "Your first week")
    await picture(page, "preview")
    await tap(page, "Start this plan", "Log with one tap")

    await expect(page.get_by_test_id("clock-next")).to_contain_text("17:00", timeout=SLOW_MS)
    await page.get_by_test_id("clock-next-reminder").click()
    await shows(page, "Lift first, then the easy 10 min.")
    await picture(page, "reminder")
    await tap(page, "Done", "How hard was it?")
    await tap(page, "5–6 steady", "effort 6")
    await picture(page, "log")

    await page.get_by_test_id("clock-sunday").click()
    await shows(page, "Counted sessions done")
    await picture(page, "review")


async def tap(page: Page, label: str | re.Pattern[str], then: str) -> None:
    """Tap the newest button with this label, once the page has it, and wait for what it leads to."""
    name = re.compile(f"^{re.escape(label)}$") if isinstance(label, str) else label
    await page.get_by_role("button", name=name).last.click()
    await shows(page, then)


async def shows(page: Page, words: str) -> None:
    """Wait until the chat says these words; the bot's hidden description may hold them too."""
    await expect(page.get_by_role("log").get_by_text(words).last).to_be_visible(timeout=SLOW_MS)


async def picture(page: Page, name: str) -> None:
    """Take a picture for the README, when it was asked for."""
    if PICTURES:
        await page.wait_for_timeout(600)
        await page.screenshot(path=Path(PICTURES) / f"{name}.png")
