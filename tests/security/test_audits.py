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
from packaging.requirements import Requirement

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


KNOWN_VULNERABILITY: dict[str, object] = {  # a record as api.osv.dev gives it
    "id": "GHSA-0000-0000-0000",
    "summary": "Templates may leave the sandbox",
    "details": "### Impact\n\nWhoever writes a template can run what they like.",
    "aliases": ["CVE-2999-0001", "PYSEC-2999-1"],
    "modified": "2999-02-02T00:00:00Z",
    "published": "2999-01-01T00:00:00Z",
    "database_specific": {"severity": "HIGH", "cwe_ids": ["CWE-1336"], "github_reviewed": True},
    "references": [{"type": "WEB", "url": "https://example.org/advisory"}],
    "affected": [
        {
            "package": {"name": "jinja2", "ecosystem": "PyPI", "purl": "pkg:pypi/jinja2"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "99.1"}]}],
            "versions": ["3.1.5", "3.1.6"],
            "database_specific": {"source": "https://example.org/jinja2.json"},
        }
    ],
    "schema_version": "1.7.3",
    "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H"}],
}
Records = list[dict[str, object]]


class Osv(ThreadingHTTPServer):
    """A vulnerability service that knows of one package; one that `fails` answers nothing else."""

    def __init__(self, records: Records, *, fails: bool = False) -> None:
        super().__init__(("127.0.0.1", 0), _OsvHandler)
        self.records = records
        self.fails = fails
        self.asked: set[tuple[str, str]] = set()


class _OsvHandler(BaseHTTPRequestHandler):
    server: Osv

    def do_POST(self) -> None:
        query = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        assert query["package"]["ecosystem"] == "PyPI"
        self.server.asked.add((query["package"]["name"], query["version"]))
        known = query["package"]["name"] == "jinja2" and self.server.records
        body = json.dumps({"vulns": self.server.records} if known else {}).encode()
        self.send_response(500 if self.server.fails else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def audited(service: Osv, address: str | None = None) -> subprocess.CompletedProcess[str]:
    """The audit with this service."""
    with service:
        threading.Thread(target=service.serve_forever, daemon=True).start()
        done = subprocess.run(
            [ROOT / "scripts/audit"],
            env={**os.environ, "OSV_URL": address or f"http://127.0.0.1:{service.server_port}/v1/query"},
            capture_output=True,
            text=True,
            check=False,
        )
        service.shutdown()
    return done


def test_the_audit_asks_about_all_that_is_locked_and_fails_on_the_one_that_is_vulnerable() -> None:
    service = Osv([KNOWN_VULNERABILITY])
    done = audited(service)
    locked = {
        (one.name, str(one.specifier).removeprefix("=="))
        for line in (ROOT / "requirements/runtime.lock").read_text(encoding="utf-8").splitlines()
        if re.match(r"\w", line)
        for one in [Requirement(line.rstrip("\\ "))]
        if one.marker is None or one.marker.evaluate()  # for this Python and system
    }
    assert (done.returncode, service.asked) == (1, locked), done
    (row,) = [line.split() for line in done.stdout.splitlines() if "99.1" in line]
    assert row == ["jinja2", dict(locked)["jinja2"], "PYSEC-2999-1", "99.1"]


@pytest.mark.parametrize("records", [[], [{**KNOWN_VULNERABILITY, "withdrawn": "2999-03-03T00:00:00Z"}]])
def test_the_audit_says_that_nothing_is_known(records: Records) -> None:
    done = audited(Osv(records))
    assert (done.returncode, done.stdout) == (0, "dependency audit: no known vulnerability\n"), done


@pytest.mark.parametrize(("fails", "address"), [(False, "http://127.0.0.1:9/"), (True, None)])
def test_an_audit_that_nobody_answers_says_that_it_did_not_run(fails: bool, address: str | None) -> None:
    done = audited(Osv([KNOWN_VULNERABILITY], fails=fails), address)
    assert (done.returncode, done.stdout) == (0, ""), done
    assert done.stderr.startswith("dependency audit: DID NOT RUN")


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
