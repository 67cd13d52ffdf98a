"""Weeks told and judged: nothing, little, a good one, and one that breaks most rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import time
from functools import cache

from bot.coaching.audits import Checked
from handlers.audit.draft import Draft
from handlers.audit.numbers import SLOTS
from handlers.audit.tapping import LENGTHS, LIFT_LENGTHS
from rules.athlete import Level, Mode
from rules.audit import audit
from rules.audit.checklist import checklist
from rules.audit.told import ToldSession, ToldWeek, as_told, failed_easy_minutes, sessions_of
from rules.evidence import evidence_of, rule
from rules.hard import HardContext
from rules.interference import score_week
from rules.sessions import SessionType
from rules.soft import Athlete
from tests.templates.given.base import START, Given, Values
from tests.templates.people import MONDAY, Someone

GUESSED = frozenset({"start", "minutes"})
SQUATS = ToldSession(0, SessionType.LOWER, time(19), 60, heavy=True)
SPRINTS = ToldSession(1, SessionType.HIIT, time(6), 24, mode=Mode.RUN, guessed=GUESSED)
CIRCUIT = ToldSession(2, SessionType.CIRCUIT, time(18), 45)
LITTLE = ToldWeek((SQUATS, SPRINTS))
NOTHING_STANDS_OUT = ToldWeek((CIRCUIT,))
TERRIBLE = ToldWeek(
    tuple(
        made
        for day in range(7)
        for made in (
            ToldSession(day, SessionType.TEMPO, time(16), 120, mode=Mode.ELLIPTICAL),
            replace(SQUATS, day=day, start=time(18)),
            replace(SPRINTS, day=day, start=time(21)),
        )
    ),
    talks=False,
)
LONG = ToldSession(2, SessionType.LONG, time(8), 150, mode=Mode.BIKE)
TWO_LONG = ToldWeek((*LITTLE.sessions, LONG, replace(LONG, day=5)), talks=False)
UNCLEAR = "fri something odd with a great many words " * 8


def told(someone: Someone) -> tuple[ToldWeek, ...]:
    return LITTLE, NOTHING_STANDS_OUT, TWO_LONG, TERRIBLE, as_told(someone.week.sessions)


@cache
def judged(week: ToldWeek, level: Level) -> Checked:
    sessions, failed = sessions_of(week), failed_easy_minutes(week)
    context, athlete = HardContext(level, any_length=True), Athlete(level, 35)
    found = audit(sessions, context, athlete, failed_easy_minutes=failed)
    checks = checklist(sessions, context, athlete, found.violations, failed_easy_minutes=failed)
    after = score_week(found.edit.sessions, level) if found.edit else None
    return Checked(sessions, found, checks, ours=False, after=after)


def checked(someone: Someone) -> Iterator[Checked]:
    for week in told(someone):
        for level in (Level.NOVICE, Level.ADVANCED):
            made = judged(week, level)
            yield made
            yield replace(made, ours=True, plan_after=someone.week if made.audit.edit else None)
            yield replace(made, times=someone.state.profile.availability if made.audit.edit else None)


def results(someone: Someone) -> Iterator[Values]:
    for found in checked(someone):
        yield {"result": "plan" if found.ours else "u123456.7", "found": found}


def why(someone: Someone) -> Iterator[Values]:
    ids = ("D-40", "D-41", "D-44", "D-60", "D-65")
    for values in results(someone):
        yield values | {"rules": [(rule(i), evidence_of(i)) for i in ids]}


def swapped(someone: Someone) -> Iterator[Values]:
    yield from (
        {"found": c, "start": MONDAY, "version": 3} for c in checked(someone) if c.plan_after is not None
    )


def times(someone: Someone) -> Given:
    return ({"result": "u123456.7", "week": someone.week},)


def home(_: Someone) -> Iterator[Values]:
    for last in (None, LITTLE):
        yield {"last": last, "has_plan": True}
        yield {"last": last, "has_plan": False}


def weeks(someone: Someone) -> Iterator[Values]:
    for week in (ToldWeek(), *told(someone)):
        for unclear in ((), (UNCLEAR,), (UNCLEAR, UNCLEAR)):
            draft = Draft("u123456.7", week, unclear)
            yield {"draft": draft, "has_plan": not week.sessions, "start": START}


def days(someone: Someone) -> Iterator[Values]:
    for week in (ToldWeek(), *told(someone)):
        for day in range(7):
            those = week.on(day)
            newest = those[-1] if those else None
            lengths = LENGTHS.get(newest.type, LIFT_LENGTHS) if newest else ()
            values: Values = {"draft": Draft("u123456.7", week), "day": day, "newest": newest}
            yield values | {"lengths": lengths, "slots": SLOTS}
