"""Every screen, for everyone and in every situation, is what Telegram takes and what a person can read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

import pytest
from babel.numbers import get_decimal_symbol

from bot.catalogues import TEMPLATES
from bot.coaching.outgoing import Button, Screen, Style
from bot.messages import Renderer
from handlers.keyboards import parse as parse_tap
from tests.templates.given.base import nothing
from tests.templates.people import PEOPLE, Someone
from tests.templates.screens import SCREENS
from tests.templates.wording import faults, utf16_length, visible, without_signs

MOST_UNITS = 4096
MOST_CAPTION_UNITS = 1024
PICTURES = ("go/track", "progress/chart")
FIRST_LINE = 60
LABEL = {1: 34, 2: 20, 3: 16, 4: 9}
TOAST = 200
REMINDER_CHARACTERS = 700  # before the expandable part (H-02)
TOASTS = "toasts/"
# The papers behind a rule keep their notation.
CITING = frozenset({"audit/why", "learn/lesson", "nutrition", "why/change", "why/session"})
# A file, lines of the command line, what Telegram shows of us, the words in a picture and in a calendar.
NO_SCREEN = ("audit/file", "calendar/title", "cli/", "profile/", "progress/words")
# What ends something, is only a file's caption, or asks to wait: there is nothing to go on with.
ENDS = frozenset({"account/deleted", "account/export", "calendar/file", "setup/too_young", "slow_down"})
# What comes by itself asks nothing, and the screen that a file was asked on stands above it: nothing to leave.
STANDS_ALONE = ("reminder/", "go/track")
# What a button does that leaves a question: another screen, nothing, or taking back what was done.
LEAVING = frozenset(
    {"menu", "home", "resume", "cancel", "no", "later", "leave", "other", "pass", "undo", "finish"}
)
RENDERER = Renderer()
NAMES = sorted(SCREENS)
COMMA = tuple(c for c in RENDERER.languages if get_decimal_symbol(c) == ",")
# An English notation of a number: a point between digits, unless it is a date, a version or a clock.
POINT = re.compile(r"(?<![\d.])\d+\.\d+(?![\d.])")


def shown(name: str, language: str) -> Iterator[tuple[Someone, Screen]]:
    """The screen for everyone in every situation; one that is the same for all is rendered for one."""
    for someone, values in situations(name):
        yield someone, RENDERER.screen(name, replace(someone.voice, language=language), values)


@lru_cache(maxsize=1)  # the tests of a screen's languages follow each other
def situations(name: str) -> tuple[tuple[Someone, Mapping[str, object]], ...]:
    """Everyone in every situation of a screen; making them takes longer than rendering them."""
    people = PEOPLE[:1] if SCREENS[name] is nothing else PEOPLE
    return tuple((someone, values) for someone in people for values in SCREENS[name](someone))


def buttons(screen: Screen) -> list[Button]:
    return [button for row in screen.keyboard for button in row]


def test_every_template_has_its_situations() -> None:
    found = {
        p.relative_to(TEMPLATES).as_posix().removesuffix(".html.j2") for p in TEMPLATES.rglob("*.html.j2")
    }
    assert found == SCREENS.keys()


@pytest.mark.parametrize("language", RENDERER.languages)
@pytest.mark.parametrize("name", NAMES)
def test_a_screen_is_valid_readable_and_leads_on(name: str, language: str) -> None:
    seen_before: dict[tuple[object, ...], Screen] = {}
    for someone, screen in shown(name, language):
        seen = visible(screen.text)
        told = f"{name} for {someone.name} in {language}:\n{screen.text}\n{screen.keyboard}"
        assert utf16_length(seen) <= MOST_UNITS or name == "audit/file", told
        assert faults(screen.text) == [], told
        assert text_problems(name, seen) == [], told
        assert keyboard_problems(name, screen) == [], told
        assert sign_problems(screen) == [], told
        assert decimal_problems(name, language, seen) == [], told
        assert seen_before.setdefault(in_words(screen), screen) == screen, f"told apart by signs only: {told}"


@pytest.mark.parametrize("language", RENDERER.languages)
@pytest.mark.parametrize("name", PICTURES)
def test_what_stands_under_a_picture_fits_there(name: str, language: str) -> None:
    longest = max(utf16_length(visible(screen.text)) for _, screen in shown(name, language))
    assert longest <= MOST_CAPTION_UNITS


def text_problems(name: str, seen: str) -> list[str]:
    first = seen.split("\n", 1)[0]
    if name.startswith(TOASTS):
        return [f"{len(seen)} characters in a toast"] if len(seen) > TOAST else []
    if name.startswith(NO_SCREEN):
        return []
    return [f"first line of {len(first)}: {first}"] if not 0 < len(first) <= FIRST_LINE else []


def keyboard_problems(name: str, screen: Screen) -> list[str]:
    found: list[str] = []
    labels = [b.label for b in buttons(screen)]
    if not labels and name not in ENDS and not name.startswith((TOASTS, *NO_SCREEN)):
        found.append("no way on or back")
    found += [f"twice: {label}" for label in set(labels) if labels.count(label) > 1]
    for row in screen.keyboard:
        most = LABEL.get(len(row), 0)
        found += [
            f"{len(b.label)} characters in a row of {len(row)}: {b.label}" for b in row if len(b.label) > most
        ]
        found += [f"unreadable data: {b.data}" for b in row if not b.url and parse_tap(b.data) is None]
        found += [f"label with a fault: {b.label}" for b in row if "!" in b.label or not b.label.strip()]
    if labels and not name.startswith(STANDS_ALONE) and not any(map(leaves, screen.keyboard[-1])):
        found.append("no way back in the last row")
    return found


def decimal_problems(name: str, language: str, seen: str) -> list[str]:
    """Numbers with a point where the reader's have a comma."""
    return POINT.findall(seen) if language in COMMA and name not in CITING else []


def leaves(button: Button) -> bool:
    """Whether a button leads out of what its screen asks."""
    tap = parse_tap(button.data)
    named = {tap.kind, tap.id, tap.action.partition("-")[0]} if tap else set[str]()
    return bool(button.url) or button.label.startswith("‹") or not named.isdisjoint(LEAVING)


def sign_problems(screen: Screen) -> list[str]:
    """Lines and labels without a word, and emoji where they are too many or come first (ux 15)."""
    seen = visible(screen.text)
    said = [line for line in seen.splitlines() if line] + [b.label for b in buttons(screen)]
    found = [f"no word in it: {one}" for one in said if not any(c.isalnum() for c in without_signs(one))]
    signs = len(seen) - len(without_signs(seen))
    found += [f"{signs} signs"] if signs > 1 else []
    return found + [f"a sign first: {one}" for one in said if one[0] != without_signs(one)[:1]]


def in_words(screen: Screen) -> tuple[object, ...]:
    """What somebody hears who sees neither signs nor the colours of buttons."""
    heard = (tuple((without_signs(b.label).strip(), b.data, b.url) for b in row) for row in screen.keyboard)
    return (without_signs(screen.text).strip(), *heard)


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Mon ✓", ("✅", "Undo")),
        ("\N{LARGE GREEN CIRCLE}", ("Undo",)),
        ("✓ Mon", ("Undo",)),
        ("Mon ✓ Tue ✗", ()),
    ],
)
def test_a_state_told_by_signs_is_a_fault(text: str, labels: tuple[str, ...]) -> None:
    screen = Screen(text, (tuple(Button(label, "1|log|1|undo") for label in labels),))
    assert sign_problems(screen) != []


def test_a_sign_or_a_colour_alone_makes_no_other_screen() -> None:
    plain = Screen("Mon", ((Button("Done", "1|log|1|done"),),))
    signed = Screen("Mon ✓", ((Button("Done", "1|log|1|done", Style.SUCCESS),),))
    assert in_words(plain) == in_words(signed)


@pytest.mark.parametrize("language", RENDERER.languages)
def test_what_a_reminder_shows_before_its_plan_is_short(language: str) -> None:
    seen = [visible(screen.text.partition("<blockquote")[0]) for _, screen in shown("reminder/day", language)]
    assert max(len(text) for text in seen) <= REMINDER_CHARACTERS


def test_a_screen_of_another_persons_units_differs_in_its_loads() -> None:
    metric, imperial = (PEOPLE[0].voice, PEOPLE[1].voice)
    values = next(iter(SCREENS["log/readback"](PEOPLE[0])))
    texts = [RENDERER.screen("log/readback", voice, values).text for voice in (metric, imperial)]
    assert "100\N{NO-BREAK SPACE}kg" in texts[0]
    assert "220.5\N{NO-BREAK SPACE}lb" in texts[1]
