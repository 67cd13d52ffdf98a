"""In whose language and units a message is being rendered, held in one context variable."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from rules.athlete import Units


@dataclass(frozen=True, slots=True)
class Voice:
    """Language (a catalogue's name), units, zone and country of the person who will read the message."""

    language: str = "en"
    units: Units = Units.METRIC
    time_zone: str = "UTC"
    region: str = ""  # the country of their app's language, as US; empty: where the language is mostly spoken


_DEFAULT = Voice()
_voice: ContextVar[Voice] = ContextVar("voice", default=_DEFAULT)  # a frozen value


def current() -> Voice:
    """The voice of the render in progress."""
    return _voice.get()


@contextmanager
def speaking(voice: Voice) -> Iterator[None]:
    """Render in this voice until the block ends."""
    token = _voice.set(voice)
    try:
        yield
    finally:
        _voice.reset(token)
