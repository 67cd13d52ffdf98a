"""Which note codes rules/ emits, each with the names of its values, read from the source without running it."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import rules
from rules.plan import PhaseName
from rules.red_flags import topics
from rules.tips import TIPS

ROOT = Path(rules.__file__).parent
CODE = re.compile(r"[a-z]+(\.[A-Za-z]\w*)+")
DEEPEST = 6  # steps from name to name
Function = ast.FunctionDef | ast.AsyncFunctionDef
Emitted = dict[str, set[str]]

# What no reading of the source can tell: codes put together from parts, and values named in a loop.
PHASES = tuple(phase.value.lower() for phase in PhaseName)
PURPOSES = (*PHASES, "deload", "return", "illness", "onramp", "micro")
OF_SESSION = (
    "kind", "added", "removed", "minutes", "mode", "moved", "heavy", "rir", "effort", "pace", "heart_rate"
)  # fmt: skip
TIP_VALUES = {
    "T05": {"minutes_short"}, "T22": {"grams"}, "T27": {"grams", "per_meal", "meals"},
    "T30": {"grams", "per_meal", "meals"}, "T38": {"score", "term", "fix"}, "T50": {"done", "planned"},
}  # fmt: skip
BUILT: Emitted = {
    **{f"purpose.{name}": {"phase", "week", "of"} for name in PURPOSES},
    **{f"tip.{name}": TIP_VALUES.get(name, set()) for name in TIPS},
    **{f"red.{topic}": set() for topic in topics()},
    **{f"change.{kind}": {"session"} for kind in OF_SESSION},
    **{f"change.{kind}": {"exercise"} for kind in ("sets", "reps", "exercise_in", "exercise_out")},
    "change.phase": {"phase"},
    "change.load": {"exercise", "reps"},
    "change.hiit_n": set(),
    "change.optional": set(),
    "do.ramp_sets": {f"{name}_{k}" for name in ("load", "reps") for k in (1, 2, 3)},
}
# These functions only hand a note on that another call has made.
HANDED_ON = frozenset({"rules/review/changes.py:_what", "rules/weeks/explain.py:purpose_of"})


@dataclass(frozen=True)
class Place:
    """A function in its module."""

    module: Path
    tree: ast.Module
    function: Function

    @property
    def name(self) -> str:
        return f"{self.module.relative_to(ROOT.parent).as_posix()}:{self.function.name}"

    @property
    def parameters(self) -> list[str]:
        arguments = self.function.args
        return [a.arg for a in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]


@dataclass
class Source:
    """All of rules/ parsed: its functions, and every call of a plain name with the function it stands in."""

    functions: list[Place] = field(default_factory=list)
    calls: dict[str, list[tuple[ast.Call, Place]]] = field(default_factory=lambda: defaultdict(list))
    constants: set[str] = field(default_factory=set)

    def named(self, name: str, near: Place) -> list[Place]:
        """Functions of that name, those of the same module first and alone if there are any."""
        found = [p for p in self.functions if p.function.name == name]
        return [p for p in found if p.module == near.module] or found

    def uses(self, place: Place) -> list[tuple[ast.Call, Place]]:
        """Calls of a function, from its module if it is a private one."""
        calls = self.calls[place.function.name]
        private = place.function.name.startswith("_")
        return [(c, where) for c, where in calls if where.module == place.module or not private]


def read_source() -> Source:
    """Parse every module of rules/."""
    source = Source()
    for path in sorted(ROOT.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        spoken = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in spoken:
                source.constants |= {node.value} if CODE.fullmatch(node.value) else set()
            if isinstance(node, Function):
                place = Place(path, tree, node)
                source.functions.append(place)
                for call in (c for c in ast.walk(node) if isinstance(c, ast.Call)):
                    if isinstance(call.func, ast.Name):
                        source.calls[call.func.id].append((call, place))
    return source


def emitted() -> Emitted:
    """Every code that rules/ can emit, with the names of all values it can carry."""
    source = read_source()
    found: Emitted = defaultdict(set)
    unread: list[tuple[ast.Call, Place]] = []
    for call, place in source.calls["note"]:
        if isinstance(call.args[0], ast.Constant) and not call.args[0].value:
            continue  # only its values are used
        pairs = list(_pairs(source, call, place))
        if not pairs and place.name not in HANDED_ON:
            unread.append((call, place))
        for code, names in pairs:
            found[code] |= names
    for code, names in BUILT.items():
        found[code] |= names
    kinds = {code.partition(".")[0] for code in found}
    left = {c for c in source.constants if c.partition(".")[0] in kinds} - found.keys()
    for call, place in unread:
        names = _names(source, call, place)
        for code in left if names != {"conflict"} else _same_package(found, source, place):
            found[code] |= names
    return dict(found)


def _pairs(source: Source, call: ast.Call, place: Place) -> Iterator[tuple[str, set[str]]]:
    code = call.args[0]
    if isinstance(code, ast.Name) and code.id in place.parameters:
        for use, where in source.uses(place):
            given = _argument(use, place, code.id)
            passed = _names(source, call, place) | _passed_on(use, call, place)
            yield from ((c, passed) for c in _codes(source, given, where))
    else:
        yield from ((c, _names(source, call, place)) for c in _codes(source, code, place))


def _codes(source: Source, node: ast.expr | None, place: Place, depth: int = 0) -> set[str]:
    """The codes an expression can be: its constants, else what its names were given in this function."""
    if node is None or depth > DEEPEST or isinstance(node, ast.JoinedStr):
        return set()
    found = {
        n.value
        for n in ast.walk(node)
        if isinstance(n, ast.Constant) and isinstance(n.value, str) and CODE.fullmatch(n.value)
    }
    if isinstance(node, ast.Constant):
        return found
    for name in (n.id for n in ast.walk(node) if isinstance(n, ast.Name)):
        for given in _given(place, name):
            found |= _codes(source, given, place, depth + 1)
        for function in source.named(name, place) if isinstance(node, ast.Call) else ():
            for value in _returns(function):
                found |= _codes(source, value, function, depth + 1)
    return found


def _names(source: Source, call: ast.Call, place: Place) -> set[str]:
    own = {k.arg for k in call.keywords if k.arg}
    spread = (k.value for k in call.keywords if k.arg is None)
    return own.union(*(_keys(source, value, place) for value in spread))


def _keys(source: Source, node: ast.expr | None, place: Place, depth: int = 0) -> set[str]:
    """The string keys of a dict expression, followed through names, arguments and functions."""
    if depth > DEEPEST or node is None:
        return set()
    if isinstance(node, ast.Dict):
        return {k.value for k in node.keys if isinstance(k, ast.Constant) and isinstance(k.value, str)}
    if isinstance(node, ast.IfExp):
        return _keys(source, node.body, place, depth + 1) | _keys(source, node.orelse, place, depth + 1)
    found: set[str] = set()
    if isinstance(node, ast.Name):
        for given in _given(place, node.id):
            found |= _keys(source, given, place, depth + 1)
        if not found and node.id in place.parameters:
            for use, where in source.uses(place):
                found |= _keys(source, _argument(use, place, node.id), where, depth + 1)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        for function in source.named(node.func.id, place):
            for value in _returns(function):
                found |= _keys(source, value, function, depth + 1)
    return found


def _given(place: Place, name: str) -> Iterator[ast.expr]:
    """What a name is assigned, or loops over, in a function or at the top of its module."""
    for node in (*ast.walk(place.function), *place.tree.body):
        targets: list[ast.expr] = []
        value: ast.expr | None = None
        if isinstance(node, ast.Assign):
            targets, value = node.targets, node.value
        elif isinstance(node, ast.AnnAssign | ast.For | ast.comprehension):
            targets, value = [node.target], node.value if isinstance(node, ast.AnnAssign) else node.iter
        elif (
            isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "append"
        ):
            targets, value = [node.func.value], node.args[0]
        names = {n.id for t in targets for n in ast.walk(t) if isinstance(n, ast.Name)}
        if name in names and value is not None:
            yield value


def _returns(place: Place) -> list[ast.expr]:
    return [n.value for n in ast.walk(place.function) if isinstance(n, ast.Return) and n.value is not None]


def _argument(use: ast.Call, place: Place, name: str) -> ast.expr | None:
    position = place.parameters.index(name)
    by_name = next((k.value for k in use.keywords if k.arg == name), None)
    return by_name or (use.args[position] if position < len(use.args) else None)


def _passed_on(use: ast.Call, call: ast.Call, place: Place) -> set[str]:
    """The keywords of a call that a function with **values hands on to its note."""
    rest = place.function.args.kwarg
    handed = {k.value.id for k in call.keywords if k.arg is None and isinstance(k.value, ast.Name)}
    if rest is None or rest.arg not in handed:
        return set()
    return {k.arg for k in use.keywords if k.arg} - set(place.parameters)


def _same_package(found: Emitted, source: Source, place: Place) -> set[str]:
    """Codes made in this module and in those of its folder, __init__ aside: they get its values as well."""
    near = {
        p.module
        for p in source.functions
        if p.module.parent == place.module.parent and p.module.stem != "__init__"
    }
    return {
        code
        for call, where in source.calls["note"]
        if where.module in near
        for code, _ in _pairs(source, call, where)
    } & found.keys()
