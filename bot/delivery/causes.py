"""What a failure of the Bot API means for the message: judged by its cause, not by the client's error class."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

import aiohttp
import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)


class Cause(StrEnum):
    """What happened to a message."""

    NOT_SENT = "not_sent"  # provably never left: try again
    DOUBTFUL = "doubtful"  # it may have arrived
    RATE_LIMITED = "rate_limited"
    UNREACHABLE = "unreachable"  # blocked, deactivated, no such chat
    NOT_MODIFIED = "not_modified"  # the message shows this already
    MESSAGE_GONE = "message_gone"  # the message to edit isn't there, or can't be edited
    BAD_MARKUP = "bad_markup"  # the text's HTML is refused
    MIGRATED = "migrated"
    TOKEN_REVOKED = "token_revoked"  # noqa: S105  # the name of a cause
    REFUSED = "refused"  # anything else that trying again won't change


@dataclass(frozen=True, slots=True)
class Failure:
    """A cause, how long Telegram wants us to wait (seconds), and the new chat id of a group that moved."""

    cause: Cause
    wait_seconds: float = 0.0
    new_chat_id: int | None = None
    text: str = ""


# Before a connection stands, no byte of the request has left.
NEVER_LEFT = (
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    ConnectionRefusedError,
    socket.gaierror,
)
GONE = (
    "message to edit not found",
    "message can't be edited",
    "no text in the message to edit",
    "message_id_invalid",
    "message to delete not found",
    "message can't be deleted",
    "message to pin not found",
    "message to be replied",
)
OUT_OF_REACH = (
    "chat not found",
    "user is deactivated",
    "bot was blocked",
    "user not found",
    "peer_id_invalid",
    "bot can't initiate conversation",
    "have no rights to send",
    "not enough rights",
)
MARKUP = ("can't parse entities", "can't find end tag", "unsupported start tag", "entity_")


def judge(error: Exception) -> Failure:  # noqa: PLR0911  # a table, one line a row
    """What this error means; an unknown one counts as doubtful."""
    text = str(error).lower()
    match error:
        case RetryAfter():
            return Failure(Cause.RATE_LIMITED, _seconds(error.retry_after))
        case ChatMigrated():
            return Failure(Cause.MIGRATED, new_chat_id=error.new_chat_id)
        case InvalidToken():
            return Failure(Cause.TOKEN_REVOKED)
        case EndPointNotFound():
            # The client says this of a revoked token too; the server's own word is underneath.
            revoked = "unauthorized" in str(error.__cause__).lower()
            return Failure(Cause.TOKEN_REVOKED if revoked else Cause.REFUSED, text="no such method")
        case Forbidden():
            return Failure(Cause.UNREACHABLE, text=_words(text))
        case BadRequest():
            return Failure(_refusal(text), text=_words(text))
        case NetworkError() if isinstance(error.__cause__, NEVER_LEFT):
            return Failure(Cause.NOT_SENT, text=type(error.__cause__).__name__)
        case Conflict():
            return Failure(Cause.NOT_SENT, text="Conflict")
        case TelegramError() if not isinstance(error, NetworkError):
            return Failure(Cause.DOUBTFUL, text=type(error).__name__)
    return Failure(Cause.DOUBTFUL, text=type(error.__cause__ or error).__name__)


def _refusal(text: str) -> Cause:
    if "message is not modified" in text:
        return Cause.NOT_MODIFIED
    for words, cause in (
        (GONE, Cause.MESSAGE_GONE),
        (OUT_OF_REACH, Cause.UNREACHABLE),
        (MARKUP, Cause.BAD_MARKUP),
    ):
        if any(word in text for word in words):
            return cause
    return Cause.REFUSED


def _seconds(wait: int | float | timedelta) -> float:
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def _words(text: str) -> str:
    # Telegram repeats no user text in these refusals beyond the offending tag; sixty letters name the reason.
    return text[:60]
