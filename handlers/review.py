"""The weekly review: numbers, changes with their reasons, apply, keep, adjust one (ux M10)."""

from __future__ import annotations

from bot.coaching import days, review_answers
from bot.coaching.ports import StoredReview
from bot.coaching.subjects import review_subject
from handlers.context import Context
from handlers.keyboards import Tap
from handlers.registry import Conversation
from rules.errors import CannotOverrule

KIND = "review"
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
