"""Files that people send: what a handler asks for, and what was read in one, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rules.athlete import Mode

LARGEST_BYTES = 5 * 1024 * 1024


class Trouble(StrEnum):
    """Why nothing was read in a file."""

    TOO_LARGE = "too_large"
    KIND = "kind"  # not one of FIT, GPX, TCX, CSV, or a ZIP of them
    DAMAGED = "damaged"
    TOO_MUCH = "too_much"  # more points, memory or time than a training session needs
    EMPTY = "empty"  # readable, but no session with a duration in it


@dataclass(frozen=True, slots=True)
class Activity:
    """One recorded session. Where it was and the heart's curve stay in the file (data minimisation).

    `started_at` is aware if the file names a zone, else the person's wall clock. `mode` None: the file doesn't say.
    """

    started_at: datetime
    seconds: int
    mode: Mode | None = None
    distance_km: float | None = None


@dataclass(frozen=True, slots=True)
class FileContent:
    """What a file came to: its activities by start, or the trouble."""

    activities: tuple[Activity, ...] = ()
    trouble: Trouble | None = None


class FileWanted(Exception):  # a request rather than a failure
    """Raised by a handler: undo the unit of work, fetch and read this file, then serve the update again with it.

    So nobody's transaction waits for a download, and a killed process begins anew with nothing half done.
    """

    def __init__(self, file_id: str) -> None:
        super().__init__("a file is wanted")
        self.file_id = file_id
