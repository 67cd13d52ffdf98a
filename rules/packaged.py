"""The one door to the packaged data: reads rules/data/*.toml and fills frozen dataclasses with it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import time
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")


@cache
def read_table(name: str) -> Mapping[str, Any]:
    """The content of rules/data/`name`.toml, read once a process; `name` may hold a folder ("red_flags/en")."""
    path = files("rules").joinpath("data", *f"{name}.toml".split("/"))
    return MappingProxyType(tomllib.loads(path.read_text(encoding="utf-8")))


def tables(folder: str) -> tuple[str, ...]:
    """The names of the tables in a folder of rules/data, in order of the alphabet."""
    found = (path.name for path in files("rules").joinpath("data", folder).iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in found if name.endswith(".toml")))


def fill(kind: type[T], table: Mapping[str, Any]) -> T:
    """An instance of the frozen dataclass `kind` from a table, converted by the fields' types.

    A key is the field's name, or the "key" of its metadata. Refuses a key that no field reads (KeyError), so that
    a misspelt constant cannot go unnoticed.
    """
    assert is_dataclass(kind)
    hints = get_type_hints(kind)
    keys = {f.name: f.metadata.get("key", f.name) for f in fields(kind)}
    unread = set(table) - set(keys.values())
    if unread:
        raise KeyError(f"{kind.__name__} has no field for {', '.join(sorted(unread))}")
    values = {name: convert(hints[name], table[key]) for name, key in keys.items() if key in table}
    return cast("T", kind(**values))


def convert(hint: Any, value: Any) -> Any:
    """`value` as the type `hint`: dataclasses, mappings with typed keys, tuples, times of day, enums, numbers."""
    if is_dataclass(hint) and isinstance(hint, type):
        return fill(hint, value)
    origin = get_origin(hint)
    if origin is tuple:
        inner = get_args(hint)
        kinds = [inner[0]] * len(value) if inner[-1] is Ellipsis else list(inner)
        return tuple(convert(kind, v) for kind, v in zip(kinds, value, strict=True))
    if origin is not None and issubclass(origin, Mapping):
        key_kind, value_kind = get_args(hint)
        return MappingProxyType({key_kind(k): convert(value_kind, v) for k, v in value.items()})
    if hint is time:
        return time.fromisoformat(value)
    if origin is not None or hint is Any:
        return value
    return hint(value)
