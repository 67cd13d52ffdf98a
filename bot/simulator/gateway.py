"""From a call to its HTTP answer: waiting for updates, and the faults that a test has planned."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from bot.simulator.core.events import Event, Happening
from bot.simulator.core.faults import Fault, FaultKind
from bot.simulator.core.ledger import Call
from bot.simulator.core.parameters import Parameters
from bot.simulator.core.refusals import NOT_FOUND, Refusal, RefusedError, too_many_requests
from bot.simulator.core.simulator import Simulator

Gone = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """What goes back over the wire."""

    status: int
    body: bytes


class ConnectionBrokenError(Exception):
    """The connection ends without an answer; `hung` when only after the caller's patience."""

    def __init__(self, *, hung: bool = False) -> None:
        """Say whether the caller waited in vain or was cut off at once."""
        super().__init__("no answer came" if hung else "the connection broke")
        self.hung = hung


async def never_gone() -> None:
    """A caller who stays for ever."""
    await asyncio.Event().wait()


class Gateway:
    """Answers calls for one simulator; both faces stand on it."""

    def __init__(self, simulator: Simulator) -> None:
        """Listen to the simulator for new updates."""
        self.simulator = simulator
        self._waiting: set[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = set()
        simulator.bulletin.subscribe(self._wake)

    def _wake(self, event: Event) -> None:
        if event.happening is Happening.UPDATE:
            for loop, signal in tuple(self._waiting):
                loop.call_soon_threadsafe(signal.set)

    async def answer(
        self, token: str, method: str, parameters: Parameters, gone: Gone = never_gone
    ) -> HttpAnswer:
        """Serve one call; `gone` returns when the caller has hung up. Raises ConnectionBrokenError."""
        refusal = self.simulator.authorise(token)
        if refusal is not None:
            return as_http(refusal)
        call = self.simulator.receive(method, parameters)
        fault = self.simulator.faults.strike(method, call.chat_id)
        if fault is None:
            return as_http(await self._perform(call, parameters, gone))
        return await self._suffer(fault, call, parameters, gone)

    async def _perform(self, call: Call, parameters: Parameters, gone: Gone) -> object | Refusal:
        if call.method.lower() == "getupdates":
            return await self._poll(call, parameters, gone)
        return self.simulator.perform(call, parameters)

    async def _suffer(self, fault: Fault, call: Call, parameters: Parameters, gone: Gone) -> HttpAnswer:
        if fault.kind is FaultKind.TOO_MANY:
            refusal = too_many_requests(round(fault.seconds))
            self.simulator.complete(call, refusal)
            return as_http(refusal)
        done_first = fault.kind in {
            FaultKind.DROP_AFTER,
            FaultKind.SERVER_ERROR_AFTER,
            FaultKind.DELAY,
            FaultKind.HANG,
        }
        if done_first:
            answer = await self._perform(call, parameters, gone)
        else:
            answer = Refusal(HTTPStatus.INTERNAL_SERVER_ERROR, f"lost: {fault.kind}")
            self.simulator.complete(call, answer)
        match fault.kind:
            case FaultKind.DELAY:
                await asyncio.sleep(fault.seconds)
                return as_http(answer)
            case FaultKind.SERVER_ERROR | FaultKind.SERVER_ERROR_AFTER:
                return as_http(Refusal(HTTPStatus.INTERNAL_SERVER_ERROR, "Internal Server Error"))
            case FaultKind.HANG | FaultKind.HANG_BEFORE:
                await gone()
                raise ConnectionBrokenError(hung=True)
            case _:
                raise ConnectionBrokenError

    async def _poll(self, call: Call, parameters: Parameters, gone: Gone) -> object | Refusal:
        desk = self.simulator.world.desk
        try:
            poll = desk.open(parameters)
        except RefusedError as error:
            self.simulator.complete(call, error.refusal)
            return error.refusal
        self.simulator.bulletin.tell(Happening.UPDATE)  # wakes the poll that this one has ended
        leaving = asyncio.ensure_future(gone())
        try:
            answer = await self._wait(poll.answer, poll.timeout_seconds, leaving)
        finally:
            leaving.cancel()
            desk.close(poll)
        self.simulator.complete(call, answer)
        return answer

    async def _wait(
        self,
        look: Callable[[], object | None],
        timeout_seconds: float,
        leaving: asyncio.Future[None],
    ) -> object:
        """What `look` returns as soon as that is something; an empty list in the end."""
        deadline = time.monotonic() + timeout_seconds
        signal = asyncio.Event()
        entry = (asyncio.get_running_loop(), signal)
        self._waiting.add(entry)
        try:
            while True:
                signal.clear()
                found = look()
                remaining = deadline - time.monotonic()
                if found is not None or remaining <= 0:
                    return found or []
                waking = asyncio.ensure_future(signal.wait())
                either: set[asyncio.Future[Any]] = {waking, leaving}
                await asyncio.wait(either, timeout=remaining, return_when=asyncio.FIRST_COMPLETED)
                waking.cancel()
                if leaving.done():
                    raise ConnectionBrokenError(hung=True)
        finally:
            self._waiting.discard(entry)


def as_http(answer: object | Refusal) -> HttpAnswer:
    """The Bot API's envelope around a result or a refusal."""
    if not isinstance(answer, Refusal):
        return HttpAnswer(HTTPStatus.OK, _json({"ok": True, "result": answer}))
    envelope: dict[str, object] = {
        "ok": False,
        "error_code": int(answer.error_code),
        "description": answer.description,
    }
    if answer.parameters:
        envelope["parameters"] = dict(answer.parameters)
    return HttpAnswer(answer.error_code, _json(envelope))


def file_answer(simulator: Simulator, token: str, path: str) -> HttpAnswer:
    """The bytes behind a file_path of getFile."""
    parts = path.split("/")
    file = simulator.world.files.get(parts[1]) if len(parts) == 3 else None
    if simulator.authorise(token) is not None or file is None:
        return as_http(NOT_FOUND)
    return HttpAnswer(200, file.content)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")
