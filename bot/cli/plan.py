"""`plan`: the way ahead for a profile, as JSON."""

from __future__ import annotations

from bot.cli.arguments import Source, Today, Weeks, athlete_on, weeks_of
from bot.cli.printing import show
from bot.cli.speaking import Speaker
from bot.documents.plan import hold_document, plan_document
from bot.documents.problems import Problems
from rules.errors import OnHold
from rules.planning import build_plan


def plan(
    profile: Source,
    today: Today = None,
    weeks: Weeks = None,
) -> None:
    """Plan the way to the last event and its recovery, or 12 weeks, for a profile."""
    problems = Problems()
    asked, most = athlete_on(profile, today, problems), problems.of(weeks_of, weeks)
    athlete, day = problems.settled(asked)
    speaker = Speaker(athlete.profile)
    try:
        made = build_plan(athlete.profile, athlete.screening, day, most)
    except OnHold:
        show(hold_document(athlete, speaker.hold(athlete.screening.standing)))
    else:
        show(plan_document(made, athlete, speaker.say))
