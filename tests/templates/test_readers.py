"""One renderer serves everybody: what it compiled for the first reader keeps nothing of that reader's notation."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.messages import Renderer
from bot.voice import Voice

AMERICAN, GERMAN = Voice("en", region="US"), Voice("de")


def test_a_clock_that_stands_in_a_template_is_each_readers_own() -> None:
    shared = Renderer()
    shared.screen("settings/quiet", GERMAN, {})

    screen = shared.screen("settings/quiet", AMERICAN, {})

    assert screen == Renderer().screen("settings/quiet", AMERICAN, {})
    assert screen.keyboard[0][0].label == "9:30 PM–6:30 AM"


@pytest.mark.parametrize(
    "words",
    [
        '{{ "21:30" | clock }}',
        '{{ ("21:30" | clock) ~ "." }}',
        '{% set at = "21:30" | clock %}{{ at }}',
        '{% if ("21:30" | clock) == "21:30" %}{{ "21:30" | clock }}{% else %}9:30 PM{% endif %}',
        '{% from "_at.j2" import at %}{{ at() }}',
    ],
)
def test_nothing_is_worked_out_when_a_template_is_compiled(tmp_path: Path, words: str) -> None:
    (tmp_path / "one.html.j2").write_text(words, encoding="utf-8")
    (tmp_path / "_at.j2").write_text('{% macro at() %}{{ "21:30" | clock }}{% endmacro %}', encoding="utf-8")
    (tmp_path / "locale").mkdir()
    shared = Renderer(tmp_path)

    read = [shared.screen("one", voice, {}).text.strip(".") for voice in (GERMAN, AMERICAN, GERMAN)]

    assert [text.replace("\N{NO-BREAK SPACE}", " ") for text in read] == ["21:30", "9:30 PM", "21:30"]
