"""Every catalogue says everything, and says it with the same values, tags and commands as the English."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from babel.messages.catalog import Message

from rules.exercises import EXERCISES
from rules.red_flags import LANGUAGES as HEARD
from tests.languages.catalogues import LANGUAGES, TRANSLATED, catalogue, extracted

VALUE = re.compile(r"%\((\w+)\)([sd])")
TAG = re.compile(r"</?[a-z]+(?: [a-z]+)?>")
COMMAND = re.compile(r"(?<![\w/<])/[a-z]{3,}")
SIGN = re.compile("[¶\u2068\u2069‹›→]")
EDGES = re.compile(r"^\s*|\s*$")


def forms(message: Message) -> list[str]:
    """Its wordings in the catalogue, empty where there are none yet."""
    found = message.string
    return [str(form or "") for form in (found if isinstance(found, tuple | list) else [found])]


def sources(message: Message) -> list[str]:
    """Its English wordings: one, or one and many."""
    return list(message.id) if isinstance(message.id, tuple | list) else [message.id]


def messages(language: str) -> Iterator[Message]:
    """The translated messages, the header aside."""
    return (message for message in catalogue(language) if message.id)


def values(text: str) -> set[tuple[str, ...]]:
    return set(VALUE.findall(text))


@pytest.mark.parametrize("language", TRANSLATED)
def test_everything_is_translated(language: str) -> None:
    known = catalogue(language)
    missing = []
    for message in extracted():
        translated = known.get(sources(message)[0]) if message.id else None
        if message.id and (translated is None or not all(forms(translated))):
            missing.append(sources(message)[0])
    assert missing == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_nothing_is_uncertain_or_left_from_earlier(language: str) -> None:
    wanted = {sources(message)[0] for message in extracted() if message.id}
    assert [sources(message)[0] for message in messages(language) if message.fuzzy] == []
    assert [sources(m)[0] for m in messages(language) if sources(m)[0] not in wanted] == []
    assert list(catalogue(language).obsolete) == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_plurals_have_all_forms_of_the_language(language: str) -> None:
    known = catalogue(language)
    for message in messages(language):
        assert len(forms(message)) == (known.num_plurals if len(sources(message)) > 1 else 1), message.id


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_values_of_its_message(language: str) -> None:
    for message in messages(language):
        allowed = [values(source) for source in sources(message)]
        for form in forms(message):
            assert values(form) in allowed, (message.id, form)
            assert "%" not in VALUE.sub("", form).replace("%%", ""), form


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize(
    "marks",
    [TAG.findall, COMMAND.findall, SIGN.findall, EDGES.findall],
    ids=["tags", "commands", "signs", "edges"],
)
def test_a_translation_has_the_marks_of_its_message(language: str, marks: Callable[[str], list[str]]) -> None:
    for message in messages(language):
        wanted = Counter(marks(sources(message)[-1]))
        for form in forms(message):
            assert Counter(marks(form)) == wanted, (message.id, form)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_that_is_offered_has_its_list_of_warning_signs(language: str) -> None:
    assert language in HEARD


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_two_exercises_have_one_name(language: str) -> None:
    known = catalogue(language)
    names = Counter(str(known[exercise.name].string).casefold() for exercise in EXERCISES.values())
    assert [name for name, count in names.items() if count > 1] == []
