"""How every message looks, word by word in each language; `make snapshots` after a change that is meant.

One situation of each: Anna of ux.md, half marathon, four days. test_screens holds all situations to the limits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from bot.coaching.outgoing import Button, Screen
from tests.templates.people import PEOPLE
from tests.templates.screens import SCREENS
from tests.templates.test_screens import RENDERER

Values = dict[str, Any]

ANNA = PEOPLE[0]
# Messages of ux.md that share their template with another: M6 two sessions, M15 a rest day, M2 days chosen.
ALSO: dict[str, Callable[[Values], bool]] = {
    "reminder/day": lambda values: len(values["blocks"]) == 2,
    "day/today": lambda values: not values["items"] and not values["paused"],
    "setup/days": lambda values: any(values["draft"].days),
}


@pytest.mark.parametrize("language", RENDERER.languages)
@pytest.mark.parametrize("name", sorted(SCREENS))
def test_a_message_looks_as_it_did(name: str, language: str, snapshot: SnapshotAssertion) -> None:
    voice = replace(ANNA.voice, language=language)
    screens = (RENDERER.screen(name, voice, values) for values in situations(name))
    assert snapshot == "\n\n* * *\n\n".join(map(written, screens))


def situations(name: str) -> Iterator[Values]:
    """The first situation of a message, and the first of the other one that it serves."""
    yield next(iter(SCREENS[name](ANNA)))
    if name in ALSO:
        yield next(filter(ALSO[name], SCREENS[name](ANNA)))


def written(screen: Screen) -> str:
    """A screen as ux.md writes it: the text, then its rows of buttons, `*` primary, `+` success, `!` danger."""
    rows = (" ".join(map(_button, row)) for row in screen.keyboard)
    return "\n".join([screen.text, *rows])


def _button(button: Button) -> str:
    style = {"": "", "primary": "*", "success": "+", "danger": "!"}[button.style]
    return f"[{button.label}{style} -> {button.data or button.url}]"
