"""The athlete's profile as JSON: the fields of C-10 by their names, with its bounds and defaults."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Literal, Self
from zoneinfo import available_timezones

from pydantic import AfterValidator, Field, model_validator

from bot.documents.allowed import (
    Allowed,
    Clock,
    Dated,
    Day,
    Document,
    ExerciseId,
    Weekday,
    between,
    not_allowed,
)
from rules.athlete import EventType, Goal, Mode, Region, Sex, StrengthFocus, Units
from rules.exercises import EQUIPMENT, EXERCISES, PRESETS
from rules.screening import VALID_DAYS

AgeBand = Literal["18-34", "35-44", "45-59", "60-69", "70+"]
AGES = (
    "18 to 90 or a band (18-34, 35-44, 45-59, 60-69, 70+); "
    "under 18 please train with a qualified coach, over 90 please train with a professional"
)
WEEKS_AHEAD = timedelta(weeks=104)
RACE_AGE = timedelta(days=180)
RACE_SPEED_M_S = (1.5, 7.0)
CLEARANCE_AGE = timedelta(days=VALID_DAYS)
Past = Annotated[Day, Dated(lambda today: (date.min, today))]
Likeable = Annotated[
    str,
    Allowed(
        "an exercise of the library or a cardio mode", known=frozenset(EXERCISES) | {m.value for m in Mode}
    ),
]
THINGS = EQUIPMENT | PRESETS.keys()
Thing = Annotated[str, Allowed(", ".join(sorted(THINGS)), known=frozenset(THINGS))]
Months = Annotated[int, between(0, 600)]
Minutes = Annotated[int, between(0, 1500)]
Statement = Literal["Q1", "Q2", "Q3", "Q4", "Q5", "Q6", "Q7"]
Carrier = Literal["barbell", "dumbbell", "kettlebell", "machine", "cable"]
Condition = Literal["kidney", "pregnant", "heart", "atrial_arrhythmia", "medication", "hr_unfit"]
Limit = Literal["no_hiit", "no_heavy", "no_running", "only_supervised"]
EVENING_MINUTES = 60


class WindowDocument(Document):
    """A time of a day in which there is room for training."""

    start: Clock = Field(default="18:00", validate_default=True, description="local wall clock")
    max_minutes: Annotated[int, between(15, 240)] = EVENING_MINUTES


class EventDocument(Document):
    """A race, show, meet or season start."""

    type: EventType
    date: Annotated[Day, Dated(lambda today: (today, today + WEEKS_AHEAD))] = Field(
        description="today to 104 weeks ahead"
    )
    rank: Literal["A", "B"] = "A"
    target_time: Annotated[int, between(60, 360000)] | None = Field(default=None, description="seconds")


class FixedSessionDocument(Document):
    """Something done anyway, which the plan works around (D-72)."""

    day: Weekday
    start: Clock
    minutes: Annotated[int, between(1, 600)]
    kind: str = Field(
        description="team_sport, class, commute_bike, run, bike, row, swim, walk, ski or another word"
    )
    rpe: Annotated[int, between(1, 10)]


class InjuryDocument(Document):
    """A hurt region (C-60)."""

    region: Region
    severity: Annotated[int, between(0, 10)]
    since: Past | None = None


class RaceDocument(Document):
    """A race result that paces are computed from (F-05)."""

    distance_m: Annotated[float, between(1500, 50000)]
    time_s: Annotated[float, between(200, 36000)]
    date: Annotated[Day, Dated(lambda today: (today - RACE_AGE, today))]

    @model_validator(mode="after")
    def _speed(self) -> Self:
        speed = self.distance_m / self.time_s
        low, high = RACE_SPEED_M_S
        if not low <= speed <= high:
            raise not_allowed(f"a speed of {low:g} to {high:g} metres a second", value=round(speed, 2))
        return self


class LiftDocument(Document):
    """A recent set that start loads are computed from (E-20)."""

    exercise_id: ExerciseId = Field(description="an id of the exercise library")
    load: Annotated[float, between(0, 600)] = Field(description="kg")
    reps: Annotated[int, between(1, 12)]
    rir: Annotated[int, between(0, 5)]
    date: Past


class ClearanceDocument(Document):
    """A doctor's word: its date, its limits, and for Q7 how many weeks ago the birth was (C-31, C-36)."""

    date: Annotated[Day, Dated(lambda today: (today - CLEARANCE_AGE, today))] = Field(
        description="at most 12 months ago"
    )
    limits: frozenset[Limit] = frozenset()
    birth_weeks_ago: Annotated[int, between(0, 520)] | None = None


Availability = dict[Literal["0", "1", "2", "3", "4", "5", "6"], tuple[WindowDocument, ...]]


def _some_window(availability: Availability) -> Availability:
    if not any(availability.values()):
        raise not_allowed("1 to 7 days with a window")
    return availability


class ProfileDocument(Document):
    """Who the athlete is (C-10). Loads in kg, lengths in cm, times on the local wall clock, day 0 is Monday."""

    age: Annotated[Annotated[int, between(18, 90)] | AgeBand, Allowed(AGES)]
    sex: Sex = Sex.UNSPECIFIED
    weight_kg: Annotated[float | None, between(35, 250)] = None
    height_cm: Annotated[int | None, between(120, 220)] = None
    time_zone: Annotated[
        str, Allowed("an IANA name, such as Europe/Berlin", known=frozenset(available_timezones()))
    ] = Field(default="UTC", description="an IANA name")
    goal: Goal = Goal.HYBRID
    strength_focus: StrengthFocus | None = None
    events: tuple[EventDocument, ...] = Field(default=(), max_length=2)
    strength_months: Months
    endurance_months: Months
    current_lifts_per_week: Annotated[float, between(0, 14)] = 0.0
    current_cardio_min_per_week: Minutes = 0
    current_run_min_per_week: Annotated[int | None, between(0, 1500)] = None
    longest_session_30d_min: Annotated[int | None, between(0, 600)] = None
    main_cardio_mode: Mode | None = None
    availability: Annotated[Availability, AfterValidator(_some_window)] = Field(
        description='an object from the day "0" to "6" to a list of {start, max_minutes}'
    )
    max_training_days: Annotated[int | None, Allowed("1 to 6; 7 is planned as 6", 1, 7)] = None
    fixed_sessions: tuple[FixedSessionDocument, ...] = ()
    equipment: Thing | tuple[Thing, ...] = Field(
        description="a preset's name or a list of presets and things"
    )
    load_steps: dict[Carrier, Annotated[float, between(0.25, 50)]] = Field(default_factory=dict)
    injuries: tuple[InjuryDocument, ...] = ()
    resting_hr: Annotated[int | None, between(35, 100)] = None
    max_hr: Annotated[int | None, between(120, 220)] = None
    beta_blocker: bool = False
    recent_race: RaceDocument | None = None
    recent_lifts: tuple[LiftDocument, ...] = ()
    sleep_usual_h: Annotated[float | None, between(3, 12)] = None
    long_session_days: tuple[Weekday, ...] = (5, 6)
    cut_phase: bool = False
    likes: tuple[Likeable, ...] = ()
    dislikes: tuple[Likeable, ...] = ()
    units: Units = Units.METRIC
    quiet_hours: tuple[Clock, Clock] = Field(
        default=("21:30", "06:30"), validate_default=True, description="from, until"
    )
    reminder_lead_min: Annotated[int, between(0, 180)] = 60
    reminder_time: Clock | Literal["none"] | None = None
    screening: tuple[Statement, ...] = Field(
        default=(), description="the statements of the health screen that apply"
    )
    clearance: ClearanceDocument | None = None
    conditions: tuple[Condition, ...] = Field(
        default=(),
        description="decide what is not shown (C-34, F-04, H-64); hr_unfit: the heart-rate range doesn't fit",
    )
    prefers_cardio: bool = Field(default=False, description="B1: intervals instead of the circuit (D-30)")
    wants_three_hiit: bool = Field(default=False, description="three HIIT a week, only if asked for (D-20)")
    supplements_opt_in: bool = Field(default=False, description="tips on supplements are welcome (H-64)")
