"""Set-up, holds and settings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, time, timedelta

from bot.coaching.acquaintance import NOTICE_VERSION
from bot.coaching.people import Status as Standing
from handlers.facts import pulse_button
from handlers.onboarding.revision import REVISABLE
from rules import interview
from rules.athlete import Age, EventType, Goal, RecentRace
from rules.draft import Draft, Part, Question
from rules.errors import OutOfRange
from rules.facts import with_hr_range
from tests.templates.given.base import TODAY, Given, Values
from tests.templates.people import Someone

EMPTY = Draft()
FULL = Draft(
    age_years=35, ticked=frozenset({"Q1", "Q2", "Q5", "Q7"}), birth_weeks_ago=20, limits=frozenset({"no_hiit"}),
    goal=Goal.RACE, event=EventType.HALF, event_month=date(2027, 4, 1), days=(1, 0, 2, 0, 1, 1, 0),
    start=time(17, 15), minutes=90, reminder_time=time(7),
)  # fmt: skip
DRAFTS = (EMPTY, FULL, replace(FULL, birth_weeks_ago=6, days=(1,) * 7, start=None))
TROUBLES: tuple[tuple[str, OutOfRange | None], ...] = (
    ("unread", None),
    *(
        ("range", OutOfRange(field, 1, "x"))
        for field in (
            "age", "event", "days", "minutes", "current_cardio_min_per_week", "current_lifts_per_week", "else"
        )
    ),
)  # fmt: skip


def question(name: str) -> Callable[[Someone], Given]:
    def given(someone: Someone) -> Iterator[Values]:
        for draft in DRAFTS:
            for view in ("", "all", "other", "fixed"):
                yield _asked(someone, Question(name), draft) | {"view": view, "problem": "", "refusal": None}
        for problem, refusal in TROUBLES:
            yield _asked(someone, Question(name), FULL) | {"view": "", "problem": problem, "refusal": refusal}

    return given


def _asked(someone: Someone, asked: Question, draft: Draft) -> Values:
    return {
        "draft": draft,
        "step": asked.step,
        "bands": interview.AGE_BANDS,
        "parts": tuple(Part),
        "pairs": interview.PAIRS,
        "lengths": interview.SESSION_MINUTES,
        "lifts": interview.LIFTS_NOW,
        "cardio": interview.CARDIO_NOW,
        "months": [date(2026 + (10 + n) // 12, (10 + n) % 12 + 1, 1) for n in range(12)],
        "dates": [date(2026, 12, n) for n in range(1, 32)],
        "there": someone.local_now,
        "zone": someone.person.time_zone,
        "hour": timedelta(hours=1),
    }


def hold(_: Someone) -> Iterator[Values]:
    drafts = (*DRAFTS, replace(FULL, ticked=frozenset({"Q3", "Q4"}), birth_weeks_ago=None))
    for draft in drafts:
        for view in ("", "cleared"):
            yield {"draft": draft, "view": view}


def answers(someone: Someone) -> Iterator[Values]:
    for state in (someone.state, None):
        yield {"state": state, "questions": REVISABLE}


def facts(someone: Someone) -> Iterator[Values]:
    told = replace(
        someone.state.profile,
        age=Age(36, exact=True),
        height_cm=178,
        resting_hr=58,
        max_hr=186,
        recent_race=RecentRace(10_000, 3000, TODAY),
    )
    refused = OutOfRange("weight_kg", 5, "30-300")
    for asked in ("", "weight", "height", "age", "sex", "resting", "max", "race"):
        for profile in (someone.state.profile, told, with_hr_range(told, fits=False), None):
            pulse = pulse_button(profile) if profile else ""
            for refusal in (None, refused):
                yield {"profile": profile, "asked": asked, "refusal": refusal, "pulse": pulse}


def settings(someone: Someone) -> Iterator[Values]:
    paused = replace(someone.person, status=Standing.PAUSED, paused_until=date(2026, 12, 7))
    fixed = replace(someone.person.settings, reminder_time=time(7, 15))
    at_start = replace(someone.person.settings, reminder_lead_min=0)
    for person in (
        someone.person,
        paused,
        replace(paused, paused_until=None),
        replace(someone.person, settings=fixed),
        replace(someone.person, settings=at_start),
    ):
        yield {
            "person": person,
            "settings": person.settings,
            "noise": dict(person.settings.noise),
            "there": someone.local_now,
            "hour": timedelta(hours=1),
            "languages": ("en", "de", "es"),
            "paused": person.status is Standing.PAUSED,
        }


def limits(_: Someone) -> Given:
    return ({"limits": frozenset()}, {"limits": frozenset({"no_hiit", "only_supervised"})})


def left(_: Someone) -> Iterator[Values]:
    for kept in ("setup", "typed", "log", "go", "set", "safety"):
        for trains in (True, False):
            yield {"kept": kept, "trains": trains}


def about(_: Someone) -> Iterator[Values]:
    for trains in (True, False):
        yield {
            "rule_count": 240,
            "source_count": 56,
            "version": "0.1.0",
            "notice": NOTICE_VERSION,
            "trains": trains,
        }
