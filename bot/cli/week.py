"""`week`: one week of a profile's plan, on request with the reasons for everything in it, as JSON."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.printing import WEEKDAYS, Source, Today, day_of, one_of, show, weeks_of
from bot.cli.speaking import Speaker
from bot.documents.athlete import athlete_of
from bot.documents.explained import explained
from bot.documents.plan import hold_document, protein_g
from bot.documents.profile import ProfileDocument
from bot.documents.reading import read
from bot.documents.week import week_document
from rules.errors import OnHold
from rules.heat import in_heat
from rules.levels import assess
from rules.planning import build_plan


def week(
    profile: Source,
    today: Today = None,
    number: Annotated[
        int, typer.Option("--number", metavar="1-260", help="Which week of the plan, from 1.")
    ] = 1,
    hot: Annotated[
        list[str] | None, typer.Option(metavar="0-6", help="A very hot day, or one of bad air, 0 Monday.")
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="With purpose, score and rules.")] = False,
) -> None:
    """Plan one week, the first one unless told otherwise."""
    day, wanted = day_of(today), weeks_of(number, "--number")
    hot_days = {int(one_of("--hot", text, WEEKDAYS)) for text in hot or ()}
    athlete = athlete_of(read(ProfileDocument, profile, day), day)
    speaker = Speaker(athlete.profile)
    try:
        made = build_plan(athlete.profile, athlete.screening, day, wanted).weeks[-1]
    except OnHold:
        show(hold_document(athlete, speaker.hold(athlete.screening.standing)))
        return
    if hot_days:
        made = in_heat(made, hot_days, assess(athlete.profile).strength)
    printed = week_document(made, speaker.say, protein_g(athlete, made.start))
    show(explained(made, printed) if explain else printed)
