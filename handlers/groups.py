"""Groups: one polite line with a link to the private chat, then silence (ux 17)."""

from __future__ import annotations

from telegram import Update

from bot.coaching.acquaintance import ENGLISH, AppLanguage
from bot.coaching.outgoing import Kind, Outgoing
from bot.coaching.ports import UnitOfWork
from bot.voice import Voice
from handlers.context import Services


async def point_to_the_private_chat(
    update: Update, uow: UnitOfWork, services: Services, app: AppLanguage
) -> None:
    """Answer when a group first addresses the bot; nothing personal, and nothing a second time."""
    message, chat = update.effective_message, update.effective_chat
    if message is None or chat is None or not _is_for(services.bot_username.lower(), message.text or ""):
        return
    values = {"link": f"https://t.me/{services.bot_username}?start=today"}
    screen = services.renderer.screen("group", Voice(app.spoken or ENGLISH), values)
    # The key is the group's, not the update's: a second line would be the same row.
    await uow.outbox.add(Outgoing(chat.id, screen, Kind.REPLY, f"group{chat.id}"), services.clock.now())


def _is_for(bot: str, text: str) -> bool:
    """A command, unless it names another bot, or our name in a sentence."""
    if text.startswith("/"):
        return text.split(maxsplit=1)[0].lower().partition("@")[2] in ("", bot)
    return f"@{bot}" in text.lower()
