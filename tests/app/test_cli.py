"""The command line: refusals are lines with a remedy, exit codes say whether it is fine."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.config import load_config
from bot.simulator.core import Simulator
from bot.storage.database import open_storage
from bot.storage.master import new_key

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("TELEGRAM", "DATA"))}
    return {**clean, "ENV_FILE": os.devnull, "DATA_DIR": str(tmp_path / "data")}


def tandem(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_run_without_a_token_is_one_friendly_line(environment: dict[str, str]) -> None:
    ended = tandem(environment, "run")
    assert ended.returncode == 1
    assert ended.stderr.startswith("TELEGRAM_BOT_TOKEN: no token is set")
    assert "python -m bot demo" in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


def test_a_malformed_token_is_one_friendly_line(environment: dict[str, str]) -> None:
    ended = tandem({**environment, "TELEGRAM_BOT_TOKEN": "hello"}, "run")
    assert (ended.returncode, len(ended.stderr.splitlines())) == (1, 1)
    assert "BotFather" in ended.stderr


def test_migrate_fills_an_empty_database_and_then_has_nothing_to_do(environment: dict[str, str]) -> None:
    first, second = tandem(environment, "migrate"), tandem(environment, "migrate")
    assert (first.returncode, second.returncode) == (0, 0)
    assert "upgraded to" in first.stdout
    assert "already at" in second.stdout


@pytest.mark.parametrize("command", ["run", "migrate", "verify"])
def test_a_database_that_is_away_is_one_line_without_its_password(
    environment: dict[str, str], command: str
) -> None:
    away = {
        "DATABASE_URL": "postgresql://nobody:swordfish@127.0.0.1:9/none",
        "TELEGRAM_BOT_TOKEN": Simulator().token,
    }
    ended = tandem({**environment, **away}, command)
    assert (ended.returncode, len(ended.stderr.splitlines())) == (1, 1)
    assert ended.stderr.startswith("DATABASE_URL: the database doesn't answer: ")
    assert "swordfish" not in ended.stderr


def test_check_explains_every_problem(environment: dict[str, str]) -> None:
    bad = {"TELEGRAM_BOT_TOKEN": Simulator().token, "TELEGRAM_API_URL": "http://127.0.0.1:9"}
    ended = tandem({**environment, **bad, "DATABASE_URL": "postgresql://nobody@127.0.0.1:9/none"}, "check")
    assert ended.returncode == 1
    assert "DATABASE_URL: PostgreSQL doesn't open" in ended.stdout
    assert "TELEGRAM_API_URL: no answer from http://127.0.0.1:9" in ended.stdout
    assert "Traceback" not in ended.stdout + ended.stderr


def test_check_says_when_the_master_key_is_lost_or_another(environment: dict[str, str]) -> None:
    tandem(environment, "migrate")
    environment |= {"TELEGRAM_BOT_TOKEN": "1:x", "TELEGRAM_API_URL": "http://127.0.0.1:9"}
    folder = Path(environment["DATA_DIR"])
    asyncio.run(_open_once(folder))
    file = folder.parent / "keys" / "data.key"
    assert "key        fine (fingerprint" in tandem(environment, "check").stdout
    file.write_text(new_key(), encoding="utf-8")
    assert (
        "key        MASTER_KEY: the stored keys were made with another" in tandem(environment, "check").stdout
    )
    file.unlink()
    assert "key        MASTER_KEY_FILE: " in tandem(environment, "check").stdout
    assert not file.exists()


async def _open_once(folder: Path) -> None:
    async with open_storage(load_config(env_file=None, data_dir=folder), SystemClock()):
        pass


def test_check_says_which_setting_is_wrong(environment: dict[str, str]) -> None:
    ended = tandem({**environment, "LOG_LEVEL": "LOUD", "PORT": "x"}, "check")
    assert ended.returncode == 1
    assert {line.split()[1] for line in ended.stdout.splitlines()} == {"LOG_LEVEL:", "PORT:"}
