"""The weekly review: numbers, changes with their reasons, apply, keep, adjust one (ux M10)."""

from __future__ import annotations

from bot.coaching import days, reviews
from bot.coaching.ports import StoredReview
from bot.coaching.subjects import review_subject
from handlers.context import Context
from handlers.keyboards import Tap
from handlers.registry import Conversation

KIND = "review"


async def tapped(context: Context, tap: Tap) -> None:
    """Apply, keep last week, adjust one change, or show it again."""
    start = days.week_of(tap.id)
    verb, _, number = tap.action.partition("-")
    if start is None:
        context.say("old_button")
        return
    if verb in ("yes", "no"):
        known = await reviews.propose(
            context.uow, context.person, start, context.now, context.today, yes=verb == "yes"
        )
    elif verb == "decline":
        known = await reviews.disagree(context.uow, context.person, start, int(number), context.now)
    elif verb == "keep":
        known = await reviews.keep(context.uow, context.person, start, context.now)
    elif verb == "fine":
        known = await reviews.approve(context.uow, context.person, start)
    else:
        known = await context.uow.training.review(context.person.id, start)
    if known is None:
        context.say("cannot_change")
        known = await context.uow.training.review(context.person.id, start)
    if known is not None:
        await show(context, known, page=verb)


async def show(context: Context, stored: StoredReview, page: str = "") -> None:
    """The review's screen, or its page for adjusting one change."""
    name = "review/adjust" if page == "adjust" else "review/week"
    await context.show(
        name, subject=review_subject(stored.week_start), review=stored, most=reviews.MOST_CHANGES
    )


CONVERSATION = Conversation(taps={KIND: tapped})
