"""The webhook: stored before it is answered, refused in order, and asked to come again when the database is away."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from typing import Any

import httpx
import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from starlette.applications import Starlette

from bot.intake import webhook
from bot.intake.storing import Intake
from bot.intake.webhook import LARGEST_BYTES, SECRET_HEADER, path_of
from bot.storage.database import Storage
from bot.storage.inbox import Received, SqlInbox
from bot.storage.tables import inbox

SECRET = "a-secret-of-thirty-two-characters"
PATH = path_of(SECRET)
UPDATE: dict[str, Any] = {"update_id": 7, "message": {"chat": {"id": 5}, "text": "done"}}


@pytest.fixture
def woken() -> list[int]:
    return []


@pytest.fixture
async def telegram(storage: Storage, woken: list[int]) -> AsyncIterator[httpx.AsyncClient]:
    app = Starlette(routes=[webhook.route(Intake(storage, 1, lambda: woken.append(1)), SECRET)])
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(
        transport=transport, base_url="https://bot", headers={SECRET_HEADER: SECRET}
    ) as client:
        yield client


async def rows(storage: Storage) -> list[tuple[int, int, str]]:
    query = select(inbox.c.update_id, inbox.c.chat_key, inbox.c.status).order_by(inbox.c.seq)
    async with storage.connection() as connection:
        return [(row.update_id, row.chat_key, row.status) for row in await connection.execute(query)]


async def test_an_update_is_stored_then_answered_and_wakes_the_worker(
    telegram: httpx.AsyncClient, storage: Storage, woken: list[int]
) -> None:
    answer = await telegram.post(PATH, json=UPDATE)
    assert answer.status_code == 200
    assert await rows(storage) == [(7, 5, "new")]
    assert woken == [1]


async def test_an_update_posted_twice_is_stored_once(telegram: httpx.AsyncClient, storage: Storage) -> None:
    for _again in range(2):
        assert (await telegram.post(PATH, json=UPDATE)).status_code == 200
    assert await rows(storage) == [(7, 5, "new")]


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("POST", "/telegram/wrong", {}, 404),
        ("GET", PATH, {}, 405),
        ("POST", PATH, {"Content-Length": "many"}, 411),
        ("POST", PATH, {"Content-Length": str(LARGEST_BYTES + 1)}, 413),
        ("POST", PATH, {SECRET_HEADER: "guess"}, 403),
        ("POST", PATH, {SECRET_HEADER: SECRET[:-1]}, 403),
        ("POST", PATH, {SECRET_HEADER: ""}, 403),
        ("POST", PATH, {SECRET_HEADER: "ü"}, 403),
        ("POST", PATH, {"Content-Length": str(LARGEST_BYTES + 1), SECRET_HEADER: "guess"}, 413),
    ],
)
async def test_what_isnt_telegram_is_refused_and_leaves_nothing(
    telegram: httpx.AsyncClient,
    storage: Storage,
    method: str,
    path: str,
    headers: dict[str, str],
    status: int,
) -> None:
    sent = [(name.encode(), value.encode()) for name, value in headers.items()]
    answer = await telegram.request(method, path, content=json.dumps(UPDATE), headers=sent)
    assert answer.status_code == status
    assert await rows(storage) == []


async def test_a_body_without_a_length_is_refused_unread(telegram: httpx.AsyncClient) -> None:
    async def endless() -> AsyncIterator[bytes]:
        yield b"{"
        raise AssertionError("the body was read")

    assert (await telegram.post(PATH, content=endless())).status_code == 411


async def test_a_body_that_doesnt_come_is_not_waited_for(
    telegram: httpx.AsyncClient, storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def stalling() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.Event().wait()

    monkeypatch.setattr("bot.intake.webhook.PATIENCE_SECONDS", 0.01)
    answer = await telegram.post(PATH, content=stalling(), headers={"Content-Length": "100"})
    assert answer.status_code == 408
    assert await rows(storage) == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[" * 60_000,
        b'{"update_id": "seven"}',
        b'{"update_id": true}',
        b'{"update_id": 99999999999999999999999}',
    ],
)
async def test_a_body_that_is_no_update_is_put_aside_once(
    telegram: httpx.AsyncClient, storage: Storage, body: bytes
) -> None:
    for _again in range(2):
        assert (await telegram.post(PATH, content=body)).status_code == 200
    [(number, _chat, status)] = await rows(storage)
    assert (number < 0, status) == (True, "parked")


async def test_an_update_of_an_unknown_shape_is_put_aside(
    telegram: httpx.AsyncClient, storage: Storage
) -> None:
    assert (await telegram.post(PATH, json={"update_id": 8, "poll": {}})).status_code == 200
    assert await rows(storage) == [(8, -1, "parked")]


async def test_while_the_database_is_away_telegram_keeps_the_update(
    telegram: httpx.AsyncClient, storage: Storage, woken: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(_inbox: SqlInbox, _bot_id: int, _received: Sequence[Received]) -> int:
        raise OperationalError("INSERT", {}, OSError("server closed the connection"))

    with monkeypatch.context() as patch:
        patch.setattr(SqlInbox, "store", away)
        answer = await telegram.post(PATH, json=UPDATE)
    assert (answer.status_code, answer.headers["Retry-After"], woken) == (503, "5", [])
    assert (await telegram.post(PATH, json=UPDATE)).status_code == 200
    assert await rows(storage) == [(7, 5, "new")]


def test_the_path_tells_nothing_of_the_secret() -> None:
    assert SECRET not in PATH
    assert path_of(SECRET + "x") != PATH
