"""/deload: a lighter week now, seen before it is made, refused kindly where one would do no good (D-06)."""

from __future__ import annotations

from bot.coaching import lighter, weeks
from handlers.context import Context
from handlers.keyboards import Tap
from handlers.registry import Conversation
from rules.calendar import monday_of

KIND = "deload"


async def deload(context: Context, _: str) -> None:
    """/deload: what a lighter rest of this week would be, or why not."""
    made = await lighter.offer(context.uow, context.person, context.local_now)
    if made is None:
        await context.show("why/none")
    else:
        await context.show("deload/home", made=made)


async def tapped(context: Context, tap: Tap) -> None:
    """Make it so, or look again."""
    if tap.action != "make":
        await deload(context, "")
        return
    made = await lighter.make(context.uow, context.person, context.local_now, context.now)
    if made is None or made.refusal is not None:
        context.say("old_button")
        await deload(context, "")
        return
    start = monday_of(context.today)
    version = await weeks.version(context.uow, context.person, start)
    await context.show("deload/done", made=made, start=start, version=version)


CONVERSATION = Conversation(commands={"deload": deload}, taps={KIND: tapped})
