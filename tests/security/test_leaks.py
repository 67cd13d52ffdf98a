"""S5: a token, a name and words about health, searched in everything that a real process leaves behind."""

from __future__ import annotations

import gzip
import os
import random
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import httpx
import psycopg
import pytest
from psycopg import sql

from bot.config import Config
from bot.simulator.core import Person
from bot.simulator.core.faults import Fault, FaultKind
from bot.storage.backup.taking import take
from bot.storage.engine import reading_engine, writing_engine
from tests.reliability.conftest import clock, config, migrated_folder, storage
from tests.reliability.harness.processes import command
from tests.reliability.harness.results import measured
from tests.reliability.harness.scene import Scene, left_over
from tests.reliability.harness.scene import scene as set_scene
from tests.reliability.harness.sizes import SEED, size, until_the_box_is_full
from tests.reliability.test_poison import mutated
from tests.reliability.test_web_and_workers import free_port
from tests.storage.conftest import MASTER

__all__ = ["clock", "config", "migrated_folder", "storage"]

WORD, NAME = "kneecanary7f3a", "Namecanary9c1d"
ADMIN = 5
SELECTION = "tests/security/test_leaks.py"
SAID = (
    f"my {WORD} hurts",
    f"run 30 min easy, {WORD}",
    f"squat 3x5 100 rpe8 {WORD}",
    f"/{WORD}",
    f"/why {WORD}",
    f"/log {WORD}",
    "/export",
    "/privacy",
    "/settings",
    "/health",
)
ROUNDS = size(1, 500)
DEEDS = 8
FAULTS = (
    FaultKind.DROP_BEFORE,
    FaultKind.DROP_AFTER,
    FaultKind.SERVER_ERROR,
    FaultKind.TOO_MANY,
)


@pytest.fixture
async def scene(config: Config, tmp_path: Path) -> AsyncIterator[Scene]:
    async with set_scene(config, tmp_path, app="coach") as made:
        made.settings |= {"LOG_LEVEL": "DEBUG", "VITALS_PORT": str(free_port()), "ADMIN_CHAT_ID": str(ADMIN)}
        yield made


async def served(scene: Scene) -> None:
    """Wait until every update is served and every message settled; what waits for its time is helped on."""
    engine = reading_engine(scene.config.dsn) or writing_engine(scene.config.dsn, pool_size=1)

    async def at_rest() -> bool:
        waiting = len(scene.updates)  # before the rows: what leaves there is here by then
        left = await left_over(engine)
        busy = waiting + sum(n for place, n in left.items() if place != "planned reminders")
        scene.pass_time(timedelta(milliseconds=100 if busy else 0))
        return busy == 0

    await scene.until(at_rest)
    await engine.dispose()


async def live(scene: Scene) -> Person:
    """Someone sets up, talks, logs, meets a bad network and sends what can't be read."""
    anna = scene.simulator.add_person(NAME, "en", started=True)
    anna.say("/start")
    await served(scene)
    for _ in range(8):
        newest = anna.from_bot()[-1]
        if newest.labels:
            anna.tap(newest.labels[0], message_id=newest.message_id)
            await served(scene)
    for kind in FAULTS:
        scene.simulator.faults.add(Fault(kind, "sendMessage"))
    for text in SAID:
        anna.say(text)
        anna.forge_callback(f"1|log|{WORD}|done", anna.from_bot()[-1].message_id)
    poison = {"message_id": 1, "date": "never", "text": WORD, "chat": {"id": anna.user_id, "type": 5}}
    scene.updates.add("message", anna.user_id, poison)
    anna.say(f"bench 3x8 60 {WORD}")
    await served(scene)
    return anna


async def wander(scene: Scene, anna: Person, dice: random.Random) -> None:
    """Whatever comes to mind, over a bad network; and something that can't be read."""
    scene.simulator.faults.add(Fault(dice.choice(FAULTS), "sendMessage", skip=dice.randrange(3)))
    for _ in range(DEEDS):
        seen = [
            (m.message_id, label)
            for m in anna.from_bot()[-8:]
            for label in m.labels
            if label != "Delete everything"
        ]
        if seen and dice.random() < 0.5:
            message_id, label = dice.choice(seen)
            anna.tap(label, message_id=message_id)
        else:
            anna.say(dice.choice(SAID))
    said = next(update for update in reversed(scene.updates.queued) if update.kind == "message")
    scene.updates.add("message", anna.user_id, mutated(said.payload, dice))
    await served(scene)


async def told_by_the_port(scene: Scene) -> str:
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{scene.settings['VITALS_PORT']}") as client:
        return "\n".join([(await client.get(page)).text for page in ("/healthz", "/readyz", "/metrics")])


async def told_by_commands(scene: Scene) -> str:
    """What `check` and `verify` print."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    database = {} if scene.config.is_sqlite else {"DATABASE_URL": scene.config.dsn}
    ours = {
        "TELEGRAM_BOT_TOKEN": scene.simulator.token,
        "TELEGRAM_API_URL": scene.server.url,
        "DATA_DIR": str(scene.config.data_dir),
        "MASTER_KEY": MASTER,
        "ENV_FILE": os.devnull,
    }
    told = ""
    for word in ("check", "verify"):
        told += (await command({**kept, **database, **ours}, [word], scene.folder / "command.log"))[1]
    return told


def rows_of(config: Config) -> bytes:
    """Every row of every table of a PostgreSQL database, as bytes."""
    kept = b""
    with psycopg.connect(config.dsn.replace("+psycopg", "", 1)) as connection:
        tables = connection.execute(
            "SELECT table_schema, table_name FROM information_schema.tables"
            " WHERE table_schema IN ('public', 'keys')"
        ).fetchall()
        for table in tables:
            query = sql.SQL("COPY {} TO STDOUT BINARY").format(sql.Identifier(*table))
            with connection.cursor().copy(query) as rows:
                kept += b"".join(bytes(row) for row in rows)
    return kept


@pytest.mark.slow
@pytest.mark.timeout(0)
async def test_no_secret_and_no_word_of_a_person_is_left_anywhere(scene: Scene) -> None:
    where = "SQLite" if scene.config.is_sqlite else "PostgreSQL"
    dice = random.Random(SEED)
    with measured(
        "S5", f"token, name, words in logs, metrics, files, backups ({where})", SELECTION
    ) as result:
        bot = scene.start()
        await scene.running()
        anna = await live(scene)
        for _ in until_the_box_is_full(ROUNDS):
            await wander(scene, anna, dice)
        left = {
            "log": scene.log.read_bytes(),
            "vitals": (await told_by_the_port(scene)).encode(),
        }
        taken = await take(scene.config, scene.folder / "backups", scene.clock.now())
        left |= {file.parent.name: gzip.decompress(file.read_bytes()) for file in (taken.data, taken.keys)}
        if scene.config.is_sqlite:
            left |= {file.name: file.read_bytes() for file in scene.config.data_dir.iterdir()}
            assert any(name.endswith("-wal") for name in left)
        else:
            left["database"] = rows_of(scene.config)
        assert await bot.stop() == 0
        scene.bots.clear()
        left["log at the end"] = scene.log.read_bytes()
        left["commands"] = (await told_by_commands(scene)).encode()
        for canary in (WORD, NAME, scene.simulator.token, MASTER):
            assert [place for place, content in left.items() if canary.encode() in content] == [], canary
            result.runs += len(left)
        alerts = [call.text for call in scene.simulator.ledger.calls("sendMessage", ADMIN)]
        assert any("was parked" in text for text in alerts), alerts
        assert len(scene.simulator.ledger.accepted(chat_id=anna.user_id)) > len(SAID)
        assert all(left[place] for place in ("log", "vitals", "data", "keys", "commands"))
        result.faults = scene.simulator.faults.struck()
        updates = len(scene.updates.queued)
        result.note = f"places x secrets, after {updates} updates; lost and duplicated don't apply"
