"""S3: hostile text in every place of every template; Telegram takes it, and nothing but text comes of it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import partial
from typing import Any

import pytest

from bot import catalogues
from bot.coaching.outgoing import Screen
from bot.messages import Renderer
from bot.simulator.core.telegram_html import parse
from tests.reliability.harness.results import measured
from tests.reliability.harness.sizes import SEED, size, until_the_box_is_full
from tests.security.test_hostile_input import HOSTILE
from tests.templates.people import PEOPLE
from tests.templates.screens import SCREENS

EACH = size(6, 1500)
LONGEST = 200
SELECTION = "tests/security/test_hostile_templates.py"
RENDERER = Renderer()
GERMAN = catalogues.load(catalogues.TEMPLATES / catalogues.LOCALE)["de"]
PLAIN = "words"

Put = Callable[[str], Any]


def places(value: Any) -> Iterator[tuple[str, Put]]:
    """Every text inside a value: where, and how to have the same value with another text there.

    Names out of our own tables, such as a rule's title, are message ids: nobody's text ever stands there.
    """
    if isinstance(value, str) and type(value) is str:
        if GERMAN.gettext(value) == value:
            yield "", lambda text: text
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            for where, put in places(inner):
                yield f".{key}{where}", partial(_in_mapping, value, key, put)
    elif isinstance(value, tuple | list):
        for number, inner in enumerate(value):
            for where, put in places(inner):
                yield f"[]{where}", partial(_in_sequence, value, number, put)
    elif is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            if one.init:
                for where, put in places(getattr(value, one.name)):
                    yield f".{one.name}{where}", partial(_in_dataclass, value, one.name, put)


def _in_mapping(value: Mapping[str, Any], key: str, put: Put, text: str) -> Any:
    return {**value, key: put(text)}


def _in_sequence(value: tuple[Any, ...] | list[Any], number: int, put: Put, text: str) -> Any:
    return type(value)([*value[:number], put(text), *value[number + 1 :]])


def _in_dataclass(value: Any, name: str, put: Put, text: str) -> Any:
    return replace(value, **{name: put(text)})


def shape(screen: Screen) -> tuple[object, ...]:
    """What a text may not change: the markup, the buttons and where they lead."""
    entities = [entity.kind for entity in parse(screen.text).entities]
    return entities, [[button.data.split("|")[:2] for button in row] for row in screen.keyboard]


def leads_somewhere(screen: Screen) -> bool:
    """Whether the text went into what a button sends or opens: ours, never a person's words."""
    return any(PLAIN in button.data + (button.url or "") for row in screen.keyboard for button in row)


def rendered(name: str, someone: Any, put: Put, text: str) -> Screen | None:
    """The screen; None where that text is no text but a code that has to be one of ours."""
    try:
        return RENDERER.screen(name, someone.voice, put(text))
    except Exception:
        return None


@pytest.mark.slow
@pytest.mark.timeout(0)
def test_text_in_any_place_of_any_template_stays_text() -> None:
    dice = random.Random(SEED)
    with measured("S3", "hostile texts in every template, a strict parser", SELECTION) as result:
        free = set()
        for name in until_each(sorted(SCREENS)):
            shown = [(someone, values) for someone in PEOPLE for values in SCREENS[name](someone)]
            someone, values = dice.choice(shown)
            put_in = dict(places(values))  # one of those alike
            for where in dice.sample(sorted(put_in), min(EACH, len(put_in))):
                usual = rendered(name, someone, put_in[where], PLAIN)
                if usual is None or leads_somewhere(usual):
                    continue
                free.add((name, where))
                hostile = dice.choice(HOSTILE)[:LONGEST]
                spoilt = rendered(name, someone, put_in[where], hostile)
                assert spoilt is not None, f"{name}{where}: {hostile!r} fails"
                assert shape(spoilt) == shape(usual), f"{name}{where}: {hostile!r}\n{spoilt.text}"
                result.runs += 1
        result.note = f"renderings of {len(free)} places in {len(SCREENS)} templates; refused 0"
    assert len(free) > len(SCREENS) / 2


def until_each(names: list[str]) -> Iterator[str]:
    for number in until_the_box_is_full(len(names)):
        yield names[number]
