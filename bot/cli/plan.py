"""`plan`: the way ahead for a profile, as JSON."""

from __future__ import annotations

from bot.cli.printing import Source, Today, Weeks, day_of, show, weeks_of
from bot.cli.speaking import Speaker
from bot.documents.athlete import athlete_of
from bot.documents.plan import hold_document, plan_document
from bot.documents.profile import ProfileDocument
from bot.documents.reading import read
from rules.errors import OnHold
from rules.planning import build_plan


def plan(
    profile: Source,
    today: Today = None,
    weeks: Weeks = None,
) -> None:
    """Plan the way to the last event and its recovery, or 12 weeks, for a profile."""
    day, most = day_of(today), weeks_of(weeks)
    athlete = athlete_of(read(ProfileDocument, profile, day), day)
    speaker = Speaker(athlete.profile)
    try:
        made = build_plan(athlete.profile, athlete.screening, day, most)
    except OnHold:
        show(hold_document(athlete, speaker.hold(athlete.screening.standing)))
    else:
        show(plan_document(made, athlete, speaker.say))
