"""One answer of the onboarding interview at a time: what it changes in the draft, or why it is refused (C-10, C-20)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from rules.athlete import Event, EventType
from rules.constants import P
from rules.draft import Draft, Part, Question
from rules.errors import OutOfRange, TooYoung

MAX_WEEKS_AHEAD = 104
STATEMENTS = tuple(f"Q{n}" for n in range(1, 8))


def answered(draft: Draft, question: Question) -> Draft:
    """Mark the question as answered with what the draft holds now."""
    return replace(draft, answered=(*(a for a in draft.answered if a != question), question.value))


def answer_age(draft: Draft, years: int, *, exact: bool) -> Draft:
    """18 to 90 years; refuses with TooYoung below 18 (C-35) and OutOfRange above 90 (C-10)."""
    if years < P.age.min:
        raise TooYoung
    if years > P.age.max:
        raise OutOfRange("age", years, "18-90")
    return answered(replace(draft, age_years=years, age_exact=exact), Question.AGE)


def toggle_statement(draft: Draft, statement: str) -> Draft:
    """Tick or untick one of Q1 to Q7 (C-30); the screen is answered by `answered`."""
    if statement not in STATEMENTS:
        raise OutOfRange("screening", statement, "Q1-Q7")
    return replace(draft, ticked=draft.ticked ^ {statement})


def answer_screen(draft: Draft, *, none: bool) -> Draft:
    """The statements are as ticked, or none of them applies (C-30)."""
    return answered(replace(draft, ticked=frozenset() if none else draft.ticked), Question.SCREEN)


def answer_birth(draft: Draft, weeks_ago: int | None) -> Draft:
    """What the seventh statement means: pregnant (None), or a birth so many weeks ago (C-36)."""
    if weeks_ago is not None and not 0 <= weeks_ago <= 52:
        raise OutOfRange("birth_weeks_ago", weeks_ago, "0-52")
    return answered(replace(draft, birth_weeks_ago=weeks_ago), Question.BIRTH)


def answer_event(draft: Draft, event: EventType | None) -> Draft:
    """The event's type, or none."""
    return answered(replace(draft, event=event, event_month=None, event_date=None), Question.EVENT)


def answer_event_date(draft: Draft, day: date, today: date) -> Draft:
    """A date from today up to 104 weeks ahead; refuses with OutOfRange (C-10)."""
    last = today + timedelta(weeks=MAX_WEEKS_AHEAD)
    if not today <= day <= last:
        raise OutOfRange("event", day.isoformat(), f"{today.isoformat()} to {last.isoformat()}")
    asked = answered(replace(draft, event_date=day), Question.EVENT_MONTH)
    return answered(asked, Question.EVENT_DATE)


def another_event(draft: Draft) -> Draft:
    """Keep the event and ask for a second; without one, or with two (C-10: 0-2), the draft stays as it is."""
    if draft.event is None or draft.event_date is None or draft.others:
        return draft
    asked = (Question.EVENT, Question.EVENT_MONTH, Question.EVENT_DATE)
    return replace(
        draft,
        others=(Event(draft.event, draft.event_date),),
        event=None,
        event_month=None,
        event_date=None,
        quick=False,
        answered=tuple(a for a in draft.answered if a not in asked),
    )


def toggle_day(draft: Draft, day: int) -> Draft:
    """Once for one session, twice for two, again to clear (ux M2)."""
    days = tuple((n + 1) % 3 if d == day else n for d, n in enumerate(draft.days))
    return replace(draft, days=days)


def answer_days(draft: Draft, days: tuple[int, ...]) -> Draft:
    """Sessions a day, Monday first; refuses a week without any (OutOfRange, C-10: 1-7 days)."""
    if len(days) != 7 or not any(days):
        raise OutOfRange("days", days, "1-7")
    return answered(replace(draft, days=days), Question.DAYS)


def answer_slot(draft: Draft, part: Part, minutes: int, start: time | None = None) -> Draft:
    """The usual time and length; 15 to 240 minutes (C-10), else OutOfRange."""
    if not 15 <= minutes <= 240:
        raise OutOfRange("minutes", minutes, "15-240")
    return answered(replace(draft, part=part, minutes=minutes, start=start), Question.SLOT)


def answer_two(draft: Draft, one: time, other: time) -> Draft:
    """The starts of the two sessions of a day; at least 15 minutes (C-10) lie between them, else OutOfRange."""
    first, second = sorted((one, other))
    apart = 60 * (second.hour - first.hour) + second.minute - first.minute
    if apart < 15:
        raise OutOfRange("minutes", apart, "15-240")
    return replace(draft, two=(first, second))


def answer_cardio_now(draft: Draft, minutes: int) -> Draft:
    """Cardio minutes a week now, 0 to 1,500 (C-10), else OutOfRange."""
    if not 0 <= minutes <= 1500:
        raise OutOfRange("current_cardio_min_per_week", minutes, "0-1500")
    return answered(replace(draft, cardio_minutes=minutes), Question.CARDIO_NOW)


def answer_lifts_now(draft: Draft, lifts: float) -> Draft:
    """Lifting sessions a week now, 0 to 14 (C-10), else OutOfRange."""
    if not 0 <= lifts <= 14:
        raise OutOfRange("current_lifts_per_week", lifts, "0-14")
    return answered(replace(draft, lifts_per_week=lifts), Question.LIFTS_NOW)


def answer_clock(draft: Draft, zone: str, reminder_time: time | None) -> Draft:
    """The zone as confirmed, and the fixed reminder time if one is wished (step 8)."""
    return answered(replace(draft, time_zone=zone, reminder_time=reminder_time), Question.CLOCK)
