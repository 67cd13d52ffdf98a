"""What is missing on the machine is said, and nothing passes by silently when it is insisted on."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest

from tests import needs

pytest_plugins = ["pytester"]

ROOT = Path(__file__).resolve().parent.parent

OUTER_CONFTEST = "from tests.conftest import *\n"
NEEDY = """
import pytest

@pytest.mark.browser
def test_page(chromium):
    assert chromium

@pytest.mark.postgres
def test_table(postgres_url):
    assert postgres_url

def test_plain():
    assert 1 + 1 == 2
"""


@pytest.fixture
def bare_machine(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A test folder on a machine that has neither Chromium nor PostgreSQL, and where nobody insists."""
    monkeypatch.setenv("TANDEM_CHROMIUM", "/nowhere/chromium")
    monkeypatch.setenv("TEST_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    for need in needs.ALL:
        monkeypatch.delenv(need.insisted_by, raising=False)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    pytester.makeconftest(OUTER_CONFTEST)
    pytester.makeini("[pytest]\nmarkers =\n    browser\n    postgres\n")
    pytester.makepyfile(NEEDY)
    return pytester


@pytest.mark.parametrize("processes", ["0", "2"])
def test_what_is_missing_is_left_out_and_said(bare_machine: pytest.Pytester, processes: str) -> None:
    result = bare_machine.runpytest_subprocess("-n", processes)
    assert result.parseoutcomes()["passed"] == 1
    result.stdout.fnmatch_lines_random(
        ["left out: 1 browser test (no Chromium*", "left out: 1 postgres test (no PostgreSQL*"]
    )


@pytest.mark.parametrize("need", needs.ALL, ids=lambda need: need.marker)
def test_what_is_insisted_on_fails_when_missing(
    bare_machine: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, need: needs.Need
) -> None:
    monkeypatch.setenv(need.insisted_by, "1")
    result = bare_machine.runpytest_subprocess("-n", "0")
    assert result.parseoutcomes()["errors"] == 1
    result.stdout.fnmatch_lines([f"*{need.marker}: {need.remedy}*"])


@pytest.mark.postgres
def test_each_database_is_empty_and_dropped() -> None:
    with needs.fresh_database(needs.POSTGRES.found()) as url, psycopg.connect(url) as connection:
        rows = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
        assert rows == (0,)
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(url)
