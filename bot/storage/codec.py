"""Values to bytes and back: JSON by the type's own fields, compressed. Added fields with defaults read old bytes."""

from __future__ import annotations

import dataclasses
import zlib
from collections.abc import Hashable
from functools import cache
from typing import Any, TypeVar, cast, get_args, get_type_hints

from pydantic import TypeAdapter, ValidationError

from bot.storage.sealing import Unreadable

T = TypeVar("T")


@cache
def _adapter(kind: Hashable) -> TypeAdapter[Any]:
    _resolve(kind)
    return TypeAdapter(cast(Any, kind))


@cache
def _resolve(kind: Hashable) -> None:
    """Put the types themselves in the place of their names, in a dataclass and all that it holds.

    pydantic would look the names up in the class first, where `date: date` finds the field instead of the type.
    """
    for argument in get_args(kind):
        if isinstance(argument, Hashable):
            _resolve(argument)
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        hints = get_type_hints(kind)
        for field in dataclasses.fields(kind):
            field.type = hints[field.name]
            _resolve(hints[field.name])


def pack(kind: Hashable, value: object) -> bytes:
    """The value as compressed JSON; `kind` is its type (a dataclass, or e.g. dict[str, object])."""
    return zlib.compress(_adapter(kind).dump_json(value))


def unpack(kind: type[T], packed: bytes) -> T:
    """The value that `pack` was given; refuses with Unreadable what isn't one."""
    try:
        value: T = _adapter(cast(Hashable, kind)).validate_json(zlib.decompress(packed))
    except (zlib.error, ValidationError):
        # The error of the inside would quote what a person wrote.
        raise Unreadable(f"this is no {getattr(kind, '__name__', kind)}") from None
    return value


def plain(kind: Hashable, value: object) -> Any:
    """The value as JSON's own types, for an export."""
    return _adapter(kind).dump_python(value, mode="json")
