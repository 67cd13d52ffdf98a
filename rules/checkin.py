"""What was really done: the check-in of one session and the daily wellness answers (G-10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from rules.athlete import Region


class Status(StrEnum):
    """How a planned session ended; `unlogged` is set after 48 h without an answer."""

    DONE = "done"
    PARTIAL = "partial"
    SKIPPED = "skipped"
    UNLOGGED = "unlogged"


class SkipReason(StrEnum):
    """Why a session was skipped or cut short."""

    TIME = "time"
    TIRED = "tired"
    ILL = "ill"
    PAIN = "pain"
    TRAVEL = "travel"
    FORGOT = "forgot"
    WEATHER = "weather"
    DISLIKED = "disliked"
    OTHER = "other"


class TalkTest(StrEnum):
    """Could you talk near the end? (F-02, G-41)"""

    COMFORTABLE = "comfortable"
    BORDERLINE = "borderline"
    NOT_COMFORTABLE = "not_comfortable"


class Illness(StrEnum):
    """Illness of the day (G-32)."""

    NONE = "none"
    MILD = "mild"
    SYSTEMIC = "systemic"


@dataclass(frozen=True, slots=True)
class LoggedSet:
    """One set really done; rir 5 means five or more left. load_kg None: bodyweight."""

    exercise_id: str
    reps: int
    load_kg: float | None = None
    rir: int | None = None
    bodyweight_plus: bool = False


@dataclass(frozen=True, slots=True)
class Pain:
    """Pain 0-10 in a region; `worse_next_morning` None while not answered."""

    region: Region
    severity: int
    worse_next_morning: bool | None = None
    exercise_id: str | None = None


@dataclass(frozen=True, slots=True)
class CheckIn:
    """The record of one session. `session_id` None: unplanned training. `date` is the session's local date.

    `finished_at` is the real finish (aware) where it is known: the gap counts from it (G-60 point 6).
    """

    date: date
    status: Status
    session_id: str | None = None
    session_type: str | None = None  # for unplanned training
    mode: str | None = None
    reason: SkipReason | None = None
    actual_minutes: int | None = None
    distance_km: float | None = None
    rpe: int | None = None
    talk_test: TalkTest | None = None
    intervals_done: int | None = None
    intervals_faded: bool | None = None
    sets: tuple[LoggedSet, ...] = ()
    pain: tuple[Pain, ...] = ()
    red_flag: str | None = None
    free_text: str = ""
    easier: bool = False  # asked for "Easier" or "Short" today (G-71)
    excused: bool = False  # by illness, pain stop, RED or our own cancellation (G-11)
    finished_at: datetime | None = None
    logged_at: datetime | None = None
    source: str = "user"


@dataclass(frozen=True, slots=True)
class Wellness:
    """Once a day: sleep in hours, soreness 0-10 of legs and upper body, illness and fever (G-10, G-32).

    `symptom_free_from` is the local time of that day since which nothing of an illness is left, where it was told.
    """

    date: date
    sleep_h: float | None = None
    soreness_legs: int | None = None
    soreness_upper: int | None = None
    illness: Illness | None = None
    fever: bool | None = None
    weight_kg: float | None = None
    missed_periods: int | None = None
    symptom_free_from: time | None = None
