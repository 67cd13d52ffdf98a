"""The result of a check and what can be done with it: see the change, make it, why, as text, as a file (ux M13)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.coaching import adopting, audits, weeks
from bot.coaching.audits import Checked
from bot.coaching.outgoing import Attachment, Kind
from handlers.audit import draft as drafts
from handlers.audit.tapping import show_week
from handlers.context import Context
from rules.evidence import RULES, evidence_of, rule

PLAN = "plan"
MOST_RULES = 5
Step = Callable[[Context, str, Checked], Awaitable[None]]


async def find(context: Context, result: str) -> Checked | None:
    """The check under this id, judged by the plan and the time as they are now; None when there is none."""
    uow, person = context.uow, context.person
    if result == PLAN:
        return await audits.check_plan(uow, person, context.local_now)
    told = await audits.kept(uow, person, result)
    return await audits.check_told(uow, person, told, context.local_now) if told else None


async def show(context: Context, result: str, found: Checked) -> None:
    """The result, worst first."""
    await context.show("audit/result", result=result, found=found)


async def _first(context: Context, result: str, found: Checked) -> None:
    await context.show("audit/change", result=result, found=found)


async def _why(context: Context, result: str, found: Checked) -> None:
    named = [v.rule_id for v in found.audit.violations]
    ids = [i for i in dict.fromkeys((*named, "D-60", "D-65")) if i in RULES][:MOST_RULES]
    rules = [(rule(i), evidence_of(i)) for i in ids]
    await context.show("audit/why", result=result, found=found, rules=rules)


async def _text(context: Context, result: str, found: Checked) -> None:
    await context.show("audit/text", result=result, found=found)


async def _file(context: Context, result: str, found: Checked) -> None:
    content = context.services.renderer.text("audit/file", context.voice, {"found": found})
    name = f"tandem-week-{context.today.isoformat()}.txt"
    attachment = Attachment("document", name, "text/plain", content.encode())
    await context.put("audit/sent", {"result": result}, kind=Kind.FILE, attachment=attachment)


async def _swap(context: Context, result: str, found: Checked) -> None:
    """Make the change in the plan; where it no longer fits, the result says how it stands."""
    after = await audits.swap(context.uow, context.person, found, context.now)
    if after is None:
        context.tell("old_button")
        await show(context, result, found)
        return
    version = await weeks.version(context.uow, context.person, after.start)
    await context.show("audit/swapped", found=found, start=after.start, version=version)


async def _times(context: Context, result: str, found: Checked) -> None:
    """The plan as it would be at the times of the mended week; where there are none, the result."""
    made = await adopting.preview(context.uow, context.person, found, context.today)
    if made is None:
        await show(context, result, found)
    else:
        await context.show("audit/times", result=result, week=made.week)


async def _adopt(context: Context, result: str, found: Checked) -> None:
    """Plan at these times from tomorrow on."""
    if await adopting.adopt(context.uow, context.person, found, context.today, context.now):
        await context.show("setup/revised")
    else:
        context.tell("old_button")
        await show(context, result, found)


async def _again(context: Context, result: str, _: Checked) -> None:
    """The told week once more, to be changed."""
    told = await audits.kept(context.uow, context.person, result)
    if told is not None:
        await show_week(context, await drafts.begin(context, told))


STEPS: dict[str, Step] = {
    "show": show,
    "first": _first,
    "why": _why,
    "text": _text,
    "file": _file,
    "swap": _swap,
    "times": _times,
    "adopt": _adopt,
    "again": _again,
}
