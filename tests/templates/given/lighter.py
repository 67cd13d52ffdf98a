"""The rest of a week made lighter from any day on, and each reason not to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.coaching.lighter import Lighter
from rules.lighter import lighter_week
from rules.sessions import note
from tests.templates.given.base import TODAY, Values
from tests.templates.people import MONDAY, Someone

REFUSALS = (
    note("lighter.now"),
    note("lighter.calendar", phase="TAPER"),
    note("lighter.way_back"),
    note("lighter.just_had", weeks=1),
    note("lighter.week_over"),
)


def made(someone: Someone) -> Iterator[Values]:
    for first_day in (0, 2):
        after = lighter_week(someone.state, first_day)
        before = tuple(s for s in someone.week.sessions if s.day >= first_day)
        since = TODAY + timedelta(days=first_day)
        lighter = Lighter(None, since, before, after.sessions, after)
        yield {"made": lighter, "start": MONDAY, "version": 2}
    for refusal in REFUSALS:
        yield {"made": replace(Lighter(refusal), since=TODAY), "start": MONDAY, "version": 2}
