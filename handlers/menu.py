"""/help and /cancel: everything that can be done, by button; and the way out of whatever is open."""

from __future__ import annotations

from bot.coaching.people import TRAINING
from handlers.context import Context
from handlers.registry import CommandHandler, Conversation


async def help_(context: Context, _: str) -> None:
    """/help: the screens as buttons, the rest as a list."""
    await context.show("help")


async def cancel(context: Context, _: str) -> None:
    """/cancel: leave whatever was asked; what was answered is kept (ux 8)."""
    await context.show("cancelled", was_open=bool(context.left), trains=context.person.status in TRAINING)


async def more(context: Context, _: str) -> None:
    """What has no button on the help screen: every other command as one."""
    await context.show("more")


COMMANDS: dict[str, CommandHandler] = {"help": help_, "more": more, "cancel": cancel}
CONVERSATION = Conversation(commands=COMMANDS)
