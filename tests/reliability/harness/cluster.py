"""A PostgreSQL server of a test's own, to be crashed without harm to anyone else's."""

from __future__ import annotations

import asyncio
import contextlib
import os
import pwd
import shutil
import socket
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

OWNER = "postgres"
PLACES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running server; only this machine reaches it."""

    folder: Path
    port: int

    @property
    def url(self) -> str:
        """Its only database."""
        return f"postgresql://{OWNER}@127.0.0.1:{self.port}/postgres"

    async def start(self) -> None:
        """Start it, recovering first if it has crashed; returns when it takes connections."""
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self.folder}"
        await _run("pg_ctl", "-D", self.data, "-l", self.folder / "log", "-w", "-o", options, "start")

    async def revive(self) -> None:
        """Start it if it is down, as whoever looks after a server does."""
        if await self.is_down():
            await self.start()

    async def is_down(self) -> bool:
        """Whether its first process has ended."""
        asked = await asyncio.create_subprocess_exec(
            *_as_owner("pg_ctl", "-D", self.data, "status"), stdout=asyncio.subprocess.DEVNULL, cwd="/"
        )
        return await asked.wait() != 0

    async def end_by_a_full_disk(self, fill: Callable[[], None]) -> None:
        """Let it need a new file for its log when there is no byte left: it ends itself, and can't start again."""
        session = await psycopg.AsyncConnection.connect(self.url, autocommit=True)
        await asyncio.to_thread(fill)
        with contextlib.suppress(psycopg.OperationalError):
            await session.execute("SELECT pg_switch_wal()")
            await session.execute("SELECT pg_logical_emit_message(true, '', '')")
        await session.close()
        async with asyncio.timeout(30):
            while not await self.is_down():  # noqa: ASYNC110  # it tells nobody
                await asyncio.sleep(0.1)

    async def crash(self) -> None:
        """End it as a power cut does: nothing is flushed, nobody is told."""
        await _run("pg_ctl", "-D", self.data, "-m", "immediate", "stop")

    async def cut_connections(self) -> int:
        """End every other session at once; returns how many."""
        query = (
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        async with await psycopg.AsyncConnection.connect(self.url) as connection:
            found = await (await connection.execute(query)).fetchone()
        return int(found[0]) if found else 0

    @property
    def data(self) -> Path:
        """Where its files are."""
        return self.folder / "data"


@asynccontextmanager
async def cluster(on: Path | None = None) -> AsyncIterator[Cluster]:
    """Make a server, on this disk if one is named, start it, and leave nothing of it behind."""
    if _program("initdb") is None:
        pytest.skip("the server's own programs (initdb, pg_ctl) aren't on this machine")
    folder = Path(tempfile.mkdtemp(prefix="tandem-cluster-", dir=on))
    if os.geteuid() == 0:
        os.chown(folder, *pwd.getpwnam(OWNER)[2:4])
    made = Cluster(folder, _free_port())
    try:
        await _run("initdb", "-D", made.data, "-A", "trust", "-U", OWNER, "--no-sync", "-E", "UTF8")
        await made.start()
        yield made
    finally:
        # A proof that fails may have left it up or down, and a start that failed half-way up.
        if not await made.is_down():
            await made.crash()
        shutil.rmtree(folder)


def _program(name: str) -> str | None:
    return shutil.which(name, path=os.pathsep.join([*map(str, PLACES), os.environ.get("PATH", "")]))


def _as_owner(name: str, *arguments: object) -> list[str]:
    program = _program(name)
    assert program is not None
    # The server refuses to run as root.
    down = ["setpriv", f"--reuid={OWNER}", f"--regid={OWNER}", "--clear-groups"] if os.geteuid() == 0 else []
    return [*down, program, *map(str, arguments)]


async def _run(name: str, *arguments: object) -> None:
    running = await asyncio.create_subprocess_exec(
        *_as_owner(name, *arguments), stdout=asyncio.subprocess.DEVNULL, cwd="/"
    )
    assert await running.wait() == 0, f"{name} {arguments}"


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])
