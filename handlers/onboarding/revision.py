"""/plan: what the plan stands on, and any of its answers given anew while it runs (C-20)."""

from __future__ import annotations

from bot.coaching import onboarding, revising
from bot.coaching.people import TRAINING
from handlers.context import SETUP_PROMPT, Context
from handlers.keyboards import Tap
from handlers.onboarding import screens
from rules.draft import Question

REVISABLE = (
    Question.DAYS, Question.SLOT, Question.GOAL, Question.EVENT, Question.LIFTING, Question.CARDIO,
    Question.EQUIPMENT,
)  # fmt: skip


async def home(context: Context, _: str) -> None:
    """/plan: the answers as they are, each with its button."""
    state = await context.uow.training.state(context.person.id)
    await context.show("setup/answers", state=state, questions=REVISABLE)


async def tapped(context: Context, tap: Tap) -> None:
    """An answer to be given anew, or the way out."""
    if tap.id not in (*REVISABLE, onboarding.SECOND_EVENT):
        await leave(context)
        return
    place = await _reopened(context, tap.id)
    if place is None:
        await home(context, "")
        return
    name, values = await screens.screen(context, place)
    await context.put(name, values, edit=context.message_id)
    await context.ask("setup", tap.id, lasts=SETUP_PROMPT)


async def _reopened(context: Context, asked: str) -> onboarding.Place | None:
    if asked == onboarding.SECOND_EVENT:
        return await revising.second_event(context.uow, context.person, context.today, context.now)
    return await revising.reopen(context.uow, context.person, Question(asked), context.today, context.now)


async def is_open(context: Context) -> bool:
    """Whether an answer of the running plan is being given anew."""
    place = await onboarding.where(context.uow, context.person, context.today)
    return context.person.status in TRAINING and place is not None


async def finish(context: Context) -> None:
    """The new answers apply from tomorrow on."""
    made = await revising.apply(context.uow, context.person, context.today, context.now)
    await context.uow.dialogues.clear(context.person.id)
    if made is None:
        await home(context, "")
    else:
        await context.put("setup/revised", screens.week_values(made, context.today), edit=context.message_id)


async def leave(context: Context) -> None:
    """Everything stays as it was."""
    await context.uow.training.save_draft(context.person.id, None, context.now)
    await context.uow.dialogues.clear(context.person.id)
    await home(context, "")
