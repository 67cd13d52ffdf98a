"""/help and /cancel: everything that can be done, by button; and the way out of whatever is open."""

from __future__ import annotations

from handlers.context import Context
from handlers.registry import CommandHandler, Conversation

LATER = (
    "deload",
)  # fmt: skip


async def help_(context: Context, _: str) -> None:
    """/help: the screens as buttons, the rest as a list."""
    await context.show("help")


async def cancel(context: Context, _: str) -> None:
    """/cancel: leave whatever was asked; what was answered is kept (ux 8)."""
    await context.show("cancelled", was_open=bool(context.left))


async def later(context: Context, _: str) -> None:
    """A command that a later version serves says so in one line."""
    await context.show("later")


COMMANDS: dict[str, CommandHandler] = {"help": help_, "cancel": cancel}
CONVERSATION = Conversation(commands=COMMANDS | dict.fromkeys(LATER, later))
