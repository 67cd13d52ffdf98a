"""Check-ins as JSON: the fields of G-10 by their names, for a planned session or for training besides the plan."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, ValidationInfo

from bot.documents.allowed import Allowed, Clock, Day, Document, ExerciseId, Weekday, between, not_allowed
from rules.athlete import Mode, Region
from rules.checkin import Illness, SkipReason, Status, TalkTest
from rules.constants import P
from rules.red_flags import topics
from rules.sessions import SessionType

Grade = Annotated[int, between(0, 10)]
RedFlag = Annotated[str, Allowed(", ".join(topics()), known=topics())]
Hours = Annotated[float | None, between(0, 14, step=0.5)]


class SetDocument(Document):
    """One set really done; `rir` 5 means five or more left, `load` in kg, none for bodyweight."""

    exercise_id: ExerciseId
    load: Annotated[float | None, between(0, 600)] = None
    reps: Annotated[int, between(0, 1000)]
    rir: Annotated[int | None, between(0, 5)] = None


class PainDocument(Document):
    """Pain in a region."""

    region: Region
    severity: Grade
    worse_next_morning: bool | None = None
    exercise_id: ExerciseId | None = None


class SorenessDocument(Document):
    """Soreness 0-10, legs and upper body apart."""

    legs: Grade | None = None
    upper: Grade | None = None


class DailyDocument(Document):
    """What is asked once a day."""

    soreness: SorenessDocument | None = None
    sleep_h: Hours = None
    illness: Illness | None = None
    fever: bool | None = Field(default=None, description=f"{P.illness.fever_c:g} °C or more (G-32)")
    symptom_free_from: Clock | None = Field(
        default=None, description="since when nothing of an illness is left"
    )
    weight_kg: Annotated[float | None, between(35, 250)] = None
    missed_periods: Annotated[int | None, between(0, 24)] = None


class WellnessDocument(DailyDocument):
    """The daily answers of a day without a session, or apart from it."""

    date: Day


def _on_a_day(unplanned: bool, info: ValidationInfo) -> bool:
    told = info.data
    if unplanned and told.get("day", info) is None and told.get("date", info) is None:
        raise not_allowed("true only with a day or a date")
    return unplanned


class CheckInDocument(DailyDocument):
    """The record of one session (G-10).

    `session` is a planned session's id; or `day` and `type` name it. Training besides the plan has `unplanned` true,
    a day, a type or a mode, and its minutes.
    """

    status: Status
    session: str | None = None
    day: Weekday | None = None
    type: SessionType | None = None
    date: Day | None = Field(default=None, description="when it was really done; default: as planned")
    unplanned: Annotated[bool, AfterValidator(_on_a_day)] = False
    reason: SkipReason | None = None
    actual_minutes: Annotated[int | None, between(0, 600)] = None
    rpe: Annotated[int | None, between(1, 10)] = None
    talk_test: TalkTest | None = None
    intervals_done: Annotated[int | None, between(0, 20)] = None
    intervals_faded: bool | None = None
    sets: tuple[SetDocument, ...] | Literal["as prescribed"] = ()
    pain: tuple[PainDocument, ...] | PainDocument | Literal["none"] | None = None
    red_flags: tuple[RedFlag, ...] = Field(default=(), description="codes of the buttons of C-41 and C-42")
    free_text: Annotated[str, Allowed("at most 500 characters", shape=r"(?s).{0,500}")] = ""
    mode: Mode | None = None
    distance_km: Annotated[float | None, between(0, 400)] = None
    easier: bool = Field(default=False, description='asked for "Easier" or "Short" on the day (G-71)')
    excused: bool = False
