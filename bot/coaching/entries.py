"""What an athlete writes down: sets of one exercise, a piece of cardio, or a session that was skipped, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from rules.athlete import Mode, Region
from rules.checkin import SkipReason, TalkTest
from rules.sessions import SessionType


@dataclass(frozen=True, slots=True)
class Lifted:
    """Sets of one exercise, one number of repetitions (or seconds of a hold) a set.

    `load_kg` None with `bodyweight` False: no weight was told. `bodyweight` with a load: that much on top.
    """

    exercise_id: str
    reps: tuple[int, ...]
    load_kg: float | None = None
    bodyweight: bool = False
    rpe: float | None = None
    rir: int | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """A piece of cardio: time, distance, intervals, how it felt. `type` where it was said to be easy, long, hard."""

    mode: Mode
    seconds: int | None = None
    distance_km: float | None = None
    type: SessionType | None = None
    intervals: int | None = None
    work_s: int | None = None
    work_m: int | None = None
    rest_s: int | None = None
    rpe: float | None = None
    talk: TalkTest | None = None


Entry = Lifted | Moved


@dataclass(frozen=True, slots=True)
class Report:
    """One message as it was understood: the entries of one local day, or a skip with its reason."""

    day: date
    entries: tuple[Entry, ...] = ()
    notes: tuple[str, ...] = ()
    skipped: SkipReason | None = None
    region: Region | None = None
    done: bool = False  # "done", "ok": the session as planned
    all_day: bool = False  # "both done": all of the day's sessions
    mode: Mode | None = None  # "run done", "skipped the run": the session of this mode
    strength: bool = False  # "skipped legs": the strength session
    sure: bool = True  # False: a word with a slip in it was taken for "done" or "skipped"
    finished: time | None = None  # local wall clock
    rpe: float | None = None  # of the whole session, told apart from any entry
    talk: TalkTest | None = None
