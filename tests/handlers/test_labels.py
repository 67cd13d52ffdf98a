"""Typed text names a button by its label, small slips forgiven; a stray number names none."""

from __future__ import annotations

import pytest

from bot.coaching.outgoing import Button
from handlers.answers import label

AGES = ((Button("18–34", "1|setup|age|18"), Button("35–44", "1|setup|age|35")),)
WORDS = (
    (Button("Both: strong and fit", "1|setup|goal|hybrid"), Button("Build muscle", "1|setup|goal|muscle")),
    (Button("6 months to 3 years", "1|setup|lifting|18"),),
)


@pytest.mark.parametrize(
    ("text", "action"),
    [("35-44", "35"), ("18 – 34", "18")],
)
def test_a_band_is_named_by_its_numbers(text: str, action: str) -> None:
    tap = label(text, AGES)
    assert tap is not None
    assert tap.action == action


@pytest.mark.parametrize("text", ["-3", "3", "4", "17000", "🦄", "", "99"])
def test_a_stray_number_names_no_band(text: str) -> None:
    assert label(text, AGES) is None


@pytest.mark.parametrize(
    ("text", "action"),
    [("build muscel", "muscle"), ("both strong and fit", "hybrid"), ("6 months to 3 years", "18")],
)
def test_a_label_may_be_misspelt(text: str, action: str) -> None:
    tap = label(text, WORDS)
    assert tap is not None
    assert tap.action == action
