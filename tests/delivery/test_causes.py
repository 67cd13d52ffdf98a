"""What each failure of the Bot API means, as a table."""

from __future__ import annotations

from datetime import timedelta

import aiohttp
import httpx
import pytest
from aiohttp.client_reqrep import ConnectionKey
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
    TimedOut,
)

from bot.delivery.causes import Cause, judge

SOMEWHERE = ConnectionKey("localhost", 1, False, True, None, None, None)


def caused(error: TelegramError, cause: Exception) -> TelegramError:
    error.__cause__ = cause
    return error


TABLE: list[tuple[TelegramError, Cause]] = [
    # no connection stood: nothing left
    (
        caused(NetworkError("x"), aiohttp.ClientConnectorError(SOMEWHERE, OSError(111, "refused"))),
        Cause.NOT_SENT,
    ),
    (caused(TimedOut(), aiohttp.ConnectionTimeoutError()), Cause.NOT_SENT),
    (caused(NetworkError("x"), httpx.ConnectError("")), Cause.NOT_SENT),
    (caused(TimedOut(), httpx.ConnectTimeout("")), Cause.NOT_SENT),
    (caused(TimedOut(), httpx.PoolTimeout("")), Cause.NOT_SENT),
    # it stood, and broke or stayed silent
    (caused(TimedOut(), aiohttp.SocketTimeoutError()), Cause.DOUBTFUL),
    (caused(NetworkError("x"), aiohttp.ServerDisconnectedError()), Cause.DOUBTFUL),
    (caused(NetworkError("x"), aiohttp.ClientOSError(104, "reset")), Cause.DOUBTFUL),
    (caused(NetworkError("x"), ConnectionResetError()), Cause.DOUBTFUL),
    (caused(TimedOut(), httpx.ReadTimeout("")), Cause.DOUBTFUL),
    (caused(NetworkError("x"), httpx.RemoteProtocolError("")), Cause.DOUBTFUL),
    (NetworkError("Bad Gateway"), Cause.DOUBTFUL),
    (NetworkError("Internal Server Error"), Cause.DOUBTFUL),
    (TimedOut(), Cause.DOUBTFUL),
    (TelegramError("Invalid server response"), Cause.DOUBTFUL),
    # Telegram said no
    (RetryAfter(7), Cause.RATE_LIMITED),
    (Forbidden("Forbidden: bot was blocked by the user"), Cause.UNREACHABLE),
    (Forbidden("Forbidden: user is deactivated"), Cause.UNREACHABLE),
    (BadRequest("Chat not found"), Cause.UNREACHABLE),
    (BadRequest("Message is not modified: specified new message content and ..."), Cause.NOT_MODIFIED),
    (BadRequest("Message to edit not found"), Cause.MESSAGE_GONE),
    (BadRequest("Message can't be edited"), Cause.MESSAGE_GONE),
    (BadRequest("There is no text in the message to edit"), Cause.MESSAGE_GONE),
    (BadRequest('Can\'t parse entities: unsupported start tag "b1" at byte offset 4'), Cause.BAD_MARKUP),
    (BadRequest("Message is too long"), Cause.REFUSED),
    (ChatMigrated(-100), Cause.MIGRATED),
    (InvalidToken("Unauthorized"), Cause.TOKEN_REVOKED),
    (caused(EndPointNotFound("Endpoint 'x' not found"), InvalidToken("Unauthorized")), Cause.TOKEN_REVOKED),
    (caused(EndPointNotFound("Endpoint 'x' not found"), InvalidToken("Not Found")), Cause.REFUSED),
    (Conflict("terminated by other getUpdates request"), Cause.NOT_SENT),
]


@pytest.mark.parametrize(("error", "cause"), TABLE, ids=[f"{n}-{c}" for n, (_, c) in enumerate(TABLE)])
def test_the_cause_of_a_failure(error: TelegramError, cause: Cause) -> None:
    assert judge(error).cause is cause


@pytest.mark.parametrize("wait", [3, 3.0, timedelta(seconds=3)])
def test_a_rate_limit_says_how_long_to_wait(wait: int) -> None:
    assert judge(RetryAfter(wait)).wait_seconds == 3.0


def test_a_revoked_token_is_seen_through_the_clients_own_error() -> None:
    assert judge(InvalidToken("The token `123:abc` was rejected by the server.")).cause is Cause.TOKEN_REVOKED
