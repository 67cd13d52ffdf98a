"""Formats that a locale's data alone don't give."""

from __future__ import annotations

import pytest

from bot import filters, voice
from bot.voice import Voice


@pytest.mark.parametrize(
    ("language", "values", "joined"),
    [
        ("es", ["fuerza", "intervalos"], "fuerza e intervalos"),
        ("es", ["lunes", "martes", "intervalos"], "lunes, martes e intervalos"),
        ("es", ["bici", "ionización"], "bici y ionización"),
        ("es", ["intervalos", "fuerza"], "intervalos y fuerza"),
        ("en", ["lifting", "intervals"], "lifting and intervals"),
    ],
)
def test_a_list_is_joined_as_it_is_said(language: str, values: list[str], joined: str) -> None:
    with voice.speaking(Voice(language)):
        assert filters.listed(values) == joined
