"""In which language a person is spoken to, and in which they may answer (ux 16)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from bot.coaching.acquaintance import AppLanguage
from bot.simulator.core import Person
from handlers import answers
from rules.athlete import Units
from tests.handlers.town import Resident, Town, tap_through

OURS = ("en", "de", "es")
TODAY = date(2026, 11, 23)
GERMAN_BUTTONS = (
    "Einverstanden, Plan", "18–34", "Nichts davon", "Beides", "Kein Wettkampf", "Mo, Mi, Fr", "Abends", "Noch nicht",
    "Noch nicht", "Ein ganzes Studio", "Ja, ", "Diesen Plan starten",
)  # fmt: skip


def speaking(person: Resident, language: str) -> Person:
    """Their phone, its app set to another language."""
    return replace(person.phone, user=replace(person.phone.user, language_code=language))


@pytest.mark.parametrize(
    ("code", "spoken"),
    [("de", "de"), ("de-AT", "de"), ("ES-mx", "es"), ("en-US", "en"), ("fr", ""), ("", ""), (None, "")],
)
def test_the_apps_language_is_spoken_if_it_is_one_of_ours(code: str | None, spoken: str) -> None:
    assert AppLanguage(code, OURS).spoken == spoken


async def test_a_language_without_a_catalogue_gets_english(london: Town) -> None:
    zoe = london.arrives("Zoe", "Europe/Paris", "fr")

    seen = await zoe.says("/start")

    assert seen.text.startswith("Strength and endurance, planned together")
    assert (await zoe.known()).language == "en"


async def test_the_app_speaks_german_and_so_does_the_bot(london: Town) -> None:
    uwe = london.arrives("Uwe", "Europe/Berlin", "de-AT")

    seen = await uwe.says("/start")
    assert seen.text.startswith("Kraft und Ausdauer, zusammen geplant")
    assert "Sprache: Deutsch" in seen.labels
    seen = await uwe.taps("Einverstanden, Plan einrichten")
    assert seen.text.startswith("Schritt 1 von 8: dein Alter")

    uwe.phone = speaking(uwe, "en")
    assert (await uwe.says("/start")).text.startswith("Step 1 of 8")


async def test_a_plan_is_set_up_and_a_log_is_kept_in_german(london: Town) -> None:
    uwe = london.arrives("Uwe", "Europe/Berlin", "de")
    await uwe.says("/start")
    await tap_through(uwe, GERMAN_BUTTONS)

    seen = await uwe.says("gestern bankdrücken 3x5 62,5 kg, lockerer lauf 5 km in 28:30")
    assert seen.text.startswith("Ich lese 2 Einträge für Sonntag, 7. Mär. Richtig?")
    assert "3 Sätze × 5 mit 62,5\N{NO-BREAK SPACE}kg" in seen.text
    assert "Nicht verwendet" not in seen.text
    seen = await uwe.taps("Alles speichern")
    assert seen.text.startswith("Gespeichert, neben dem Plan")


async def test_a_chosen_language_is_kept_whatever_the_app_speaks(london: Town) -> None:
    zoe = london.arrives("Zoe", "Europe/Paris", "en")
    await zoe.says("/language")
    await zoe.taps("English")
    zoe.phone = speaking(zoe, "de")

    await zoe.says("/start")

    assert (await zoe.known()).language == "en"


@pytest.mark.parametrize("language", OURS)
@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Montag und Mittwoch", (0, 2)),
        ("dienstag, do", (1, 3)),
        ("lunes y miercoles", (0, 2)),
        ("sábado", (5,)),
        ("Mon, Wed and Fri", (0, 2, 4)),
    ],
)
def test_weekdays_are_read_in_every_language(language: str, text: str, days: tuple[int, ...]) -> None:
    if (language, text) == ("es", "dienstag, do"):
        days = (1, 6)  # do is domingo to them
    assert answers.weekdays(text, language) == days


@pytest.mark.parametrize("language", OURS)
@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Mon-Sat", (0, 1, 2, 3, 4, 5)),
        ("Mon to Wed and Fri", (0, 1, 2, 4)),
        ("Montag bis Donnerstag", (0, 1, 2, 3)),
        ("lunes a viernes", (0, 1, 2, 3, 4)),
        ("Sat – Mon", (0, 5, 6)),
    ],
)
def test_a_range_of_weekdays_is_all_of_them(language: str, text: str, days: tuple[int, ...]) -> None:
    assert answers.weekdays(text, language) == days


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("abends 18.30", (time(18, 30),)),
        ("mornings 6:00 and lunch 12.30", (time(6), time(12, 30))),
        ("6am, 12pm", (time(6), time(12))),
        ("45 min", ()),
        ("25:30", ()),
    ],
)
def test_clock_times_are_found_in_a_sentence(text: str, times: tuple[time, ...]) -> None:
    assert answers.clock_times(text) == times


@pytest.mark.parametrize("language", OURS)
@pytest.mark.parametrize(
    "text", ["18 April 2027", "18. April 2027", "18 de abril de 2027", "April 18, 2027", "18.4.27", "18 abr"]
)
def test_dates_are_read_in_every_language(language: str, text: str) -> None:
    assert answers.day(text, TODAY, language) == date(2027, 4, 18)


@pytest.mark.parametrize(
    "text", ["20 Uhr", "um 20 Uhr", "20.00 Uhr", "a las 20", "20 h", "20h", "8pm", "at 8 pm"]
)
def test_clock_times_are_read_in_every_language(text: str) -> None:
    assert answers.clock_time(text) == time(20)


@pytest.mark.parametrize(
    "text", ["90", "90 Min.", "1 Std. 30", "1 Stunde 30 Minuten", "1 hora y 30", "1h 30", "1 hr 30"]
)
def test_lengths_are_read_in_every_language(text: str) -> None:
    assert answers.minutes(text) == 90


@pytest.mark.parametrize(
    ("code", "clock", "units", "day"),
    [
        ("en-US", "10:00 AM on Sunday", Units.IMPERIAL, ["Sun", "Mon"]),
        ("en-AU", "10:00 am on Sunday", Units.METRIC, ["Mon", "Tue"]),
        ("en-GB", "10:00 on Sunday", Units.METRIC, ["Mon", "Tue"]),
        ("en", "10:00 on Sunday", Units.METRIC, ["Mon", "Tue"]),
    ],
)
async def test_english_is_as_in_its_country(
    london: Town, code: str, clock: str, units: Units, day: list[str]
) -> None:
    london.clock.at = datetime(2027, 1, 3, 15, tzinfo=UTC)
    sue = london.arrives("Sue", "America/New_York", code)
    await sue.says("/start")
    days = await tap_through(sue, ("Agree and set up", "18–34", "None of these", "Both", "No event"))
    assert [label[:3] for label in days.labels if ": 0" in label][:2] == day
    await tap_through(sue, ("Mon, Wed, Fri", "Evening", "Not yet", "Not yet", "A full gym"))
    shown = await sue.says("New York")
    assert clock in plain(shown.text)
    preview = await sue.taps("Yes, ")
    assert preview.text.count("\nMon ") == 1
    assert (await sue.known()).settings.units is units


async def test_the_clock_follows_the_app(ada: Resident) -> None:
    assert "Mon 18:00" in (await ada.says("/week")).text
    ada.phone = speaking(ada, "en-US")
    assert "Mon 6:00 PM" in plain((await ada.says("/week")).text)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


async def test_twelve_hours_go_for_every_clock_that_can_be_tapped(ada: Resident) -> None:
    ada.phone = speaking(ada, "en-US")
    await ada.says("/settings")
    assert "9:30 PM–6:30 AM" in (await ada.taps("Quiet hours")).labels
    await ada.says("/settings")
    assert {"7:00 AM", "5:00 PM"} < set((await ada.taps("Reminder time")).labels)
