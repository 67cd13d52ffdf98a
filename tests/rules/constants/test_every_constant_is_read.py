"""Every constant of section P is read by code, so that changing its number changes what Tandem does."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from pathlib import Path

from rules.constants import P

ROOT = Path(__file__).parents[3]
HELD_BY_OTHERS = frozenset(  # said by section P of what other constants make true; see the test at the end
    {"bounds.decrease", "pain.block"}
)


@dataclass(frozen=True, slots=True)
class Reader:
    """What a file reads: the chains that begin with P, and the names of all attributes in it."""

    chains: frozenset[str]
    names: frozenset[str]

    def reads(self, path: str) -> bool:
        """Directly, or by a group of P that it has under another name."""
        groups = (path[:end] for end, letter in enumerate(path) if letter == ".")
        by_group = path.rpartition(".")[2] in self.names and any(group in self.chains for group in groups)
        return by_group or any(f"{chain}.".startswith(f"{path}.") for chain in self.chains)


def leaves(value: object, path: str = "") -> Iterator[str]:
    """The constants below a group by their dotted names; a list or a map is one."""
    if not is_dataclass(value):
        yield path
        return
    for one in fields(value):
        yield from leaves(getattr(value, one.name), f"{path}.{one.name}".lstrip("."))


@cache
def readers() -> tuple[Reader, ...]:
    """Every file of ours but the constants' own."""
    files = (file for folder in ("rules", "bot", "handlers") for file in (ROOT / folder).rglob("*.py"))
    texts = (file.read_text(encoding="utf-8") for file in files if file.parent.name != "constants")
    return tuple(_reader(ast.parse(text)) for text in texts if "import P\n" in text)


def _reader(tree: ast.Module) -> Reader:
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    inner = {id(node.value) for node in found}
    whole = (_chain(node) for node in found if id(node) not in inner)
    return Reader(frozenset(c for c in whole if c), frozenset(node.attr for node in found))


def _chain(node: ast.expr) -> str:
    """The names after P, such as "hiit.work_s"; "" where it begins with anything else."""
    names = []
    while isinstance(node, ast.Attribute):
        names.append(node.attr)
        node = node.value
    return ".".join(reversed(names)) if isinstance(node, ast.Name) and node.id == "P" else ""


def test_every_constant_is_read() -> None:
    unread = {path for path in leaves(P) if not any(reader.reads(path) for reader in readers())}

    assert unread == HELD_BY_OTHERS


def test_what_is_not_read_follows_from_other_constants() -> None:
    """Nothing cuts a week deeper than by half (G-40); blocking pain ends where the red one begins (G-33)."""
    simplified = P.adherence.low * P.adherence.simplify_ratio
    cuts = (1 - P.reduce.cardio, 1 - P.deload.cardio, P.deload.sets, simplified)

    assert min(cuts) >= 1 - P.bounds.decrease
    assert P.pain.block + 1 == P.pain.red
