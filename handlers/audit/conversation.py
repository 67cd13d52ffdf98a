"""What serves /audit: the entry, the draft by taps or typed lines, and the result."""

from __future__ import annotations

from dataclasses import replace

from bot.coaching import audits
from bot.coaching.people import Dialogue
from handlers.audit import draft as drafts
from handlers.audit import results, tapping
from handlers.audit.draft import KIND, Draft
from handlers.audit.reading import Read, read_week
from handlers.context import Context
from handlers.keyboards import Tap
from handlers.registry import Conversation
from rules.audit.told import ToldWeek

HOME = "home"


async def audit(context: Context, text: str) -> None:
    """/audit: what to check; with lines after it, they are read as a week."""
    if text and await _told(context, None, text):
        return
    last = await audits.kept(context.uow, context.person)
    has_plan = await audits.plan_told(context.uow, context.person, context.local_now) is not None
    await context.show("audit/home", last=last, has_plan=has_plan)


async def tapped(context: Context, tap: Tap) -> None:
    """A button of the entry, of a result, or of the draft; an old one shows what is current."""
    verb, _, detail = tap.action.partition("-")
    draft = await drafts.current(context)
    if tap.id == HOME:
        await _from_home(context, verb)
    elif verb in results.STEPS and (found := await results.find(context, tap.id)) is not None:
        await results.STEPS[verb](context, tap.id, found)
    elif draft is None or draft.key != tap.id:
        context.say("old_button")
        await (audit(context, "") if draft is None else tapping.show_week(context, draft))
    elif verb == "type":
        await context.show("audit/type", key=draft.key)
    elif verb == "check" and draft.week.sessions:
        await _check(context, draft)
    elif not await tapping.tapped(context, draft, verb, detail):
        await tapping.show_week(context, draft)


async def typed(context: Context, _: Dialogue, text: str) -> bool:
    """Lines of a week while one is being told: the days that they name are told anew."""
    return await _told(context, await drafts.current(context), text)


async def _from_home(context: Context, verb: str) -> None:
    if verb == "type":
        draft = await drafts.begin(context, ToldWeek())
        await context.show("audit/type", key=draft.key)
    elif verb == "tap":
        await tapping.show_week(context, await drafts.begin(context, ToldWeek()))
    elif verb == "last" and (last := await audits.kept(context.uow, context.person)) is not None:
        await tapping.show_week(context, await drafts.begin(context, last))
    elif verb == "plan" and (found := await results.find(context, results.PLAN)) is not None:
        await results.show(context, results.PLAN, found)
    else:
        await context.uow.dialogues.clear(context.person.id)
        await audit(context, "")


async def _told(context: Context, draft: Draft | None, text: str) -> bool:
    """Read lines and show them back; False where they are no week."""
    usual = await audits.usual_mode(context.uow, context.person)
    read = read_week(text, usual)
    if not read.days and not read.week.sessions:
        return False
    week = _joined(draft.week if draft else ToldWeek(), read)
    made = await drafts.begin(context, week, draft.key if draft else "")
    await tapping.show_week(context, await drafts.keep(context, replace(made, unclear=read.unclear)))
    return True


def _joined(before: ToldWeek, read: Read) -> ToldWeek:
    """A line replaces the lifting or the cardio that was told of its day; one without any clears the day."""
    told = {(s.day, s.type.is_strength) for s in read.week.sessions}
    named = {day for day, _ in told}
    others = (
        s
        for s in before.sessions
        if s.day not in read.days or (s.day in named and (s.day, s.type.is_strength) not in told)
    )
    return replace(before, sessions=(*others, *read.week.sessions))


async def _check(context: Context, draft: Draft) -> None:
    """Keep the week and judge it; the question is answered then."""
    await audits.keep(context.uow, context.person, draft.key, draft.week, context.now)
    await context.uow.dialogues.clear(context.person.id)
    found = await results.find(context, draft.key)
    if found is not None:
        await results.show(context, draft.key, found)


CONVERSATION = Conversation(commands={"audit": audit}, taps={KIND: tapped}, texts={KIND: typed})
