"""The simulator as a web server: Bot API, chat page, human side and control on one port."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.clock import FileClock
from bot.simulator.bot_api import ABORT, routes
from bot.simulator.control_api import ControlApi, clock_told
from bot.simulator.core.simulator import Simulator
from bot.simulator.courier import Courier
from bot.simulator.gateway import Gateway
from bot.simulator.human_api import HumanApi
from bot.simulator.steering import Pace, Steering

STATIC = Path(__file__).parent / "static"
PAGE_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; style-src 'self'",
    "Cache-Control": "no-cache",
}
STOP_SECONDS = 1


class SimulatorApp:
    """The ASGI application; it keeps the way to each connection's transport, so that calls can be cut off."""

    def __init__(self, app: ASGIApp, people: HumanApi) -> None:
        """Wrap the routes."""
        self._app = app
        self._people = people

    def close(self) -> None:
        """End the event streams, which would hold up a stopping server."""
        self._people.close()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        transport = getattr(getattr(send, "__self__", None), "transport", None)
        if transport is not None:
            scope[ABORT] = transport.abort
        await self._app(scope, receive, send)


def create_app(
    simulator: Simulator,
    clock: FileClock | None = None,
    *,
    pace: Pace | None = None,
    webhook_patience: float = 1.0,
) -> SimulatorApp:
    """The whole simulator as one ASGI application.

    `clock` is the file that the page moves (give the simulator the same one); without it the page only shows
    the time. `webhook_patience` scales the waits between attempts at the bot's webhook.
    """
    steering = Steering(clock, clock_told(simulator), pace) if clock else None
    control = ControlApi(simulator, steering)
    people = HumanApi(simulator, control.clock_state)
    courier = Courier(simulator, webhook_patience)

    @contextlib.asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        delivering = asyncio.create_task(courier.run())
        yield
        delivering.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await delivering

    async def page(_request: Request) -> Response:
        return FileResponse(STATIC / "index.html", headers=PAGE_HEADERS)

    table = [
        Route("/", page, methods=["GET"]),
        *people.routes(),
        *control.routes(),
        *routes(Gateway(simulator)),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]
    return SimulatorApp(Starlette(routes=table, lifespan=lifespan), people)


class _Server(uvicorn.Server):
    """A server inside someone else's process: it leaves the signals to its host, and says when it is ready."""

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
class Running:
    """A simulator that is being served."""

    url: str
    port: int
    app: SimulatorApp
    server: uvicorn.Server
    task: asyncio.Task[None]

    async def stop(self) -> None:
        """Stop serving and close every connection."""
        self.app.close()
        self.server.should_exit = True
        await self.task


async def serve(app: SimulatorApp, host: str = "127.0.0.1", port: int = 0) -> Running:
    """Serve an application of `create_app` in this event loop; port 0 takes a free one."""
    listener = socket.create_server((host, port))
    bound = int(listener.getsockname()[1])
    config = uvicorn.Config(
        app,
        log_config=None,
        log_level="error",
        access_log=False,
        proxy_headers=False,
        timeout_graceful_shutdown=STOP_SECONDS,
    )
    server = _Server(config)
    task = asyncio.create_task(server.serve(sockets=[listener]))
    ready = asyncio.create_task(server.ready.wait())
    await asyncio.wait({task, ready}, return_when=asyncio.FIRST_COMPLETED)
    ready.cancel()
    return Running(f"http://{host}:{bound}", bound, app, server, task)
