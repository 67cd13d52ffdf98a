"""One onboarding answer, tapped or typed, as a change of the draft; None when it can't be read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from functools import partial

from bot.coaching.onboarding import Change
from handlers import answers, zones
from handlers.context import Context
from rules import answering, interview
from rules.athlete import EventType, Goal, Mode
from rules.draft import Part, Question


def tapped(question: str, value: str, context: Context) -> Change | None:
    """What a button of a question changes; None for a button that only turns the page (a longer list)."""
    return TAPPED[question](value, context) if question in TAPPED else None


def typed(question: Question, text: str, context: Context) -> Change | None:
    """What typed text changes; labels are matched elsewhere, so None is no verdict yet."""
    reader = TYPED.get(question)
    return reader(text, context) if reader else None


def _age(value: str, _: Context) -> Change:
    return partial(answering.answer_age, years=int(value), exact=False)


def _screen(value: str, _: Context) -> Change:
    if value in answering.STATEMENTS:
        return partial(answering.toggle_statement, statement=value)
    return partial(answering.answer_screen, none=value == "none")


def _birth(value: str, _: Context) -> Change:
    return partial(answering.answer_birth, weeks_ago=None if value == "pregnant" else int(value))


def _goal(value: str, _: Context) -> Change:
    return lambda draft: answering.answered(replace(draft, goal=Goal(value)), Question.GOAL)


def _event(value: str, _: Context) -> Change:
    return partial(answering.answer_event, event=None if value == "none" else EventType(value))


def _event_month(value: str, _: Context) -> Change:
    month = date.fromisoformat(value)
    return lambda draft: answering.answered(replace(draft, event_month=month), Question.EVENT_MONTH)


def _event_date(value: str, context: Context) -> Change | None:
    if value in ("all", "weekends"):
        return None
    return partial(answering.answer_event_date, day=date.fromisoformat(value), today=context.today)


def _days(value: str, _: Context) -> Change:
    if value in interview.DAY_PRESETS:
        return partial(answering.answer_days, days=interview.DAY_PRESETS[value])
    if value == "next":
        return lambda draft: answering.answer_days(draft, draft.days)
    return partial(answering.toggle_day, day=int(value))


def _slot(value: str, _: Context) -> Change:
    if value == "next":
        return lambda draft: answering.answer_slot(draft, draft.part, draft.minutes, draft.start)
    if value in tuple(Part):
        return lambda draft: replace(draft, part=Part(value), start=None)
    return lambda draft: replace(draft, minutes=int(value))


def _lifting(value: str, _: Context) -> Change:
    months = int(value)
    return lambda draft: answering.answered(replace(draft, strength_months=months), Question.LIFTING)


def _lifts_now(value: str, _: Context) -> Change:
    return partial(answering.answer_lifts_now, lifts=float(value))


def _cardio(value: str, _: Context) -> Change:
    months = int(value)
    return lambda draft: answering.answered(replace(draft, endurance_months=months), Question.CARDIO)


def _cardio_now(value: str, _: Context) -> Change:
    return partial(answering.answer_cardio_now, minutes=int(value))


def _mode(value: str, _: Context) -> Change:
    return lambda draft: answering.answered(replace(draft, mode=Mode(value)), Question.MODE)


def _equipment(value: str, _: Context) -> Change:
    return lambda draft: answering.answered(replace(draft, equipment=value), Question.EQUIPMENT)


def _clock(value: str, context: Context) -> Change | None:
    if value == "yes":
        return lambda d: answering.answer_clock(d, d.time_zone or context.person.time_zone, d.reminder_time)
    if value in ("minus", "plus"):
        hours = 1 if value == "plus" else -1
        return lambda d: replace(d, time_zone=zones.shifted(d.time_zone or "UTC", hours, context.now))
    if value == "lead":
        return lambda d: replace(d, reminder_time=None)
    if value.startswith("t"):
        return lambda d: replace(d, reminder_time=time(int(value[1:3]), int(value[3:5])))
    return None


def _cleared(value: str, context: Context) -> Change:
    return lambda d: replace(d, cleared_on=context.today - timedelta(days=int(value)))


def _limit(value: str, _: Context) -> Change:
    return lambda d: replace(d, limits=d.limits ^ {value})


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
    length, start = answers.minutes(text), answers.clock_time(text) if ":" in text else None
    if start is not None:
        return lambda d: replace(d, start=start)
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


TAPPED: dict[str, Callable[[str, Context], Change | None]] = {
    "age": _age,
    "screen": _screen,
    "birth": _birth,
    "goal": _goal,
    "event": _event,
    "event_month": _event_month,
    "event_date": _event_date,
    "days": _days,
    "slot": _slot,
    "lifting": _lifting,
    "lifts_now": _lifts_now,
    "cardio": _cardio,
    "cardio_now": _cardio_now,
    "mode": _mode,
    "equipment": _equipment,
    "clock": _clock,
    "cleared": _cleared,
    "limit": _limit,
}
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
