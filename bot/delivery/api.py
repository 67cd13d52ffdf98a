"""The bot as the Bot API's client: raw calls over our transport, and never its token in a text."""

from __future__ import annotations

from typing import Any

from telegram import Bot
from telegram.error import TelegramError
from telegram.request import BaseRequest
from telegram.warnings import PTBUserWarning

from bot.delivery import calls
from bot.delivery.calls import Call
from bot.delivery.causes import Cause, judge


class TandemBot(Bot):
    """python-telegram-bot's client with a repr that is fit for a log."""

    def __repr__(self) -> str:
        """Without the token."""
        return "TandemBot()"

    @classmethod
    def _warn(
        cls,
        message: str | PTBUserWarning,
        category: type[Warning] = PTBUserWarning,
        stacklevel: int = 0,
    ) -> None:
        """Calling methods by name is what we want: no reply is parsed that isn't read."""
        if "do_api_request" not in str(message):
            super()._warn(message, category, stacklevel + 1)


def make_bot(token: str, api_url: str, request: BaseRequest, polling: BaseRequest) -> TandemBot:
    """A client of the Bot API server at `api_url`; long polling gets a transport of its own."""
    return TandemBot(
        token,
        base_url=f"{api_url}/bot",
        base_file_url=f"{api_url}/file/bot",
        request=request,
        get_updates_request=polling,
    )


async def call(bot: Bot, what: Call) -> Any:
    """Call a method; returns its raw result, raises what the client raises."""
    return await bot.do_api_request(what.method, api_kwargs=what.parameters)


async def download(bot: Bot, file_id: str, most_bytes: int) -> bytes | None:
    """A file that someone sent; None when it is larger than allowed. Raises what the client raises."""
    file = await bot.get_file(file_id)
    if (file.file_size or 0) > most_bytes:
        return None
    content = bytes(await file.download_as_bytearray())
    return content if len(content) <= most_bytes else None


async def answer_tap(bot: Bot, callback_query_id: str, text: str) -> Cause | None:
    """End the waiting of a tapped button; too late or failed is no reason to stop, and is returned."""
    try:
        await call(bot, calls.answer(callback_query_id, text))
    except TelegramError as error:
        return judge(error).cause
    return None
