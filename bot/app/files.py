"""Files that people send: fetched from Telegram, opened in a process with hardly any rights."""

from __future__ import annotations

from telegram import Bot

from bot.coaching.files import LARGEST_BYTES, FileContent, Trouble
from bot.delivery.api import download
from bot.importers.sandbox import read_file
from bot.intake.serving import ReadFile


def reader(bot: Bot) -> ReadFile:
    """What the intake calls with the id of a file that a handler wants."""

    async def read(file_id: str) -> FileContent:
        content = await download(bot, file_id, LARGEST_BYTES)
        return FileContent(trouble=Trouble.TOO_LARGE) if content is None else await read_file(content)

    return read
