"""Death at a named crash point without losing the process: whoever passes it is thrown out past every handler."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from unittest.mock import patch

from bot import crashpoints
from bot.crashpoints import Point


class Killed(BaseException):
    """What SIGKILL is in here: no `except Exception` catches it; an open transaction rolls back."""


class Trap:
    """One crash point that kills once, at its nth passing."""

    def __init__(self) -> None:
        self.point: Point | None = None
        self.left = 0
        self.sprung = False

    def set(self, point: Point, nth: int) -> None:
        self.point, self.left, self.sprung = point, nth, False

    def disarm(self) -> None:
        self.point, self.sprung = None, False

    def spring(self, _pid: int, _signal: int) -> None:
        self.point, self.sprung = None, True
        raise Killed


@contextmanager
def trapped() -> Iterator[Trap]:
    """The real hook, with our way to die in the place of the signal."""
    trap = Trap()
    system = SimpleNamespace(environ=os.environ, getpid=os.getpid, kill=trap.spring)
    with patch.object(crashpoints, "_target", lambda: trap), patch.object(crashpoints, "os", system):
        yield trap
