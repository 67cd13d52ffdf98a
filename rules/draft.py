"""The answers of an unfinished onboarding, each kept as soon as it is given (C-20)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from rules.athlete import Event, EventType, Goal, Mode


class Part(StrEnum):
    """Where in the day a session usually lies, and the coarse starts of C-10."""

    EVENING = "evening"
    MORNING = "morning"
    MIDDAY = "midday"

    @property
    def start(self) -> time:
        """06:30, 12:30 or 18:00."""
        return {"morning": time(6, 30), "midday": time(12, 30), "evening": time(18, 0)}[self.value]


class Question(StrEnum):
    """The questions in their order."""

    AGE = "age"
    SCREEN = "screen"
    BIRTH = "birth"
    GOAL = "goal"
    EVENT = "event"
    EVENT_MONTH = "event_month"
    EVENT_DATE = "event_date"
    DAYS = "days"
    SLOT = "slot"
    LIFTING = "lifting"
    LIFTS_NOW = "lifts_now"
    CARDIO = "cardio"
    CARDIO_NOW = "cardio_now"
    MODE = "mode"
    EQUIPMENT = "equipment"
    CLOCK = "clock"

    @property
    def step(self) -> int:
        """The step of eight that the question belongs to (C-20)."""
        return _STEP[self]


_STEP = {
    Question.AGE: 1,
    Question.SCREEN: 2,
    Question.BIRTH: 2,
    Question.GOAL: 3,
    Question.EVENT: 4,
    Question.EVENT_MONTH: 4,
    Question.EVENT_DATE: 4,
    Question.DAYS: 5,
    Question.SLOT: 5,
    Question.LIFTING: 6,
    Question.LIFTS_NOW: 6,
    Question.CARDIO: 6,
    Question.CARDIO_NOW: 6,
    Question.MODE: 6,
    Question.EQUIPMENT: 7,
    Question.CLOCK: 8,
}


@dataclass(frozen=True, slots=True)
class Draft:
    """What has been answered so far; None means not asked yet. Ages in years, minutes and dates as named.

    `age_years` is a band's youngest age unless `age_exact`; `days` counts sessions a day, Monday first;
    `answered` lists the questions in the order of their answers, so that Back can take the last one.
    """

    answered: tuple[str, ...] = ()
    quick: bool = False
    age_years: int | None = None
    age_exact: bool = False
    ticked: frozenset[str] = frozenset()
    birth_weeks_ago: int | None = None
    red_flag: str = ""  # "emergency" or "soon": a warning sign told during the interview (C-41, C-42)
    cleared_on: date | None = None
    limits: frozenset[str] = frozenset()
    goal: Goal | None = None
    event: EventType | None = None
    event_month: date | None = None
    event_date: date | None = None
    others: tuple[Event, ...] = ()  # events given beside this one (C-10: two at most)
    days: tuple[int, ...] = (0, 0, 0, 0, 0, 0, 0)
    part: Part = Part.EVENING
    start: time | None = None
    minutes: int = 60
    two: tuple[time, time] = (time(6, 30), time(18, 0))  # the starts of a day with two sessions
    strength_months: int | None = None
    lifts_per_week: float | None = None
    endurance_months: int | None = None
    cardio_minutes: int | None = None
    mode: Mode | None = None
    equipment: str | None = None
    time_zone: str | None = None
    reminder_time: time | None = None
