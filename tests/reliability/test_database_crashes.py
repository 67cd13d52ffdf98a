"""R4: the database dies under five working processes; nothing is lost, nothing comes twice, nobody has to help."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

import httpx
import psycopg
import pytest

from bot.app.roles import WEB, WORKER
from bot.intake.webhook import RETRY_AFTER_SECONDS, SECRET_HEADER
from bot.storage.database import prepare_schemas
from tests.reliability.harness.cluster import cluster
from tests.reliability.harness.load import FIVE, load
from tests.reliability.harness.oracle import audit
from tests.reliability.harness.results import measured
from tests.reliability.harness.scene import Scene, scene
from tests.reliability.harness.sizes import SEED, size, until_the_box_is_full
from tests.reliability.test_web_and_workers import SECRET, by_webhook, hooked
from tests.storage.conftest import config_for

CRASHES = size(10, 50)
PEOPLE = 20
SELECTION = "tests/reliability/test_database_crashes.py"


@pytest.mark.slow
@pytest.mark.postgres
@pytest.mark.timeout(0)
async def test_a_crashing_database_loses_and_doubles_nothing(tmp_path: Path) -> None:
    dice = random.Random(SEED)
    async with cluster() as server:
        config = config_for(tmp_path, server.url)
        await asyncio.to_thread(prepare_schemas, config)
        async with scene(config, tmp_path) as played:
            with measured(
                "R4", "pg_ctl -m immediate and pg_terminate_backend, 5 processes", SELECTION
            ) as result:
                cut = 0
                people = played.people(PEOPLE)
                bots = [played.start(roles) for roles in FIVE]
                await played.running()
                for _ in until_the_box_is_full(CRASHES):
                    load(people, dice)
                    await asyncio.sleep(dice.uniform(0.1, 0.6))
                    cut += await server.cut_connections()
                    await asyncio.sleep(dice.uniform(0.1, 0.6))
                    await server.crash()
                    await asyncio.sleep(dice.uniform(0.0, 0.5))
                    await server.start()
                    result.faults += 1
                played.pass_time()
                await played.quiet()
                assert all(bot.alive for bot in bots)
                await played.end()
                found = await audit(played)
                print(found)
                assert found.broken == {}, found
                assert cut > result.faults
                found.tell(result)
                result.note += f"; {cut} sessions terminated"


@pytest.mark.postgres
@pytest.mark.timeout(0)
async def test_without_its_database_the_webhook_asks_telegram_to_come_again(tmp_path: Path) -> None:
    async with cluster() as server:
        config = config_for(tmp_path, server.url)
        await asyncio.to_thread(prepare_schemas, config)
        async with scene(config, tmp_path) as played:
            people = by_webhook(played).people(3)
            bots = [played.start(roles) for roles in (WEB, WORKER)]
            await hooked(played)
            people[0].say("hello")
            await played.quiet()
            await server.crash()
            for person in people:
                person.say("hello")
            refusal = await posted(played)
            assert (refusal.status_code, refusal.headers["Retry-After"]) == (503, str(RETRY_AFTER_SECONDS))
            assert len(played.updates) == len(people)
            await server.start()
            await played.quiet()
            assert all(bot.alive for bot in bots)
            await played.end()
            found = await audit(played)
    assert (found.broken, found.updates, found.replies_duplicated) == ({}, 4, 0)


@pytest.mark.postgres
async def test_a_proof_that_fails_leaves_no_server_behind() -> None:
    with pytest.raises(AssertionError, match="something was lost"):
        async with cluster() as server:
            raise AssertionError("something was lost")
    with pytest.raises(psycopg.OperationalError, match="refused"):
        await psycopg.AsyncConnection.connect(server.url)
    assert not server.folder.exists()


async def posted(played: Scene) -> httpx.Response:
    """The newest update, as Telegram posts it."""
    async with httpx.AsyncClient() as client:
        update = played.updates.queued[-1].as_json()
        url = played.simulator.world.webhook.url
        return await client.post(url, json=update, headers={SECRET_HEADER: SECRET})
