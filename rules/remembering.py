"""What the rules keep between two calls of what people told: little, the newest, and all of it forgotten on demand.

A plan's weeks ask the same again and again, and an answer depends on nothing but its question. Some questions hold
what is personal (windows, sore regions, closed weeks), so a deletion empties every such cache (`forget`).
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import _lru_cache_wrapper, lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar

_Rest = ParamSpec("_Rest")
_S = TypeVar("_S")
_T = TypeVar("_T")
_REMEMBERING: list[Callable[[], None]] = []


def remembered(most: int) -> Callable[[Callable[..., _T]], _lru_cache_wrapper[_T]]:
    """Keep the answers to the `most` latest questions until `forget`; for questions that hold personal data."""

    def keep(function: Callable[..., _T]) -> _lru_cache_wrapper[_T]:
        kept = lru_cache(maxsize=most)(function)
        _REMEMBERING.append(kept.cache_clear)
        return kept

    return keep


def remembered_of(
    most: int,
) -> Callable[[Callable[Concatenate[_S, _Rest], _T]], Callable[Concatenate[_S, _Rest], _T]]:
    """The same for questions about one object: comparing two closed weeks takes longer than reading one.

    The object is known by its identity, and is kept with its answer so that no other can take its place.
    """

    def keep(function: Callable[Concatenate[_S, _Rest], _T]) -> Callable[Concatenate[_S, _Rest], _T]:
        kept: OrderedDict[Hashable, tuple[_S, _T]] = OrderedDict()
        _REMEMBERING.append(kept.clear)

        @wraps(function)
        def asked(value: _S, /, *rest: _Rest.args, **named: _Rest.kwargs) -> _T:
            question = (id(value), rest, *named.items()) if named else (id(value), rest)
            known = kept.get(question)
            if known is None:
                known = kept[question] = value, function(value, *rest, **named)
                if len(kept) > most:
                    kept.popitem(last=False)
            return known[1]

        return asked

    return keep


def forget() -> None:
    """Empty all of them; the next answers are worked out anew, and are the same."""
    for clear in _REMEMBERING:
        clear()
