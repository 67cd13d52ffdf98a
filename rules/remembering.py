"""What the rules keep between two calls of what people told: little, the newest, and all of it forgotten on demand.

A plan's weeks ask the same again and again, and an answer depends on nothing but its question. Some questions hold
what is personal (windows, sore regions, closed weeks), so a deletion empties every such cache (`forget`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import _lru_cache_wrapper, lru_cache, wraps
from typing import Concatenate, Generic, ParamSpec, TypeVar

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
    """The same for questions about one object: comparing two closed weeks takes longer than reading one."""

    def keep(function: Callable[Concatenate[_S, _Rest], _T]) -> Callable[Concatenate[_S, _Rest], _T]:
        def answer(itself: _Itself[_S], *rest: _Rest.args, **named: _Rest.kwargs) -> _T:
            return function(itself.value, *rest, **named)

        kept: Callable[..., _T] = remembered(most)(answer)

        @wraps(function)
        def asked(value: _S, /, *rest: _Rest.args, **named: _Rest.kwargs) -> _T:
            return kept(_Itself(value), *rest, **named)

        return asked

    return keep


def forget() -> None:
    """Empty all of them; the next answers are worked out anew, and are the same."""
    for clear in _REMEMBERING:
        clear()


class _Itself(Generic[_S]):
    """A value that equals itself alone."""

    __slots__ = ("value",)

    def __init__(self, value: _S) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and self.value is other.value

    def __hash__(self) -> int:
        return id(self.value)
