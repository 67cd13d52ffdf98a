"""For translators: the exercise names and rule titles, which templates translate by variable (see babel.cfg)."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Mapping
from typing import BinaryIO

KEYS = ("name", "title")
Message = tuple[int, str, str, list[str]]


def extract(
    source: BinaryIO,
    keywords: Collection[str],  # noqa: ARG001  # Babel calls every extractor with these
    comment_tags: Collection[str],  # noqa: ARG001  # the same
    options: Mapping[str, object],  # noqa: ARG001  # the same
) -> Iterator[Message]:
    """Every `name` and `title` in a TOML file of rules/data."""
    yield from ((1, "gettext", text, []) for text in _titles(tomllib.load(source)))


def _titles(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        yield from (node[key] for key in KEYS if isinstance(node.get(key), str))
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _titles(child)
