"""Every word goes through the catalogues: a made-up translation of all that is extracted leaves no English behind."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from bot import voice
from bot.catalogues import TEMPLATES
from bot.messages import Renderer
from bot.voice import Voice
from tests.languages.catalogues import extracted
from tests.templates.codes import emitted
from tests.templates.given.base import nothing
from tests.templates.people import PEOPLE
from tests.templates.samples import examples
from tests.templates.screens import SCREENS
from tests.templates.wording import visible

LANGUAGE = "eo"
SPEAKER = Voice(LANGUAGE)
TRANSLATED = re.compile("⟦[^⟦⟧]*⟧")
LINK = re.compile(r"https?://\S+")
WORD = re.compile(r"(?<![/\w])[^\W\d_]{3,}")
# Names, what an athlete typed, and units that read the same in every language.
KEPT = frozenset("min bpm RPE Hyrox English Deutsch Español windy cold odd feeling squat rpe".split())
# The papers behind a rule keep their titles.
CITING = frozenset({"audit/why", "learn/lesson", "nutrition", "why/change", "why/session"})
KEYED = frozenset({"profile/commands", "progress/words"})  # lines that begin with a name for the program


@pytest.fixture(scope="module")
def renderer(tmp_path_factory: pytest.TempPathFactory) -> Renderer:
    """The templates with a language in which every message stands in double brackets."""
    folder = tmp_path_factory.mktemp("translated") / "templates"
    shutil.copytree(TEMPLATES, folder)
    catalogue = Catalog(locale=LANGUAGE)
    for message in extracted():
        if message.id:
            catalogue.add(message.id, _bracketed(message.id), flags=message.flags)
    path = folder / "locale" / LANGUAGE / "LC_MESSAGES" / "tandem.po"
    path.parent.mkdir(parents=True)
    with path.open("wb") as target:
        write_po(target, catalogue)
    return Renderer(folder)


def _bracketed(message: str | tuple[str, ...] | list[str]) -> str | tuple[str, ...]:
    return f"⟦{message}⟧" if isinstance(message, str) else tuple(f"⟦{form}⟧" for form in message)


def left_in_english(text: str) -> set[str]:
    """Words outside all brackets that are neither a name nor a word of the calendar."""
    while TRANSLATED.search(text):
        text = TRANSLATED.sub(" ", text)
    return set(WORD.findall(LINK.sub(" ", text))) - KEPT - set(calendar_words())


def calendar_words() -> Iterator[str]:
    locale = Locale(LANGUAGE)
    for names in (*locale.days["format"].values(), *locale.months["format"].values()):
        for name in names.values():
            yield from WORD.findall(str(name))
            yield from WORD.findall(str(name).capitalize())
    yield "kaj"  # "and", by which Babel joins a list


@pytest.mark.parametrize("name", sorted(SCREENS.keys() - CITING - KEYED))
def test_no_screen_says_anything_that_is_not_translated(renderer: Renderer, name: str) -> None:
    for someone in PEOPLE[:1] if SCREENS[name] is nothing else PEOPLE[:2]:
        speaker = replace(someone.voice, language=LANGUAGE)
        for values in SCREENS[name](someone):
            screen = renderer.screen(name, speaker, values)
            labels = " ".join(button.label for row in screen.keyboard for button in row)
            assert left_in_english(f"{visible(screen.text)} {labels}") == set(), screen


def test_no_note_says_anything_that_is_not_translated(renderer: Renderer) -> None:
    for code, names in emitted().items():
        for note in examples(code, names):
            with voice.speaking(SPEAKER):
                assert left_in_english(visible(str(renderer.say(note)))) == set(), note


def test_names_of_exercises_and_rules_are_extracted() -> None:
    assert "Barbell back squat" in extracted()
    assert "Talking pace" in extracted()


def test_a_translator_sees_where_a_message_stands() -> None:
    message = extracted().get("Get well first")
    assert message is not None
    assert [Path(path).name for path, _ in message.locations] == ["ill.html.j2"]
