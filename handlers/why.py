"""/why on a week, a session or a change: what we saw, what the rule says, how sure we are, the source (ux M12)."""

from __future__ import annotations

from bot.coaching import days, disagreements, review_answers
from handlers.context import Context
from handlers.keyboards import Tap
from handlers.registry import Conversation
from rules.constants import P
from rules.evidence import RULES, evidence_of, rule
from rules.lessons import lesson_on

KIND = "why"
MOST_RULES = 6


async def why(context: Context, _: str) -> None:
    """/why: the reasons of this week."""
    await _week(context)


async def tapped(context: Context, tap: Tap) -> None:
    """The reasons of a week, of one session, or of one change of a review."""
    if tap.id == "week":
        await _week(context)
    elif tap.action.isdigit():
        await _change(context, tap.id, int(tap.action))
    elif tap.action == "disagree":
        await _disagree(context, tap.id)
    else:
        await _session(context, tap.id)


async def _week(context: Context) -> None:
    standing = await days.this_or_next(context.uow, context.person, context.local_now)
    if standing is None:
        await context.show("why/none")
    else:
        said = await disagreements.latest(context.uow, context.person)
        await context.show("why/week", week=standing.week, disagreements=said)


async def _session(context: Context, session_id: str) -> None:
    found = await days.find(context.uow, context.person, session_id)
    if found is None:
        context.say("old_button")
        await _week(context)
        return
    session = found[1].session
    named = [i for i in dict.fromkeys(r.partition(" ")[0] for r in session.rule_ids) if i in RULES]
    rules = [(rule(i), evidence_of(i)) for i in named[:MOST_RULES]]
    lesson = next(filter(None, map(lesson_on, named)), None)
    await context.show("why/session", item=found[1], rules=rules, lesson=lesson)


async def _disagree(context: Context, session_id: str) -> None:
    """Keep that they see it otherwise, and offer what they can do about it (ux 13)."""
    found = await days.find(context.uow, context.person, session_id)
    if found is None or not found[1].open:
        await _session(context, session_id)
        return
    session = found[1].session
    await disagreements.with_session(context.uow, context.person, session, context.today, context.now)
    await context.show("why/disagreed", item=found[1])


async def _change(context: Context, week_start: str, number: int) -> None:
    start = days.week_of(week_start)
    review = await review_answers.find(context.uow, context.person, start) if start else None
    if review is None or not 1 <= number <= len(review.changes):
        context.say("old_button")
        await _week(context)
        return
    shown = review.changes[number - 1]
    await context.show(
        "why/change",
        change=shown,
        declined=number in review.declined,
        rule=rule(shown.rule_id),
        version=P.version,
        evidence=evidence_of(shown.rule_id),
        lesson=lesson_on(shown.rule_id),
        start=week_start,
        number=number,
    )


CONVERSATION = Conversation(commands={"why": why}, taps={KIND: tapped})
