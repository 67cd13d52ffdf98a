"""The list of commands that Telegram shows beside the text field, in every language there is."""

from __future__ import annotations

from collections.abc import Iterable

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bot.delivery.api import call
from bot.delivery.calls import Call
from bot.delivery.causes import judge
from bot.messages import Renderer
from bot.voice import Voice

log = structlog.get_logger("tandem.app")

TEMPLATE = "commands"


async def show_commands(bot: Bot, renderer: Renderer, served: Iterable[str]) -> None:
    """Set the menu in each language; a failure is logged and leaves the old menu."""
    known = frozenset(served)
    try:
        for number, language in enumerate(renderer.languages):
            parameters: dict[str, object] = {"commands": _commands(renderer, language, known)}
            if number:  # the first one is for everyone whose language we don't speak
                parameters["language_code"] = language
            await call(bot, Call("setMyCommands", parameters))
    except TelegramError as error:
        log.warning("the menu of commands wasn't set", reason=judge(error).cause.value)


def _commands(renderer: Renderer, language: str, known: frozenset[str]) -> list[dict[str, str]]:
    lines = renderer.text(TEMPLATE, Voice(language), {}).splitlines()
    pairs = [line.partition(" - ")[::2] for line in lines if " - " in line]
    return [{"command": name, "description": words} for name, words in pairs if name in known]
