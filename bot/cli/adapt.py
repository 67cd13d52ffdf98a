"""`adapt`: the weekly review of a state, as JSON."""

from __future__ import annotations

from bot.cli.arguments import Source
from bot.cli.printing import show
from bot.cli.speaking import Speaker
from bot.documents.plan import protein_g
from bot.documents.reading import parse, text_of
from bot.documents.review import review_document
from bot.documents.standing import standing_of
from bot.documents.state import StateDocument, start_of
from rules.adaptation import adapt as review
from rules.calendar import WEEK


def adapt(state: Source) -> None:
    """Review a lived week: one decision, its changes with their reasons, and the next week."""
    text = text_of(state)
    standing = standing_of(parse(StateDocument, text, start_of(text)))
    diary = standing.diary
    made = review(standing.state, standing.week, diary.checkins, diary.wellness, standing.today)
    speaker = Speaker(made.state.profile)
    grams = protein_g(standing.athlete, standing.week.start + WEEK)
    show(review_document(made, speaker.say, speaker.change, grams))
