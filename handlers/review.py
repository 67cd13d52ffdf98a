"""The weekly review: numbers, changes with their reasons, apply, keep, adjust one (ux M10)."""

from __future__ import annotations

from datetime import timedelta

from bot.coaching import days, review_answers
from bot.coaching.ports import StoredReview
from bot.coaching.subjects import review_subject
from handlers import answers
from handlers.context import Context
from handlers.keyboards import Tap
from handlers.registry import Conversation
from rules.calendar import monday_of
from rules.errors import CannotOverrule

KIND = "review"
KEEP = frozenset(
    (
        "keep",
        "keep last week",
        "keep it",
        "behalten",
        "letzte woche behalten",
        "so lassen",
        "mantener",
        "dejar asi",
    )
)
PAGES = frozenset({"show", "adjust"})


async def tapped(context: Context, tap: Tap) -> None:
    """Apply, keep last week, adjust one change, or show it again."""
    start = days.week_of(tap.id)
    known = await review_answers.find(context.uow, context.person, start) if start else None
    if known is None:
        context.say("old_button")
        return
    verb, _, number = tap.action.partition("-")
    if verb not in PAGES:
        known = await _answered(context, known, verb, number) or known
    await show(context, known, page=verb)


async def said(context: Context, text: str) -> bool:
    """Yes, no or "keep last week" typed while the newest review waits for it; True if it was an answer.

    A yes is meant for today's session where one is due and the review isn't of today.
    """
    agreed = answers.yes_or_no(text)
    keeps = answers.bare(text.strip(" .!")) in KEEP
    known = await _waiting(context) if keeps or agreed is not None else None
    if known is None or (agreed and not keeps and await _is_about_a_session(context, known)):
        return False
    verb = "keep" if keeps else _verb(known, agreed=bool(agreed))
    if verb != "adjust":
        known = await _answered(context, known, verb, "") or known
    await show(context, known, page=verb)
    return True


def _verb(known: StoredReview, *, agreed: bool) -> str:
    """Where it asks a question, the word answers that; else a no opens what can be left out."""
    if known.proposal is not None:
        return "yes" if agreed else "no"
    return "fine" if agreed else "adjust"


async def _waiting(context: Context) -> StoredReview | None:
    """The review of this week, or of the last until this week's is made, unless it has its answer."""
    monday = monday_of(context.today)
    for start in (monday, monday - timedelta(weeks=1)):
        known = await review_answers.find(context.uow, context.person, start)
        if known is not None:
            return known if not known.answer or known.proposal is not None else None
    return None


async def _is_about_a_session(context: Context, known: StoredReview) -> bool:
    standing = await days.standing(context.uow, context.person, context.today)
    due = any(i.open for i in standing.on(context.today)) if standing else False
    return due and known.week_start != monday_of(context.today)


async def _answered(context: Context, known: StoredReview, verb: str, number: str) -> StoredReview | None:
    """The review with the answer in it; where it can't be, a toast says why."""
    try:
        answered = await _put(context, known, verb, number)
    except CannotOverrule:
        context.say("cannot_change")
        return None
    if answered is None:
        context.say("review_over")
    return answered


async def _put(context: Context, known: StoredReview, verb: str, number: str) -> StoredReview | None:
    uow, person, today, now = context.uow, context.person, context.today, context.now
    if verb == "fine":
        return await review_answers.approve(uow, person, known)
    if verb == "keep":
        return await review_answers.keep(uow, person, known, today, now)
    if verb == "decline" and number.isdigit():
        return await review_answers.disagree(uow, person, known, int(number), today, now)
    if verb in ("yes", "no"):
        return await review_answers.propose(uow, person, known, today, now, yes=verb == "yes")
    return None


async def show(context: Context, stored: StoredReview, page: str = "") -> None:
    """The review's screen, or its page for adjusting one change."""
    name = "review/adjust" if page == "adjust" else "review/week"
    await context.show(
        name, subject=review_subject(stored.week_start), review=stored, most=review_answers.MOST_CHANGES
    )


CONVERSATION = Conversation(taps={KIND: tapped})
