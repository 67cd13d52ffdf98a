"""The test's hand on the simulator over HTTP: clock, faults, speed limits, ledger."""

from collections.abc import Callable
from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.simulator.core.events import Happening
from bot.simulator.core.faults import Fault, FaultKind, SpeedLimit
from bot.simulator.core.parameters import Json
from bot.simulator.core.simulator import Simulator
from bot.simulator.steering import AlreadyMovingError, Steering, UnknownTargetError


class ControlApi:
    """Endpoints that no Telegram has."""

    def __init__(self, simulator: Simulator, steering: Steering | None) -> None:
        """Control this simulator; without steering the clock only shows."""
        self._simulator = simulator
        self._steering = steering

    def routes(self) -> list[Route]:
        """All routes under /sim that are about the simulator itself."""
        return [
            Route("/sim/clock", self.clock, methods=["GET"]),
            Route("/sim/clock", self.move, methods=["POST"]),
            Route("/sim/calls", self.calls, methods=["GET"]),
            Route("/sim/faults", self.add_fault, methods=["POST"]),
            Route("/sim/faults", self.clear_faults, methods=["DELETE"]),
            Route("/sim/speed", self.limit_speed, methods=["PUT"]),
        ]

    def clock_state(self) -> Json:
        """What the clock panel shows."""
        next_due = self._steering.next_due() if self._steering else None
        due = next_due.due if next_due else None
        return {
            "now": self._simulator.clock.now().isoformat(),
            "zone": next_due.zone if next_due else None,
            "next_due": due.isoformat() if due else None,
            "moving": bool(self._steering and self._steering.moving),
            "steerable": self._steering is not None,
        }

    async def clock(self, _request: Request) -> Response:
        """The simulated time and what is due next."""
        return JSONResponse(self.clock_state())

    async def move(self, request: Request) -> Response:
        """Move the clock: to (next_reminder, plus_hour, tomorrow, sunday, or an ISO instant), zone."""
        if self._steering is None:
            return JSONResponse({"error": "this simulator's clock can't be moved"}, 409)
        body = await request.json()
        try:
            await self._steering.move(str(body.get("to", "")), str(body.get("zone") or "UTC"))
        except UnknownTargetError as error:
            return JSONResponse({"error": str(error)}, 400)
        except AlreadyMovingError as error:
            return JSONResponse({"error": str(error)}, 409)
        return JSONResponse(self.clock_state())

    async def calls(self, request: Request) -> Response:
        """The ledger, by method and chat_id, from number `after` on."""
        query = request.query_params
        chat_id = int(query["chat_id"]) if "chat_id" in query else None
        after = int(query.get("after", 0))
        found = self._simulator.ledger.calls(query.get("method"), chat_id)
        return JSONResponse([call.as_json() for call in found if call.number > after])

    async def add_fault(self, request: Request) -> Response:
        """Plan a fault: the fields of Fault."""
        body = await request.json()
        try:
            fault = Fault(**{**body, "kind": FaultKind(body["kind"])})
        except (KeyError, TypeError, ValueError) as error:
            return JSONResponse({"error": f"no such fault: {error}"}, 400)
        self._simulator.faults.add(fault)
        return JSONResponse(asdict(fault), 201)

    async def clear_faults(self, _request: Request) -> Response:
        """Let everything work again."""
        self._simulator.faults.clear()
        return JSONResponse({})

    async def limit_speed(self, request: Request) -> Response:
        """Set the speed limit: overall, chat, group as [messages, seconds]; null lifts it."""
        body = await request.json()
        limit = None if body is None else SpeedLimit(**{name: tuple(pair) for name, pair in body.items()})
        self._simulator.limit_speed(limit)
        return JSONResponse({})


def clock_told(simulator: Simulator) -> Callable[[], None]:
    """What a steering calls after each step, so that every open page learns of it."""
    return lambda: simulator.bulletin.tell(Happening.CLOCK)
