"""What a screen gives as an example of typing can be typed, in every language."""

from __future__ import annotations

import re
from datetime import date

import pytest

from bot.messages import Renderer
from bot.voice import Voice
from handlers.audit.reading import read_week
from handlers.log.reading import Known, read_text
from rules.athlete import Mode
from tests.languages.catalogues import LANGUAGES

RENDERER = Renderer()
QUOTED = re.compile("[“„]([^“”„]+)[“”]")
CODE = re.compile("<code>([^<]+)</code>")


def shown(name: str, language: str, **values: object) -> str:
    return RENDERER.screen(name, Voice(language), values).text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["help", "log/not_a_log", "unreadable"])
def test_an_example_of_a_log_is_read_whole(name: str, language: str) -> None:
    examples = QUOTED.findall(shown(name, language))
    assert examples
    for example in examples:
        report = read_text(example, Known(date(2026, 11, 25))).report
        assert report.entries or report.done or report.skipped, example
        assert report.notes == (), example


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_example_of_a_week_is_read_whole(language: str) -> None:
    lines = CODE.findall(shown("audit/type", language, key="x"))
    read = read_week("\n".join(lines), Mode.RUN)
    assert read.unclear == ()
    assert [s.day for s in read.week.sessions] == [0, 1, 2, 4, 5]
