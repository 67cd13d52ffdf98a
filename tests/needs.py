"""What some tests need from the machine, where it is looked for, and what to say when it isn't there."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
from playwright._impl._driver import compute_driver_executable
from psycopg import sql

LOCAL_POSTGRES = "postgresql://postgres@127.0.0.1:5432/postgres"


@dataclass(frozen=True)
class Need:
    """Something outside Python: the marker of its tests, how to find it, and the variable that insists on it."""

    marker: str
    insisted_by: str
    find: Callable[[], str | None]
    remedy: str

    def is_insisted_on(self) -> bool:
        return os.environ.get(self.insisted_by, "") not in {"", "0"}

    def found(self) -> str:
        """Where it is; a test that gets this far without it fails with the remedy."""
        place = self.find()
        if place is None:
            raise RuntimeError(f"{self.marker}: {self.remedy}")
        return place

    def left_out(self, count: int) -> str:
        return f"left out: {count} {self.marker} test{'s' * (count != 1)} ({self.remedy})"


@cache
def _chromium() -> str | None:
    chromium = shutil.which(os.environ.get("TANDEM_CHROMIUM", "/usr/bin/chromium"))
    return chromium if chromium and _driver_starts() else None


def _driver_starts() -> bool:
    """Whether Playwright's own node runs here: it needs libatomic1, which a minimal Debian lacks."""
    node, _ = compute_driver_executable()
    return subprocess.run([node, "--version"], capture_output=True, check=False).returncode == 0


@cache
def _postgres() -> str | None:
    url = os.environ.get("TEST_DATABASE_URL", LOCAL_POSTGRES).replace("+psycopg", "", 1)
    try:
        psycopg.connect(url, connect_timeout=3).close()
    except psycopg.OperationalError:
        return None
    return url


@contextmanager
def fresh_database(server: str) -> Iterator[str]:
    """Make an empty database on the server and drop it afterwards, whoever is still connected."""
    name = f"tandem_test_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
        try:
            yield urlsplit(server)._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


CHROMIUM = Need(
    marker="browser",
    insisted_by="TANDEM_REQUIRE_BROWSER",
    find=_chromium,
    remedy="no Chromium: apt-get install chromium libatomic1, or set TANDEM_CHROMIUM to one",
)
POSTGRES = Need(
    marker="postgres",
    insisted_by="TANDEM_REQUIRE_POSTGRES",
    find=_postgres,
    remedy="no PostgreSQL: start one on port 5432, or set TEST_DATABASE_URL",
)
ALL = (CHROMIUM, POSTGRES)
