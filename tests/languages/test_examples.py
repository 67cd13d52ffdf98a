"""What a screen gives as an example of typing is read, and as the same thing in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest

from handlers.audit.reading import read_week
from handlers.log.reading import Known, read_text
from rules.athlete import Mode
from tests.languages.catalogues import TRANSLATED, catalogue

KNOWN = Known(date(2026, 11, 23))
QUOTED = re.compile("[“„«]([^“”„«»]+)[”“»]")
TOLD = "audit/type.html.j2"


def messages(language: str) -> Iterator[tuple[str, str]]:
    """Every message of one wording with its translation."""
    for message in catalogue(language):
        if message.id and isinstance(message.id, str):
            yield message.id, str(message.string)


def read(example: str) -> object:
    """What the log makes of it; None where it is no log by itself, such as “62,5 kg”."""
    report = read_text(example, KNOWN).report
    return report if report.entries or report.done or report.skipped else None


@pytest.mark.parametrize("language", TRANSLATED)
def test_examples_of_a_log_are_read(language: str) -> None:
    pairs = [
        (english, QUOTED.findall(translated)[number])
        for message, translated in messages(language)
        for number, english in enumerate(QUOTED.findall(message))
        if read(english)
    ]
    assert len(pairs) > 5
    for english, example in pairs:
        assert read(example) == read(english), (english, example)


@pytest.mark.parametrize("language", TRANSLATED)
def test_examples_of_a_week_are_read(language: str) -> None:
    pairs = [
        (english, example)
        for english, example in messages(language)
        if any(path.endswith(TOLD) for path, _ in catalogue(language)[english].locations)
        and read_week(english, Mode.RUN).days
    ]
    assert len(pairs) == 4
    for english, example in pairs:
        assert read_week(example, Mode.RUN) == read_week(english, Mode.RUN), (english, example)
