"""An ASGI application served inside a process that has other things to do: it leaves the signals to its host."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Iterator
from dataclasses import dataclass

import uvicorn
from starlette.types import ASGIApp

STOP_SECONDS = 1
CONNECTIONS = 1000  # more than that at once is no caller of ours


class _Server(uvicorn.Server):
    """Says when it is ready."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()


@dataclass(frozen=True, slots=True)
class Listening:
    """A port that is being served; `task` ends with the server."""

    url: str
    port: int
    server: uvicorn.Server
    task: asyncio.Task[None]

    async def stop(self) -> None:
        """Take nothing more, end what is being answered, close every connection."""
        self.server.should_exit = True
        await self.task


async def listen(app: ASGIApp, host: str, port: int) -> Listening:
    """Serve an application in this event loop; port 0 takes a free one. Raises OSError for a taken port."""
    listener = socket.create_server((host, port))
    bound = int(listener.getsockname()[1])
    config = uvicorn.Config(
        app,
        log_config=None,
        log_level="error",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        limit_concurrency=CONNECTIONS,
        timeout_graceful_shutdown=STOP_SECONDS,
    )
    server = _Server(config)
    task = asyncio.create_task(server.serve(sockets=[listener]))
    ready = asyncio.create_task(server.ready.wait())
    await asyncio.wait({task, ready}, return_when=asyncio.FIRST_COMPLETED)
    ready.cancel()
    return Listening(f"http://{host}:{bound}", bound, server, task)
