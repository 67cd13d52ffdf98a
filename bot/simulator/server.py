"""The simulator as a web server: Bot API, chat page, human side and control on one port."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.clock import FileClock
from bot.listening import Listening, listen
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


@dataclass(frozen=True, slots=True)
class Running:
    """A simulator that is being served."""

    app: SimulatorApp
    listening: Listening

    @property
    def url(self) -> str:
        """Where it is."""
        return self.listening.url

    @property
    def port(self) -> int:
        """The port it got."""
        return self.listening.port

    async def stop(self) -> None:
        """Stop serving and close every connection."""
        self.app.close()
        await self.listening.stop()


async def serve(app: SimulatorApp, host: str = "127.0.0.1", port: int = 0) -> Running:
    """Serve an application of `create_app` in this event loop; port 0 takes a free one."""
    return Running(app, await listen(app, host, port))
