"""`whatif`: the plan beside another one, as JSON; nothing is saved."""

from __future__ import annotations

import re
from datetime import date, time
from typing import Annotated

import typer

from bot.cli.printing import WEEKDAYS, Source, Today, Weeks, day_of, one_of, show, weeks_of
from bot.cli.speaking import Speaker
from bot.documents.athlete import Athlete, athlete_of
from bot.documents.comparison import comparison_document
from bot.documents.plan import hold_document
from bot.documents.problems import BadInput, problem, refused
from bot.documents.profile import ProfileDocument
from bot.documents.reading import read
from rules.athlete import EventType, Goal, Window
from rules.errors import OnHold, OutOfRange
from rules.whatif import Scenario, WhatIf, what_if

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
    day = day_of(today)
    athlete = athlete_of(read(ProfileDocument, profile, day), day)
    speaker = Speaker(athlete.profile)
    scenario = Scenario(
        dropped_days=frozenset(int(one_of("--drop-day", text, WEEKDAYS)) for text in drop_day or ()),
        added_days=tuple(_added(text) for text in add_day or ()),
        minutes_share=HALF if halve_minutes else 1.0,
        goal=None if goal is None else Goal(one_of("--goal", goal, tuple(Goal))),
        event_dates=tuple(_event_date(text, athlete) for text in event_date or ()),
        dropped_events=frozenset(
            EventType(one_of("--drop-event", text, tuple(EventType))) for text in drop_event or ()
        ),
    )
    try:
        show(comparison_document(_compared(athlete, day, scenario, weeks_of(weeks)), speaker.say))
    except OnHold:
        show(hold_document(athlete, speaker.hold(athlete.screening.standing)))


def _compared(athlete: Athlete, day: date, scenario: Scenario, weeks: int | None) -> WhatIf:
    try:
        return what_if(athlete.profile, athlete.screening, day, scenario, weeks)
    except OutOfRange as refusal:
        raise BadInput([refused(refusal)]) from None


def _added(text: str) -> tuple[int, Window]:
    found = ADDED.fullmatch(text)
    minutes = int(found[4] or HOUR_MIN) if found else 0
    if found is None or not 15 <= minutes <= 240:
        raise BadInput(
            [problem("--add-day", text, "DAY or DAY,hh:mm,MINUTES; day 0 to 6, 15 to 240 minutes")]
        )
    start = time(int(found[2]), int(found[3])) if found[2] else EVENING
    return int(found[1]), Window(start, minutes)


def _event_date(text: str, athlete: Athlete) -> tuple[EventType, date]:
    found = EVENT.fullmatch(text)
    types = [e.type for e in athlete.profile.events]
    named = found[1] if found and found[1] else types[0].value if len(types) == 1 else None
    if found is None or named not in set(EventType):
        allowed = ", ".join(f"{t}=DATE" for t in types) or "no event is planned"
        raise BadInput([problem("--event-date", text, allowed)])
    return EventType(named), day_of(found[2])
