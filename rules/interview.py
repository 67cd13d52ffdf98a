"""The onboarding interview as data: which question comes next, what an answer changes, and the profile at the end.

Implements C-20 (eight steps, defaults first) and the coarse buttons of C-10. The order of the questions is known
here and nowhere else.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from rules.athlete import Age, Event, EventType, Goal, Mode, Profile, Window
from rules.draft import Draft, Question
from rules.errors import MissingField
from rules.exercises import expand_equipment

AGE_BANDS = (18, 35, 45, 60, 70)
MONTHS = (0, 3, 18, 48)  # never, < 6 months, 6 months to 3 years, 3+ years
LIFTS_NOW = (3, 2, 1, 4, 5, 6, 0)
CARDIO_NOW = (60, 120, 200, 300, 0)
SESSION_MINUTES = (60, 20, 30, 45, 90)
PAIRS = ((time(6, 30), time(18)), (time(6, 30), time(12, 30)), (time(12, 30), time(18)))
DAY_PRESETS = {"mwf": (1, 0, 1, 0, 1, 0, 0), "five": (1, 1, 1, 0, 1, 1, 0)}
QUICK = frozenset({Question.AGE, Question.SCREEN, Question.BIRTH})
RUNNING_EVENTS = frozenset({EventType.K5, EventType.K10, EventType.HALF, EventType.MARATHON, EventType.ULTRA})


def next_question(draft: Draft) -> Question | None:
    """The first question that applies and has no answer; None when the interview is complete (C-20)."""
    return next((q for q in Question if q not in draft.answered and _applies(q, draft)), None)


def back(draft: Draft) -> Draft:
    """Take back the last answer; its value stays as the suggestion until it is answered anew."""
    return replace(draft, answered=draft.answered[:-1])


def availability(draft: Draft) -> tuple[tuple[Window, ...], ...]:
    """Windows a day: one at the usual time; two at their own, the first over before the second (ux M2)."""
    one = (Window(draft.start or draft.part.start, draft.minutes),)
    first, second = draft.two
    between = _minute_of(second) - _minute_of(first)
    two = (Window(first, min(draft.minutes, between)), Window(second, draft.minutes))
    return tuple({0: (), 1: one}.get(n, two) for n in draft.days)


def _minute_of(start: time) -> int:
    return 60 * start.hour + start.minute


def profile_of(draft: Draft) -> Profile:
    """The profile that the answers and the defaults make; refuses with MissingField without an age (C-10)."""
    if draft.age_years is None:
        raise MissingField("age")
    days = draft.days if any(draft.days) else DAY_PRESETS["mwf"]
    asked = (Event(draft.event, draft.event_date),) if draft.event and draft.event_date else ()
    events = tuple(sorted((*draft.others, *asked), key=lambda event: event.date))
    return Profile(
        age=Age(draft.age_years, draft.age_exact),
        goal=draft.goal or Goal.HYBRID,
        strength_months=draft.strength_months or 0,
        endurance_months=draft.endurance_months or 0,
        availability=availability(replace(draft, days=days)),
        equipment=expand_equipment(draft.equipment or "full_gym"),
        time_zone=draft.time_zone or "UTC",
        events=events,
        current_lifts_per_week=draft.lifts_per_week or 0.0,
        current_cardio_min_per_week=draft.cardio_minutes or 0,
        main_cardio_mode=draft.mode or (Mode.RUN if draft.event in RUNNING_EVENTS else Mode.MIXED),
        reminder_time=draft.reminder_time,
    )


def _applies(question: Question, draft: Draft) -> bool:
    if draft.quick and question not in QUICK:
        return False
    conditions = {
        Question.BIRTH: "Q7" in draft.ticked,
        Question.EVENT_MONTH: draft.event is not None,
        Question.EVENT_DATE: draft.event is not None,
        Question.LIFTS_NOW: bool(draft.strength_months),
        Question.CARDIO_NOW: bool(draft.endurance_months),
        Question.MODE: bool(draft.endurance_months) and draft.event not in RUNNING_EVENTS,
    }
    return conditions.get(question, True)
