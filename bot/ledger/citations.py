"""Who names a rule: functions and classes by their docstrings, the code that gives its id as a reason, and tests."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rules.evidence import EVIDENCE, RULES

RANGE = re.compile(r"\b([A-I])-(\d\d)(?:\s*(?:to|…|–|-)\s*([A-I])-(\d\d))?\b")
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
PRODUCT = ("rules", "bot/coaching", "bot/documents", "handlers")
KNOWN = frozenset(RULES) | frozenset(EVIDENCE)


@dataclass(slots=True)
class Citations:
    """By rule id: `code` that implements it ("module.function"), `reasons` that name it, `tests` (files)."""

    code: Mapping[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    reasons: Mapping[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    tests: Mapping[str, set[str]] = field(default_factory=lambda: defaultdict(set))


def gather(root: Path) -> Citations:
    """The citations of a checkout."""
    found = Citations()
    for path in _sources(root, PRODUCT):
        _read_code(path, _module(path, root), found)
    for path in _sources(root, ("tests",)):
        for rule_id in ids_in(path.read_text(encoding="utf-8")):
            found.tests[rule_id].add(path.relative_to(root).as_posix())
    return found


def ids_in(text: str) -> Iterator[str]:
    """Every rule id that a text names; "D-41 to D-45" names the known ones between as well."""
    for section, first, end_section, last in RANGE.findall(text):
        if not end_section or end_section != section:
            numbers: Iterable[int] = (int(first),)
        else:
            numbers = range(int(first), int(last) + 1)
        yield from (i for n in numbers if (i := f"{section}-{n:02}") in KNOWN)
        if end_section and end_section != section and (i := f"{end_section}-{last}") in KNOWN:
            yield i


def _sources(root: Path, packages: Iterable[str]) -> Iterator[Path]:
    for package in packages:
        yield from sorted((root / package).rglob("*.py"))


def _module(path: Path, root: Path) -> str:
    dotted = ".".join(path.relative_to(root).with_suffix("").parts)
    return dotted.removesuffix(".__init__")


def _read_code(path: Path, module: str, found: Citations) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for rule_id in ids_in(ast.get_docstring(tree) or ""):
        found.code[rule_id].add(module)
    for name, node in _definitions(tree, module):
        for rule_id in ids_in(ast.get_docstring(node) or ""):
            found.code[rule_id].add(name)
        for text in _literals(node):
            for rule_id in ids_in(text):
                found.reasons[rule_id].add(name)


def _definitions(tree: ast.AST, prefix: str) -> Iterator[tuple[str, Definition]]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, Definition):
            name = f"{prefix}.{node.name}"
            yield name, node
            yield from _definitions(node, name)


def _literals(node: Definition) -> Iterator[str]:
    """The string constants of a definition, its docstring and what is defined within it left out."""
    waiting: list[ast.AST] = list(node.body[1:] if ast.get_docstring(node) else node.body)
    while waiting:
        one = waiting.pop()
        if isinstance(one, Definition):
            continue
        if isinstance(one, ast.Constant) and isinstance(one.value, str):
            yield one.value
        waiting += ast.iter_child_nodes(one)
