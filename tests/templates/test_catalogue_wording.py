"""The translations keep the policy on words: nothing absolute, nothing promised, no exclamation marks (B-90)."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from babel.messages.pofile import read_po

from bot.catalogues import LOCALE, TEMPLATES
from tests.templates.wording import FORBIDDEN

# The same words as FORBIDDEN, and what each language says for them.
WORDS = {
    "de": ("immer", "garantiert", "jede Studie", "alle Studien", "tötet", "killt", "zerstört", "vernichtet"),
    "es": ("siempre", "garantizado", "garantizada", "todos los estudios", "cada estudio", "mata", "destruye"),
}
# Words in which the forbidden one says something else.
HARMLESS = {
    "de": ("immer noch", "noch immer", "wie immer", "immer wieder"),
    "es": ("siempre que", "como siempre"),
}
CATALOGUES = {path.parent.parent.name: path for path in (TEMPLATES / LOCALE).glob("*/LC_MESSAGES/tandem.po")}


def faults(language: str, text: str) -> list[str]:
    """Forbidden words and marks of a translation."""
    left = text
    for phrase in HARMLESS.get(language, ()):
        left = re.sub(re.escape(phrase), " ", left, flags=re.IGNORECASE)
    wanted = "|".join(map(re.escape, (*FORBIDDEN, *WORDS.get(language, ()))))
    found = re.findall(rf"\b(?:{wanted})\b", left, re.IGNORECASE)
    return [*found, *(mark for mark in "!¡" if mark in left)]


def translations(language: str) -> Iterator[str]:
    """Every form of every translated message."""
    with CATALOGUES[language].open("rb") as source:
        for message in read_po(source, locale=language):
            forms = message.string if isinstance(message.string, list | tuple) else (message.string,)
            yield from (form for form in forms if form and message.id)


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("de", "Das klappt immer.", ["immer"]),
        ("de", "Immer noch müde?", []),
        ("de", "Los!", ["!"]),
        ("es", "Ganarás músculo, garantizado", ["garantizado"]),
        ("es", "Siempre que puedas, camina.", []),
        ("es", "¡Bien!", ["!", "¡"]),
    ],
)
def test_the_check_finds_what_it_should(language: str, text: str, found: list[str]) -> None:
    assert faults(language, text) == found


def test_no_translation_says_what_may_not_be_said() -> None:
    broken = [(x, text, faults(x, text)) for x in CATALOGUES for text in translations(x) if faults(x, text)]
    assert broken == []


def test_every_language_has_its_list() -> None:
    assert CATALOGUES.keys() <= WORDS.keys()
