"""What can stand in a week: session types, one planned session and what it prescribes (D-10, E-02, F-20)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from operator import attrgetter

from rules.athlete import Mode

Value = str | int | float | bool


class SessionType(StrEnum):
    """The catalogue D-10. `is_strength`: the S_ types; `is_cardio`: the C_ types; EVENT and R_ACTIVE are neither."""

    _value_: str
    is_strength: bool
    is_cardio: bool

    LOWER = "S_LOWER"
    UPPER = "S_UPPER"
    FULL = "S_FULL"
    POWER = "S_POWER"
    CIRCUIT = "S_CIRCUIT"
    PRIMER = "S_PRIMER"
    MICRO = "S_MICRO"
    FINISH = "C_FINISH"
    EASY = "C_EASY"
    LONG = "C_LONG"
    HIIT = "C_HIIT"
    TEMPO = "C_TEMPO"
    ACTIVE = "R_ACTIVE"
    EVENT = "EVENT"

    def __init__(self, code: str) -> None:
        self.is_strength = code.startswith("S_")
        self.is_cardio = code.startswith("C_")


class Row(StrEnum):
    """Which row of E-11 a strength session follows."""

    HEAVY = "heavy"
    MODERATE = "moderate"
    LIGHT = "light"


class SetKind(StrEnum):
    """What an exercise is within its session (E-11, E-20, E-31)."""

    MAIN = "main"
    ACCESSORY = "accessory"
    ISOLATION = "isolation"
    TOP = "top"
    BACKOFF = "backoff"
    RAMP = "ramp"
    STATION = "station"
    CONTACTS = "contacts"


@dataclass(frozen=True, slots=True)
class Note:
    """A code and its values; a template makes the sentence. Values are (name, value) pairs, sorted by name."""

    code: str
    values: tuple[tuple[str, Value], ...] = ()


def note(code: str, **values: Value) -> Note:
    """Build a Note with its values in a fixed order."""
    return Note(code, tuple(sorted(values.items())) if values else ())


@dataclass(frozen=True, slots=True)
class ExerciseSet:
    """One exercise of a session: sets x reps (or seconds) at RIR, with its load where one is known (E-11)."""

    exercise_id: str
    kind: SetKind
    sets: int
    reps_low: int
    reps_high: int
    rir: int
    rest_s: int
    load_kg: float | None = None  # per hand for dumbbells; None: bodyweight, band, or ramp test (E-20)
    seconds: bool = False  # reps_low/high are seconds (holds, circuit work)
    superset: str | None = None  # same letter: done in turn
    priority: int = 1  # 1 is kept longest when time is short (E-03)
    reps_target: int | None = None  # repetitions to aim for within the range (E-30)


@dataclass(frozen=True, slots=True)
class Intervals:
    """The work of a HIIT or tempo session: n x (work, recovery), warm-up and cool-down around it (F-20, F-50)."""

    n: int
    work_s: int
    rest_s: int
    warmup_min: int
    cooldown_min: int


@dataclass(frozen=True, slots=True)
class Band:
    """A closed range, e.g. heart rate in bpm or pace in seconds per km (low is the smaller number)."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Session:
    """One planned session. `day` 0 Monday to 6 Sunday, `start` local wall clock, `minutes` in all.

    `intervals` is n for HIIT, `effort` the RPE band to aim at, `rpe` the expected whole-session RPE (D-10),
    `rir` the reps in reserve of the main lifts. Flags: onramp, return, reduced, deload, taper, stepdown,
    optional, fixed, long (the week's long session whatever its type), race_effort, one_session, split.
    """

    id: str
    day: int
    start: time
    minutes: int
    type: SessionType
    mode: Mode | None = None
    row: Row | None = None
    heavy: bool = False
    intervals: int | None = None
    rpe: int = 0
    rir: int | None = None
    effort: Band | None = None
    exercises: tuple[ExerciseSet, ...] = ()
    work: Intervals | None = None
    heart_rate_bpm: Band | None = None
    pace_s_per_km: Band | None = None
    order_note: Note | None = None
    pace_note: Note | None = None
    notes: tuple[Note, ...] = ()
    rule_ids: tuple[str, ...] = ()
    flags: frozenset[str] = frozenset()

    @property
    def is_strength(self) -> bool:
        """Strength by its type."""
        return self.type.is_strength

    @property
    def is_cardio(self) -> bool:
        """Cardio by its type."""
        return self.type.is_cardio

    @property
    def start_minute(self) -> int:
        """Minutes from Monday 00:00 to the start."""
        return self.day * 1440 + self.start.hour * 60 + self.start.minute

    @property
    def end_minute(self) -> int:
        """Minutes from Monday 00:00 to the end."""
        return self.start_minute + self.minutes


_BUT_ID_AND_DAY = attrgetter(*Session.__match_args__[2:])


def standing(session: Session, id_: str, day: int) -> Session:
    """The session under this id on this day. A plan copies each one twice for it, and `replace` takes twice as long."""
    return Session(id_, day, *_BUT_ID_AND_DAY(session))
