"""One typed answer of the onboarding as a change of the draft; None when it can't be read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from bot.coaching.onboarding import Change
from handlers import answers, zones
from handlers.context import Context
from rules import answering
from rules.draft import Question


def read(question: Question, text: str, context: Context) -> Change | None:
    """What typed text changes; labels are matched elsewhere, so None is no verdict yet."""
    reader = TYPED.get(question)
    return reader(text, context) if reader else None


def _typed_age(text: str, _: Context) -> Change | None:
    years = answers.whole_number(text)
    return None if years is None else partial(answering.answer_age, years=years, exact=True)


def _typed_date(text: str, context: Context) -> Change | None:
    day = answers.day(text, context.today, context.person.language)
    return None if day is None else partial(answering.answer_event_date, day=day, today=context.today)


def _typed_days(text: str, context: Context) -> Change | None:
    named = answers.weekdays(text, context.person.language)
    if named is None:
        return None
    return partial(answering.answer_days, days=tuple(int(d in named) for d in range(7)))


def _typed_slot(text: str, _: Context) -> Change | None:
    length, starts = answers.minutes(text), answers.clock_times(text)
    if len(starts) > 1:
        return partial(answering.answer_two, one=starts[0], other=starts[1])
    if starts:
        return lambda d: replace(d, start=starts[0])
    return None if length is None else lambda d: answering.answer_slot(d, d.part, length, d.start)


def _typed_cardio(text: str, _: Context) -> Change | None:
    length = answers.minutes(text)
    return None if length is None else partial(answering.answer_cardio_now, minutes=length)


def _typed_lifts(text: str, _: Context) -> Change | None:
    lifts = answers.whole_number(text)
    return None if lifts is None else partial(answering.answer_lifts_now, lifts=float(lifts))


def _typed_clock(text: str, context: Context) -> Change | None:
    wall = answers.clock_time(text)
    current = context.person.time_zone
    zone = (
        zones.by_clock(wall, context.now, current) if wall else zones.by_city(text, context.person.language)
    )
    return None if zone is None else lambda d: replace(d, time_zone=zone)


TYPED: dict[Question, Callable[[str, Context], Change | None]] = {
    Question.AGE: _typed_age,
    Question.EVENT_MONTH: _typed_date,
    Question.EVENT_DATE: _typed_date,
    Question.DAYS: _typed_days,
    Question.SLOT: _typed_slot,
    Question.LIFTS_NOW: _typed_lifts,
    Question.CARDIO_NOW: _typed_cardio,
    Question.CLOCK: _typed_clock,
}
