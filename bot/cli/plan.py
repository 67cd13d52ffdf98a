"""`plan`: the way ahead for a profile, as JSON."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.printing import Source, Today, day_of, show
from bot.cli.speaking import Speaker
from bot.documents.athlete import athlete_of
from bot.documents.plan import hold_document, plan_document
from bot.documents.profile import ProfileDocument
from bot.documents.reading import read
from rules.errors import OnHold
from rules.planning import build_plan

MOST_WEEKS = 260


def plan(
    profile: Source,
    today: Today = None,
    weeks: Annotated[
        int | None,
        typer.Option(min=1, max=MOST_WEEKS, help="So many weeks instead of 12 or the way to the last event."),
    ] = None,
) -> None:
    """Plan the way to the last event and its recovery, or 12 weeks, for a profile."""
    day = day_of(today)
    athlete = athlete_of(read(ProfileDocument, profile), day)
    speaker = Speaker(athlete.profile)
    try:
        made = build_plan(athlete.profile, athlete.screening, day, weeks)
    except OnHold:
        show(hold_document(athlete, speaker.hold(athlete.screening.standing)))
    else:
        show(plan_document(made, athlete, speaker.say))
