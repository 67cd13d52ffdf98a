"""Which handler serves which command, button or awaited text: three tables, filled by the conversations."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TypeVar

from bot.coaching.people import Dialogue
from handlers.context import Context
from handlers.keyboards import Tap

_T = TypeVar("_T")
CommandHandler = Callable[[Context, str], Awaitable[None]]
TapHandler = Callable[[Context, Tap], Awaitable[None]]
TextHandler = Callable[[Context, Dialogue, str], Awaitable[bool]]


@dataclass(frozen=True, slots=True)
class Conversation:
    """What one module serves.

    `commands`: name -> handler(context, arguments). `taps`: kind -> handler. `texts`: dialogue kind -> handler that
    says whether the text was an answer. `listed` names the commands for the menu, `public` the kinds and commands
    that work before there is a plan.
    """

    commands: dict[str, CommandHandler] = field(default_factory=dict)
    taps: dict[str, TapHandler] = field(default_factory=dict)
    texts: dict[str, TextHandler] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Registry:
    """All conversations as three tables."""

    commands: dict[str, CommandHandler]
    taps: dict[str, TapHandler]
    texts: dict[str, TextHandler]


def gather(conversations: tuple[Conversation, ...]) -> Registry:
    """Merge the conversations; a name served twice is a programming error."""
    registry = Registry({}, {}, {})
    for conversation in conversations:
        _merge(registry.commands, conversation.commands)
        _merge(registry.taps, conversation.taps)
        _merge(registry.texts, conversation.texts)
    return registry


def _merge(table: dict[str, _T], more: dict[str, _T]) -> None:
    twice = table.keys() & more.keys()
    if twice:
        raise ValueError(f"served twice: {sorted(twice)}")
    table.update(more)
