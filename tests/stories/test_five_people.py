"""Five people's weeks in the simulator, each as they would tap and type; with pictures when they are asked for."""

from __future__ import annotations

import os
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Browser, async_playwright

from bot.config import Config
from bot.simulator.core.view import Seen
from bot.simulator.server import create_app, serve
from tests.handlers.conftest import config_in
from tests.handlers.town import Resident, tap_through, town
from tests.needs import CHROMIUM
from tests.storage.conftest import migrated_folder

__all__ = ["migrated_folder"]

pytestmark = [pytest.mark.story, pytest.mark.timeout(600)]

PICTURES = os.environ.get("TANDEM_PEOPLE")  # a folder: `make pictures` has docs/pictures/people written anew
WIDE, HIGH = 440, 760


@dataclass(frozen=True, slots=True)
class Scene:
    """One person in a town of their own, and the camera."""

    person: Resident
    camera: Callable[[str], Awaitable[None]]


@asynccontextmanager
async def scene(config: Config, name: str, zone: str, language: str, begins: str) -> AsyncIterator[Scene]:
    """A town whose page a real Chromium shows, when there are pictures to take."""
    start = datetime.fromisoformat(begins).replace(tzinfo=ZoneInfo(zone))
    async with town(config, start) as founded, AsyncExitStack() as closing:
        person = founded.arrives(name, zone, language)
        if not PICTURES:
            yield Scene(person, _no_camera)
            return
        running = await serve(create_app(founded.simulator))
        closing.push_async_callback(running.stop)
        playwright = await closing.enter_async_context(async_playwright())
        browser = await playwright.chromium.launch(
            executable_path=CHROMIUM.found(), args=["--no-sandbox", "--disable-gpu", "--no-first-run"]
        )
        closing.push_async_callback(browser.close)

        async def camera(picture: str) -> None:
            await _photograph(browser, f"{running.url}/#{person.phone.user_id}", picture)

        yield Scene(person, camera)


async def _no_camera(_: str) -> None:
    """Without a folder for them there are no pictures."""


async def _photograph(browser: Browser, address: str, picture: str) -> None:
    page = await browser.new_page(viewport={"width": WIDE, "height": HIGH}, locale="en-GB")
    await page.goto(address)
    await page.wait_for_timeout(1500)
    await page.screenshot(path=Path(PICTURES or "") / f"{picture}.png")
    await page.close()


def words(shown: Seen) -> str:
    """Its text with plain spaces, where numbers hold on to their units by hard ones."""
    return shown.text.replace("\xa0", " ")


def starts(shown: Seen) -> set[str]:
    """The clock times at which a week's sessions begin."""
    return set(re.findall(r"\b\d{1,2}:\d\d\b", shown.text.partition("Why this order")[0]))


@pytest.fixture
def config(migrated_folder: Path, tmp_path: Path) -> Config:
    return config_in(tmp_path, migrated_folder)


async def test_a_solicitor_at_six_and_over_lunch(config: Config) -> None:
    """Marcus: a 5 km in sixteen weeks (G03); a missed session is planned with, not made up."""
    async with scene(config, "Marcus", "Europe/London", "en-GB", "2027-03-07 20:14") as here:
        marcus = here.person
        await marcus.says("/start")
        await tap_through(marcus, ("Agree and set up", "35–44", "None of these", "Both", "5 km"))
        await marcus.says("26 June 2027")
        for day in ("Mon", "Tue", "Wed", "Thu", "Fri"):
            await tap_through(marcus, (f"{day}: 0", f"{day}: 1"))
        await marcus.taps("Next")
        assert "06:00 and 12:00" in (await marcus.says("6:00 and 12:00")).text
        shown = await tap_through(
            marcus, ("06:00", "6 months to 3", "2", "6 months to 3", "About 120", "A full gym", "Yes, ")
        )
        assert starts(shown) == {"06:00", "12:00"}
        await here.camera("1-solicitor-week")
        await marcus.taps("Start this plan")

        await marcus.goes_to("2027-03-09 07:30")
        assert (await marcus.says("late meeting, can't today")).text.startswith("Move ")
        await here.camera("1-solicitor-missed")


async def test_a_competitor_with_a_show_and_a_marathon(config: Config) -> None:
    """Sarah: two events (G01), pounds, and a knee that hurts."""
    async with scene(config, "Sarah", "America/New_York", "en-US", "2027-01-03 10:00") as here:
        sarah = here.person
        await sarah.says("/start")
        await tap_through(sarah, ("Agree and set up", "18–34", "None of these", "Both", "Physique"))
        await sarah.says("24 April 2027")
        await sarah.says("Mon-Sat")
        await tap_through(sarah, ("Evening, 60", "6 months to 3", "3", "6 months to 3"))
        await sarah.says("180")
        await tap_through(sarah, ("Running", "A full gym", "Yes, ", "Another event", "Marathon"))
        shown = await sarah.says("24 October 2027")
        assert len(starts(shown)) == 1
        await here.camera("2-competitor-two-events")
        await sarah.taps("Start this plan")

        await sarah.goes_to("2027-01-04 18:50")
        read = await sarah.says("squat 3x5 155 rpe 8, rdl 3x8 135lb @8")
        assert "at 155 lb, RPE 8" in words(read)
        await sarah.taps("Save")
        assert (await sarah.says("knee hurts 5/10 on lunges")).text.startswith("Where does it hurt?")
        await tap_through(sarah, ("Knee",))
        await here.camera("2-competitor-knee")


async def test_a_runner_of_sixty_miles_who_wants_muscle(config: Config) -> None:
    """James (G02): the week he does now, checked; then Tokyo."""
    async with scene(config, "James", "America/Denver", "en", "2027-01-03 19:00") as here:
        james = here.person
        await james.says("/start")
        await james.taps("Agree and set up")
        await james.says("42")
        await tap_through(james, ("None of these", "Build muscle", "Season"))
        await james.says("23 May 2027")
        await james.says("Mon to Sat")
        await tap_through(james, ("90+", "Evening, 90", "6 months to 3", "4", "3 years or more"))
        await james.says("540")
        await tap_through(james, ("Running", "A full gym"))
        await james.says("Denver")
        shown = await james.taps("Yes, ")
        assert "You do 9 h of cardio now" in words(shown)
        await here.camera("3-runner-week")
        await james.taps("Start this plan")

        await james.says("/audit")
        await james.taps("Type my week")
        await james.says(
            "Mon-Fri 6:30 easy run 80\nMon, Thu 18:00 squats 60 heavy\n"
            "Tue, Fri 18:00 upper body 60\nSat 8:00 long run 140"
        )
        shown = await james.taps("Check it")
        assert "Interference score 62 of 100, very high" in words(shown)
        await here.camera("3-runner-audit")

        await james.goes_to("2027-01-10 18:30")
        review = next(m for m in reversed(james.phone.from_bot()) if m.text.startswith("This week: 0 of 8"))
        assert "takes no step up" in review.text  # it is smaller, so it doesn't stay at a level


async def test_a_beginner_who_types_everything(config: Config) -> None:
    """Kim: dumbbells at home, no tap at all after "Agree"; decimal commas, emoji, illness in words."""
    async with scene(config, "Kim", "Europe/Berlin", "en", "2027-01-03 19:00") as here:
        kim = here.person
        await kim.says("hi 👋")
        await kim.taps("Agree and set up")
        answers = ("27", "none", "strong and fit", "no", "mo mi fr", "abends 18.30", "45", "not yet", "no")
        for answer in (*answers, "dumbells at home", "Berlin", "yes", "start"):
            await kim.says(answer)
        await kim.goes_to("2027-01-04 19:30")
        read = await kim.says("Goblet squat 3×10 12,5 kg 💪\npush-ups 3x8\nwalked 20 min")
        assert "3 sets × 10 at 12.5 kg" in words(read)
        await here.camera("4-beginner-types")
        await kim.says("yes")
        await kim.goes_to("2027-01-06 19:30")
        assert (await kim.says("i feel sick, fever 38,5")).text.startswith("How are you?")
        await kim.taps("Fever or aches")
        await here.camera("4-beginner-ill")


async def test_a_walker_of_seventy_in_german(config: Config) -> None:
    """Helga (G13): everything in German; the reminder for 06:30 comes before the quiet night."""
    async with scene(config, "Helga", "Europe/Berlin", "de", "2027-01-03 10:00") as here:
        helga = here.person
        await helga.says("/start")
        await tap_through(
            helga,
            ("Einverstanden, Plan", "70+", "Nichts davon", "Gesundheit", "Kein Wettkampf", "Mo, Mi, Fr", "Morgens",
             "Morgens", "Noch nicht", "3 Jahre", "Etwa 120", "Gehen"),
        )  # fmt: skip
        await tap_through(helga, ("Keine Ausrüstung", "Ja, ", "Diesen Plan starten"))
        await helga.goes_to("2027-01-03 20:10")
        assert helga.phone.last().text.startswith("Montag 06:30: Ganzkörper")
        await here.camera("5-walker-reminder")
        await helga.goes_to("2027-01-06 09:00")
        shown = await helga.says("mein Knie tut weh")
        assert {"Oberer Rücken", "Knöchel oder Fuß"} < set(shown.labels)
        await helga.taps("Knie")
        await here.camera("5-walker-knee")
