"""`whatif`: the plan beside another one, as JSON; nothing is saved."""

from __future__ import annotations

import re
from datetime import date, time
from functools import partial
from typing import Annotated

import typer

from bot.cli.arguments import Source, Today, Weeks, athlete_on, day_of, one_of, weekday_of, weeks_of
from bot.cli.printing import show
from bot.cli.speaking import Speaker
from bot.documents.athlete import Athlete
from bot.documents.comparison import comparison_document
from bot.documents.plan import hold_document
from bot.documents.problems import BadInput, Problems, problem, refused
from rules.athlete import EventType, Goal, Window
from rules.errors import OnHold
from rules.whatif import Scenario, refusals, what_if

ADDED = re.compile(r"([0-6])(?:,([01]\d|2[0-3]):([0-5]\d),(\d{2,3}))?")
EVENT = re.compile(r"(?:([a-z0-9_]+)=)?(\d{4}-\d\d-\d\d)")
EVENING, HOUR_MIN = time(18), 60
HALF = 0.5

Days = Annotated[
    list[str] | None, typer.Option(metavar="0-6", help="A day to leave out, 0 Monday to 6 Sunday.")
]
Added = Annotated[
    list[str] | None,
    typer.Option(
        metavar="0-6[,hh:mm,15-240]", help="A day to add, its time and minutes; default 18:00, 60 minutes."
    ),
]
Dates = Annotated[
    list[str] | None,
    typer.Option(metavar="[TYPE=]YYYY-MM-DD", help="Another date for the event, or for the one named."),
]


def whatif(
    profile: Source,
    today: Today = None,
    drop_day: Days = None,
    add_day: Added = None,
    halve_minutes: Annotated[
        bool, typer.Option("--halve-minutes", help="Half the minutes a window.")
    ] = False,
    goal: Annotated[str | None, typer.Option(metavar="|".join(Goal), help="Another emphasis.")] = None,
    event_date: Dates = None,
    drop_event: Annotated[
        list[str] | None, typer.Option(metavar="|".join(EventType), help="An event to leave out.")
    ] = None,
    weeks: Weeks = None,
) -> None:
    """Compare the plan with another one: phases, weekly counts, score, what is lost and gained."""
    problems = Problems()
    asked, most = athlete_on(profile, today, problems), problems.of(weeks_of, weeks)
    goals = problems.each(_goal, () if goal is None else (goal,))
    scenario = Scenario(
        dropped_days=frozenset(problems.each(partial(weekday_of, "--drop-day"), drop_day)),
        added_days=tuple(problems.each(_added, add_day)),
        minutes_share=HALF if halve_minutes else 1.0,
        goal=goals[0] if goals else None,
        event_dates=tuple(problems.each(partial(_event_date, _planned(asked)), event_date)),
        dropped_events=frozenset(problems.each(_event, drop_event)),
    )
    if asked is not None:
        problems.lines += [refused(r) for r in refusals(asked[0].profile, scenario, asked[1])]
    athlete, day = problems.settled(asked)
    speaker = Speaker(athlete.profile)
    try:
        found = what_if(athlete.profile, athlete.screening, day, scenario, most)
    except OnHold:
        show(hold_document(athlete, speaker.hold(athlete.screening.standing)))
    else:
        show(comparison_document(found, speaker.say))


def _planned(asked: tuple[Athlete, date] | None) -> tuple[EventType, ...] | None:
    """The types of the events, None where the profile can't be read."""
    return None if asked is None else tuple(e.type for e in asked[0].profile.events)


def _goal(text: str) -> Goal:
    return Goal(one_of("--goal", text, tuple(Goal)))


def _event(text: str) -> EventType:
    return EventType(one_of("--drop-event", text, tuple(EventType)))


def _added(text: str) -> tuple[int, Window]:
    found = ADDED.fullmatch(text)
    minutes = int(found[4] or HOUR_MIN) if found else 0
    if found is None or not 15 <= minutes <= 240:
        raise BadInput(
            [problem("--add-day", text, "DAY or DAY,hh:mm,MINUTES; day 0 to 6, 15 to 240 minutes")]
        )
    start = time(int(found[2]), int(found[3])) if found[2] else EVENING
    return int(found[1]), Window(start, minutes)


def _event_date(planned: tuple[EventType, ...] | None, text: str) -> tuple[EventType, date]:
    """The event and its date; a date alone is for the only event, or for any while the profile can't be read."""
    types = tuple(EventType) if planned is None else planned
    found = EVENT.fullmatch(text)
    alone = types[0].value if planned is None or len(types) == 1 else None
    named = found and (found[1] or alone)
    if not found or named not in set(EventType):
        allowed = ", ".join(f"{t}=DATE" for t in types) or "no event is planned"
        raise BadInput([problem("--event-date", text, allowed)])
    return EventType(named), day_of(found[2], "--event-date")
