"""Facts that sharpen a plan are kept within their range and refused outside it (C-10)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

import pytest

from rules import facts
from rules.athlete import Age, EventType, Goal, Profile, Window
from rules.draft import Question
from rules.errors import OutOfRange
from rules.exercises import expand_equipment
from rules.interview import next_question
from rules.revision import draft_of, revised

ON = date(2026, 11, 23)
ANNA = Profile(
    age=Age(35, exact=False),
    goal=Goal.HYBRID,
    strength_months=18,
    endurance_months=18,
    availability=((Window(time(18), 60),), (), (Window(time(18), 60),), (), (), (), ()),
    equipment=expand_equipment("full_gym"),
    time_zone="Europe/London",
    current_lifts_per_week=3,
    current_cardio_min_per_week=120,
)


@pytest.mark.parametrize(
    ("change", "field", "value"),
    [
        (lambda p: facts.with_weight(p, 75.04), "weight_kg", 75.0),
        (lambda p: facts.with_weight(p, 35), "weight_kg", 35.0),
        (lambda p: facts.with_height(p, 220), "height_cm", 220),
        (lambda p: facts.with_age(p, 41), "age", Age(41)),
        (lambda p: facts.with_resting_hr(p, 58), "resting_hr", 58),
        (lambda p: facts.with_max_hr(p, 186), "max_hr", 186),
    ],
)
def test_a_fact_within_its_range_is_kept(
    change: Callable[[Profile], Profile], field: str, value: object
) -> None:
    assert getattr(change(ANNA), field) == value


@pytest.mark.parametrize(
    "change",
    [
        lambda p: facts.with_weight(p, 34.9),
        lambda p: facts.with_weight(p, 99999),
        lambda p: facts.with_height(p, 60),
        lambda p: facts.with_age(p, 17),
        lambda p: facts.with_age(p, 91),
        lambda p: facts.with_resting_hr(p, 20),
        lambda p: facts.with_race(p, 10_000, 600, ON),  # 16.7 m/s
        lambda p: facts.with_race(p, 100, 12, ON),
        lambda p: facts.with_race(p, 5000, 0, ON),
    ],
)
def test_a_fact_outside_its_range_is_refused(change: Callable[[Profile], Profile]) -> None:
    with pytest.raises(OutOfRange):
        change(ANNA)


@pytest.mark.parametrize("question", [Question.DAYS, Question.GOAL, Question.EQUIPMENT, Question.CARDIO])
def test_only_the_reopened_question_is_asked_anew(question: Question) -> None:
    assert next_question(draft_of(ANNA, ON, question)) is question


def test_unchanged_answers_give_the_same_profile() -> None:
    assert revised(ANNA, draft_of(ANNA, ON, Question.GOAL)) == ANNA


def test_a_past_event_is_not_kept_as_an_answer() -> None:
    from dataclasses import replace

    from rules.athlete import Event

    raced = replace(ANNA, events=(Event(EventType.K10, date(2026, 10, 1)),))

    assert draft_of(raced, ON, Question.GOAL).event is None
