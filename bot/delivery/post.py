"""One message to Telegram: sent or edited, with the ways round what an edit or its markup may meet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bot.coaching.outgoing import Outgoing
from bot.crashpoints import Point, crash
from bot.delivery import calls
from bot.delivery.api import call
from bot.delivery.causes import Cause, judge

log = structlog.get_logger("tandem.delivery")


@dataclass(frozen=True, slots=True)
class Posted:
    """The message's id, and whether its markup had to go."""

    message_id: int
    plain: bool = False


async def post(bot: Bot, outgoing: Outgoing) -> Posted:
    """Send or edit a message and do what belongs to it. Raises TelegramError when it doesn't arrive."""
    posted = await _with_markup(bot, outgoing)
    crash(Point.SENT)
    if outgoing.pin:
        await _beside(bot, calls.pin(outgoing.chat_id, posted.message_id))
        crash(Point.PINNED)
    if outgoing.menu:
        scope = {"type": "chat", "chat_id": outgoing.chat_id}
        await _beside(bot, calls.menu(scope, outgoing.menu))
    if outgoing.delete_message_id is not None:
        await _beside(bot, calls.remove(outgoing.chat_id, outgoing.delete_message_id))
    return posted


async def _with_markup(bot: Bot, outgoing: Outgoing) -> Posted:
    try:
        return Posted(await _edit_or_send(bot, outgoing, plain=False))
    except TelegramError as error:
        if judge(error).cause is not Cause.BAD_MARKUP:
            raise
    log.error("markup refused, sent as plain text", kind=outgoing.kind.value)
    return Posted(await _edit_or_send(bot, outgoing, plain=True), plain=True)


async def _edit_or_send(bot: Bot, outgoing: Outgoing, *, plain: bool) -> int:
    if outgoing.edit_message_id is None:
        return _message_id(await call(bot, calls.fresh(outgoing, plain=plain)))
    try:
        await call(bot, calls.edit(outgoing, plain=plain))
    except TelegramError as error:
        cause = judge(error).cause
        if cause is Cause.MESSAGE_GONE and not outgoing.only_edit:
            return _message_id(await call(bot, calls.fresh(outgoing, plain=plain)))
        if cause is not Cause.NOT_MODIFIED:
            raise
    return outgoing.edit_message_id


async def _beside(bot: Bot, what: calls.Call) -> None:
    """What is nice to have beside the message, but no reason to send it again."""
    try:
        await call(bot, what)
    except TelegramError as error:
        log.warning("beside the message", method=what.method, reason=judge(error).cause.value)


def _message_id(result: Any) -> int:
    return int(result["message_id"])
