"""`week`: one week of a profile's plan, on request with the reasons for everything in it, as JSON."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from bot.cli.arguments import Source, Today, athlete_on, weekday_of, weeks_of
from bot.cli.printing import show
from bot.cli.speaking import Speaker
from bot.documents.explained import explained
from bot.documents.plan import hold_document, protein_g
from bot.documents.problems import Problems
from bot.documents.week import week_document
from rules.errors import OnHold
from rules.heat import in_heat
from rules.levels import assess
from rules.planning import build_plan


def week(
    profile: Source,
    today: Today = None,
    number: Annotated[
        str, typer.Option("--number", metavar="1-260", help="Which week of the plan, from 1.")
    ] = "1",
    hot: Annotated[
        list[str] | None, typer.Option(metavar="0-6", help="A very hot day, or one of bad air, 0 Monday.")
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="With purpose, score and rules.")] = False,
) -> None:
    """Plan one week, the first one unless told otherwise."""
    problems = Problems()
    asked, wanted = athlete_on(profile, today, problems), problems.of(weeks_of, number, "--number")
    hot_days = problems.each(partial(weekday_of, "--hot"), hot)
    athlete, day = problems.settled(asked)
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
