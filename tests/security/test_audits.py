"""S8: what bandit says of our code, and that every proof which a page names is there."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("security", "reliability", "operations")
NAMED = re.compile(r"`(tests/[\w/.]+|test_\w+\.py)`")
KNOWN = {
    ("bot/messages.py", "B704"),  # a macro's output, escaped already
    ("bot/storage/backup/restoring.py", "B608"),  # names of our own tables
}
THERE = {file.name for file in (ROOT / "tests").rglob("test_*.py")}


def test_bandit_finds_nothing_of_weight_that_we_dont_know() -> None:
    command = [sys.executable, "-m", "bandit", "-q", "-r", "-ll", "-f", "json", "bot", "handlers", "rules"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    told = json.loads(done.stdout)
    assert told["errors"] == []
    assert {(found["filename"], found["test_id"]) for found in told["results"]} == KNOWN


@pytest.mark.parametrize("page", PAGES)
def test_every_proof_that_a_page_names_is_there(page: str) -> None:
    named = NAMED.findall((ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8"))
    missing = [name for name in named if not ((ROOT / name).exists() if "/" in name else name in THERE)]
    assert missing == []
    assert named or page == "operations"


def test_every_row_of_the_security_page_names_a_proof() -> None:
    rows = [
        line
        for line in (ROOT / "docs/security.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("| ") and not line.startswith("| threat")
    ]
    assert len(rows) > 15
    cells = [re.split(r"(?<!\\)\|", row) for row in rows]
    assert [cell[1].strip() for cell in cells if "test" not in cell[4]] == []
