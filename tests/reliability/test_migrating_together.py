"""D2: twelve replicas start at once on a database of any age; one migrates, all begin."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.config import Config
from bot.storage import migrate
from bot.storage.database import prepare_schemas
from bot.storage.migrate import KEYS, MAIN
from tests import needs
from tests.reliability.harness.results import measured
from tests.reliability.harness.sizes import size, until_the_box_is_full
from tests.storage.conftest import config_for

REPLICAS = 12
TIMES = size(1, 40)
SELECTION = "tests/reliability/test_migrating_together.py"


def ages() -> Iterator[str]:
    """From nothing, and from each step there ever was."""
    yield "base"
    yield from reversed([step.revision for step in MAIN.scripts().walk_revisions()])


def start_together(config: Config, age: str) -> None:
    """Bring the database to this age, then start everyone; raises what any of them raises."""
    if age != "base":
        migrate.migrate(config.dsn, MAIN, age)
    with ThreadPoolExecutor(REPLICAS) as replicas:
        for started in [replicas.submit(prepare_schemas, config) for _ in range(REPLICAS)]:
            started.result()
    assert migrate.current_revision(config.dsn, MAIN) == MAIN.head
    assert migrate.current_revision(config.keys_dsn, KEYS) == KEYS.head


@pytest.mark.slow
@pytest.mark.postgres
@pytest.mark.timeout(0)
def test_twelve_replicas_start_at_once_on_a_database_of_any_age(tmp_path: Path) -> None:
    with measured("D2", "12 replicas migrate at once from every schema (PostgreSQL)", SELECTION) as result:
        for _ in until_the_box_is_full(TIMES):
            for age in ages():
                with needs.fresh_database(needs.POSTGRES.found()) as url:
                    start_together(config_for(tmp_path, url), age)
                result.runs += 1
        result.note = "databases"
