"""What Telegram shows of us: the menus of commands, the descriptions, the menu button; in every language there is."""

from __future__ import annotations

from collections.abc import Iterator

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bot.delivery import calls
from bot.delivery.api import call
from bot.delivery.calls import Call
from bot.delivery.causes import judge
from bot.messages import Renderer
from bot.voice import Voice
from handlers.listing import listed

log = structlog.get_logger("tandem.app")

TEXTS = {
    "description": ("setMyDescription", "profile/description"),  # what an empty chat shows
    "short_description": ("setMyShortDescription", "profile/about"),  # what the profile page shows
}


async def introduce(bot: Bot, renderer: Renderer) -> None:
    """Tell Telegram; what fails is logged and leaves what was there."""
    for one in _all(renderer):
        try:
            await call(bot, one)
        except TelegramError as error:
            log.warning("what Telegram shows of us wasn't set", method=one.method, reason=judge(error).cause)


def _all(renderer: Renderer) -> Iterator[Call]:
    yield Call("setChatMenuButton", {"menu_button": {"type": "commands"}})
    for number, language in enumerate(renderer.languages):
        # The first one is for everyone whose language we don't speak.
        whose = {"language_code": language} if number else {}
        yield Call(
            "deleteMyCommands", {"scope": {"type": "default"}, **whose}
        )  # in a group there is nothing to tap
        yield calls.menu({"type": "all_private_chats"}, listed(renderer, language), **whose)
        for name, (method, template) in TEXTS.items():
            yield Call(method, {name: renderer.text(template, Voice(language), {}), **whose})
