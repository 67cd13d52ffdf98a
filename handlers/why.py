"""/why on a week, a session or a change: what we saw, what the rule says, how sure we are, the source (ux M12)."""

from __future__ import annotations

from bot.coaching import days, review_answers
from handlers.context import Context
from handlers.keyboards import Tap
from handlers.registry import Conversation
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
    else:
        await _session(context, tap.id)


async def _week(context: Context) -> None:
    standing = await days.standing(context.uow, context.person, context.today)
    if standing is None:
        following = await days.next_item(context.uow, context.person, context.local_now)
        standing = await days.standing(context.uow, context.person, following.date) if following else None
    if standing is None:
        await context.show("why/none")
    else:
        await context.show("why/week", week=standing.week)


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


async def _change(context: Context, week_start: str, number: int) -> None:
    shown = await review_answers.change(context.uow, context.person, week_start, number)
    if shown is None:
        context.say("old_button")
        await _week(context)
        return
    await context.show(
        "why/change",
        change=shown,
        rule=rule(shown.rule_id),
        evidence=evidence_of(shown.rule_id),
        lesson=lesson_on(shown.rule_id),
        start=week_start,
        number=number,
    )


CONVERSATION = Conversation(commands={"why": why}, taps={KIND: tapped})
