"""Health, readiness and metrics say what is so, and nothing of anybody."""

from __future__ import annotations

import importlib.metadata
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest
from pydantic import SecretStr
from sqlalchemy import update
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot import metrics
from bot.app.vital import ROLE_STUCK_SECONDS, STUCK_SECONDS, Vital
from bot.clock import FixedClock
from bot.coaching.outgoing import Kind, Outgoing, Screen
from bot.coaching.ports import Reminder, ReminderStatus
from bot.config import Config
from bot.listening import listen
from bot.storage import leases, vital_signs
from bot.storage.backup.taking import take
from bot.storage.database import Storage
from bot.storage.inbox import Received
from bot.storage.tables import outbox
from bot.web import vitals
from tests.telegrams import Seconds


@dataclass
class Process:
    """What the vital signs are taken of."""

    vital: Vital
    seconds: Seconds = field(default_factory=Seconds)
    silence_seconds: float = 0.0
    steady: bool = True
    on_watch: bool = True
    woken: int = 0


@dataclass
class Watchman:
    """Whoever alarms when we fall silent, and what he answers."""

    url: str = ""
    heard: int = 0
    status: int = 200

    async def hear(self, _request: Request) -> Response:
        self.heard += 1
        return Response(status_code=self.status)


@pytest.fixture
async def watchman() -> AsyncIterator[Watchman]:
    made = Watchman()
    port = await listen(Starlette(routes=[Route("/ping", made.hear)]), "127.0.0.1", 0)
    made.url = f"{port.url}/ping"
    yield made
    await port.stop()


@pytest.fixture
def process(
    config: Config, storage: Storage, clock: FixedClock, watchman: Watchman, monkeypatch: pytest.MonkeyPatch
) -> Process:
    made: Process
    monkeypatch.setattr("bot.app.vital.DATABASE_PATIENCE_SECONDS", 60.0)  # the machine may be slow

    def woke() -> None:
        made.woken += 1

    seconds = Seconds()
    config = config.model_copy(update={"admin_chat_id": 99, "ping_url": SecretStr(watchman.url)})
    vital = Vital(
        config,
        storage,
        clock,
        {"work": lambda: made.silence_seconds},
        clock_is_steady=lambda: made.steady,
        on_watch=lambda: made.on_watch,
        on_alert=woke,
        seconds=seconds,
    )
    made = Process(vital, seconds)
    return made


@pytest.fixture
async def watcher(process: Process) -> AsyncIterator[httpx.AsyncClient]:
    vital = process.vital
    app = vitals.create_app(vital.beating, vital.ailments, vital.gather)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://own") as client:
        yield client


async def wait_in_inbox(storage: Storage, update_id: int = 1) -> None:
    async with storage.unit() as unit:
        await unit.inbox.store(1, [Received(update_id, 5, {"update_id": update_id})])


async def alerts(storage: Storage) -> list[str]:
    async with storage.connection() as connection:
        rows = await connection.exec_driver_sql("SELECT idem FROM outbox ORDER BY id")
        return [row.idem.rsplit(".", 1)[0] for row in rows]


async def test_all_is_well(watcher: httpx.AsyncClient) -> None:
    assert (await watcher.get("/healthz")).status_code == 200
    answer = await watcher.get("/readyz")
    assert (answer.status_code, set(answer.json().values())) == (200, {"fine"})


async def test_a_loop_that_is_stuck_is_unhealthy(watcher: httpx.AsyncClient, process: Process) -> None:
    process.seconds.at += STUCK_SECONDS + 1
    assert (await watcher.get("/healthz")).status_code == 503


def _away(monkeypatch: pytest.MonkeyPatch) -> None:
    async def away(_connection: AsyncConnection, _now: object) -> None:
        raise OperationalError("SELECT", {}, OSError("away"))

    monkeypatch.setattr(vital_signs, "take", away)


async def test_without_the_database_it_is_healthy_but_not_ready(
    watcher: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    _away(monkeypatch)
    assert (await watcher.get("/healthz")).status_code == 200
    answer = await watcher.get("/readyz")
    assert (answer.status_code, answer.json()["database"]) == (503, "doesn't answer")
    assert (await watcher.get("/metrics")).status_code == 200


def _silent(process: Process) -> None:
    process.silence_seconds = ROLE_STUCK_SECONDS + 1


def _jumped(process: Process) -> None:
    process.steady = False


@pytest.mark.parametrize(("ail", "component"), [(_silent, "work"), (_jumped, "clock")])
async def test_what_ails_it_is_named_and_told_to_the_admin_once(
    watcher: httpx.AsyncClient,
    process: Process,
    storage: Storage,
    ail: Callable[[Process], None],
    component: str,
) -> None:
    ail(process)
    answer = await watcher.get("/readyz")
    assert answer.status_code == 503
    assert [name for name, state in answer.json().items() if state != "fine"] == [component]
    for _minute in range(2):
        await process.vital.look_after()
    assert await alerts(storage) == [f"alert.own.{component}"]


async def test_an_update_that_waits_too_long_is_an_alarm(
    watcher: httpx.AsyncClient, process: Process, storage: Storage, clock: FixedClock
) -> None:
    await wait_in_inbox(storage)
    assert (await watcher.get("/readyz")).status_code == 200
    clock.advance(timedelta(seconds=61))
    assert (await watcher.get("/readyz")).json()["inbox"] != "fine"
    await process.vital.look_after()
    assert await alerts(storage) == ["alert.inbox"]
    assert process.woken == 1


async def test_an_update_that_cant_be_read_is_an_alarm_but_no_silence(
    process: Process, storage: Storage, watchman: Watchman
) -> None:
    async with storage.unit() as unit:
        await unit.inbox.store(1, [Received(1, -1, {"update_id": 1}, readable=False)])
    for _minute in range(2):
        await process.vital.look_after()
    assert await alerts(storage) == ["alert.unreadable"]
    assert watchman.heard == 2


async def test_the_watchman_hears_of_us_while_all_is_well(process: Process, watchman: Watchman) -> None:
    for status in (200, 500, 200):
        watchman.status = status
        await process.vital.look_after()
    assert watchman.heard == 3


def _off_watch(process: Process) -> None:
    process.on_watch = False


@pytest.mark.parametrize("ail", [_silent, _jumped, _off_watch])
async def test_the_watchman_hears_nothing_from_who_is_ill_or_not_on_watch(
    process: Process, watchman: Watchman, ail: Callable[[Process], None]
) -> None:
    ail(process)
    await process.vital.look_after()
    assert watchman.heard == 0


async def test_the_watchman_hears_nothing_while_the_queue_stands_or_the_database_is_away(
    process: Process,
    storage: Storage,
    clock: FixedClock,
    watchman: Watchman,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await wait_in_inbox(storage)
    clock.advance(timedelta(seconds=61))
    await process.vital.look_after()
    _away(monkeypatch)
    await process.vital.look_after()
    assert watchman.heard == 0


async def test_a_watchman_who_is_away_harms_nobody(
    process: Process, storage: Storage, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = config.model_copy(update={"ping_url": SecretStr("http://127.0.0.1:9/ping")})
    monkeypatch.setattr(process.vital, "_config", nowhere)
    await process.vital.look_after()
    assert await alerts(storage) == []


async def test_only_who_is_on_watch_speaks_for_the_queues(
    process: Process, storage: Storage, clock: FixedClock
) -> None:
    await wait_in_inbox(storage)
    clock.advance(timedelta(seconds=61))
    process.on_watch = False
    await process.vital.look_after()
    assert await alerts(storage) == []


async def test_missed_reminders_are_an_alarm_when_they_are_new_and_our_fault(
    process: Process, storage: Storage, clock: FixedClock
) -> None:
    await process.vital.look_after()
    now = clock.now()
    async with storage.unit() as unit:
        someone = await unit.people.add(5, 5, "en", now)
        for slot, reason in enumerate(("too_late", "logged")):
            row = Reminder(someone.id, now.date(), "daily", slot, now, now.time(), "UTC")
            await unit.reminders.upsert([row])
            await unit.reminders.settle(row, ReminderStatus.EXPIRED, reason)
    await process.vital.look_after()
    await process.vital.look_after()
    assert await alerts(storage) == ["alert.missed"]


async def test_a_storm_of_refusals_is_an_alarm_and_single_ones_are_not(
    process: Process, storage: Storage
) -> None:
    metrics.RATE_LIMITED.inc(20)
    await process.vital.look_after()
    assert await alerts(storage) == []
    metrics.RATE_LIMITED.inc(21)
    await process.vital.look_after()
    await process.vital.look_after()
    assert await alerts(storage) == ["alert.rate"]


async def test_another_poller_is_an_alarm_and_one_that_just_ended_is_not(
    process: Process, storage: Storage
) -> None:
    metrics.CONFLICTS.inc(2)
    await process.vital.look_after()
    assert await alerts(storage) == []
    metrics.CONFLICTS.inc(3)
    for _minute in range(2):
        await process.vital.look_after()
    assert await alerts(storage) == ["alert.conflict"]


async def test_a_role_that_changes_hands_all_the_time_is_an_alarm(
    process: Process, storage: Storage, clock: FixedClock
) -> None:
    for minute in range(4):
        for owner in ("a", "b", "a", "b"):
            async with storage.connection() as connection:
                await leases.renew(connection, "tick", owner, clock.now(), timedelta(seconds=15))
            clock.advance(timedelta(seconds=16))
        await process.vital.look_after()
        assert await alerts(storage) == (["alert.lease"] if minute == 3 else [])


async def test_a_backup_that_is_two_days_old_is_an_alarm_once_a_day(
    process: Process, storage: Storage, config: Config, clock: FixedClock, tmp_path: Path
) -> None:
    await take(config, tmp_path / "backups", clock.now())
    for later in (timedelta(hours=47), timedelta(hours=2), timedelta(seconds=30)):
        clock.advance(later)
        await process.vital.look_after()
    assert await alerts(storage) == ["alert.backup"]


@pytest.mark.parametrize(
    ("kind", "count", "status", "error"),
    [("unknown", 6, "unknown", None), ("markup", 1, "sent", "plain"), ("outbox", 1, "pending", None)],
)
async def test_messages_that_fared_badly_are_an_alarm(
    process: Process,
    storage: Storage,
    clock: FixedClock,
    kind: str,
    count: int,
    status: str,
    error: str | None,
) -> None:
    async with storage.unit() as unit:
        for n in range(count):
            await unit.outbox.add(Outgoing(5, Screen("hello"), Kind.REPLY, f"{n}"), clock.now())
    clock.advance(timedelta(seconds=61))
    async with storage.connection() as connection:
        settled = {"status": status, "last_error": error, "settled_at": clock.now()}
        await connection.execute(update(outbox).values(settled))
    for _minute in range(2):
        await process.vital.look_after()
    assert [told for told in await alerts(storage) if told.startswith("alert")] == [f"alert.{kind}"]


async def test_a_disk_that_is_nearly_full_is_an_alarm(
    process: Process, storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(total=100, used=91, free=9))
    await process.vital.look_after()
    assert await alerts(storage) == ["alert.disk"]


async def test_metrics_show_the_queues_and_no_person(
    watcher: httpx.AsyncClient, storage: Storage, clock: FixedClock
) -> None:
    await wait_in_inbox(storage, update_id=424242)
    clock.advance(timedelta(seconds=30))
    metrics.SENDS.labels("reply", "sent").inc()
    shown = (await watcher.get("/metrics")).text
    assert "inbox_depth 1.0" in shown
    assert "inbox_oldest_seconds 30.0" in shown
    assert 'send_total{kind="reply",result="sent"}' in shown
    assert f'tzdata="{importlib.metadata.version("tzdata")}"' in shown
    assert "disk_free_share 0." in shown
    assert "424242" not in shown
