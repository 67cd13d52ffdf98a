"""S8: what bandit says of our code, and that every proof which a page names is there."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
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


VULNERABLE = {"vulns": [{"id": "PYSEC-0000-0", "affected": []}]}


class Osv(BaseHTTPRequestHandler):
    """A vulnerability service that knows one of every package."""

    def do_POST(self) -> None:
        body = json.dumps(VULNERABLE).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.mark.parametrize(
    ("answers", "code", "says"), [(True, 1, "PYSEC-0000-0"), (False, 0, "dependency audit: DID NOT RUN")]
)
def test_the_audit_of_dependencies_fails_on_a_finding_and_says_when_nobody_answers(
    answers: bool, code: int, says: str
) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), Osv) as service:
        threading.Thread(target=service.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{service.server_port if answers else 9}/"
        done = subprocess.run(
            [ROOT / "scripts/audit"],
            env={**os.environ, "OSV_URL": address},
            capture_output=True,
            text=True,
            check=False,
        )
        service.shutdown()
    assert (done.returncode, says in done.stdout + done.stderr) == (code, True), done


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
