"""The command line: refusals are lines with a remedy, exit codes say whether it is fine."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.simulator.core import Simulator

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


def test_check_explains_every_problem(environment: dict[str, str]) -> None:
    bad = {"TELEGRAM_BOT_TOKEN": Simulator().token, "TELEGRAM_API_URL": "http://127.0.0.1:9"}
    ended = tandem({**environment, **bad, "DATABASE_URL": "postgresql://nobody@127.0.0.1:9/none"}, "check")
    assert ended.returncode == 1
    assert "DATABASE_URL: PostgreSQL doesn't open" in ended.stdout
    assert "TELEGRAM_API_URL: no answer from http://127.0.0.1:9" in ended.stdout
    assert "Traceback" not in ended.stdout + ended.stderr


def test_check_says_which_setting_is_wrong(environment: dict[str, str]) -> None:
    ended = tandem({**environment, "LOG_LEVEL": "LOUD", "PORT": "x"}, "check")
    assert ended.returncode == 1
    assert {line.split()[1] for line in ended.stdout.splitlines()} == {"LOG_LEVEL:", "PORT:"}
