"""One tapped answer of the onboarding as a change of the draft."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from functools import partial

from bot.coaching.onboarding import Change
from handlers import zones
from handlers.context import Context
from rules import answering, interview
from rules.athlete import EventType, Goal, Mode
from rules.draft import Part, Question


def tapped(question: str, value: str, context: Context) -> Change | None:
    """What a button of a question changes; None for a button that only turns the page (a longer list)."""
    return TAPPED[question](value, context) if question in TAPPED else None


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
    if value.startswith("two"):
        one, other = interview.PAIRS[int(value[3:])]
        return partial(answering.answer_two, one=one, other=other)
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
