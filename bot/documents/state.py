"""An athlete in the middle of a plan as JSON: who, since when, what was lived, and the week to review (`adapt`)."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, Field, ValidationError

from bot.documents.allowed import Day, Document, ExerciseId, between
from bot.documents.checkin import CheckInDocument, WellnessDocument
from bot.documents.profile import ProfileDocument
from bot.documents.week import WeekDocument
from rules.plan import PhaseName

Minutes = Annotated[int | None, between(0, 600)]


class LivedDocument(Document):
    """A week and what was done of it."""

    week: WeekDocument | None = Field(
        default=None,
        description="as printed by plan, week or adapt; default: the week that the rules build here",
    )
    as_planned: bool = Field(
        default=False,
        description="sessions without a check-in were done as planned; else they are not logged",
    )
    checkins: tuple[CheckInDocument, ...] = ()
    wellness: tuple[WellnessDocument, ...] = ()


class WorkingLoadDocument(Document):
    """What the athlete lifts now in one exercise."""

    exercise_id: ExerciseId
    load: Annotated[float, between(0, 600)] = Field(description="kg, per hand for dumbbells")
    reps_target: Annotated[int | None, between(1, 100)] = None


class PositionDocument(Document):
    """Where in the plan the week to review stands; every week up to it counts as done as planned."""

    phase: PhaseName
    week_in_phase: Annotated[int, between(1, 100)] = 1
    hiit_n: Annotated[int | None, between(0, 12)] = None
    long_min: Minutes = Field(default=None, description="minutes of the last planned long session")
    easy_bonus_min: Minutes = None
    lifts: tuple[WorkingLoadDocument, ...] = ()


class StateDocument(LivedDocument):
    """The input of `adapt`. Its own week, check-ins and wellness are those of the week to review.

    The plan is made for `start` and lived through `weeks`, oldest first; with `position` the weeks from there on to it
    count as done. The same document gives the same answer.
    """

    profile: ProfileDocument
    start: Day = Field(description="the day on which the plan was made")
    weeks: tuple[LivedDocument, ...] = Field(default=(), description="closed weeks, oldest first")
    position: PositionDocument | None = None
    today: Day | None = Field(default=None, description="day of the review; default: the week's Sunday")


class _Begun(BaseModel):
    """Only the day that bounds the dates of the profile."""

    start: Day


def start_of(text: bytes) -> date | None:
    """The day on which a state's plan was made, whatever else is wrong with it."""
    try:
        return _Begun.model_validate_json(text).start
    except ValidationError:
        return None
