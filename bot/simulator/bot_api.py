"""The Bot API over HTTP: /bot<token>/<method> in all its encodings, and file downloads."""

import asyncio
import json
from collections.abc import Mapping

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.simulator.core.parameters import Parameters, Upload
from bot.simulator.core.refusals import Refusal
from bot.simulator.gateway import ConnectionBrokenError, Gateway, HttpAnswer, as_http, file_answer

ABORT = "simulator.abort"
MAX_PART_BYTES = 60 * 1024 * 1024


def routes(gateway: Gateway) -> list[Route]:
    """The routes of the Bot API."""

    async def method(request: Request) -> Response:
        try:
            parameters = await read_parameters(request)
        except ValueError as error:
            return _response(as_http(Refusal(400, f"Bad Request: can't parse request: {error}")))
        token, name = request.path_params["token"], request.path_params["method"]
        try:
            answer = await gateway.answer(token, name, parameters, lambda: _hung_up(request))
        except ConnectionBrokenError:
            await _abort(request)
            return Response(status_code=500)
        return _response(answer)

    async def download(request: Request) -> Response:
        answer = file_answer(gateway.simulator, request.path_params["token"], request.path_params["path"])
        return Response(answer.body, answer.status)

    return [
        Route("/bot{token}/{method}", method, methods=["GET", "POST"]),
        Route("/file/bot{token}/{path:path}", download, methods=["GET"]),
    ]


async def read_parameters(request: Request) -> Parameters:
    """The parameters from the query string and from a JSON, urlencoded or multipart body."""
    values: dict[str, object] = dict(request.query_params)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        body = json.loads(await request.body() or b"{}")
        if not isinstance(body, Mapping):
            raise ValueError("expected a JSON object")
        return Parameters(values | dict(body))
    if kind not in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        await request.body()
        return Parameters(values)
    files: dict[str, Upload] = {}
    async with request.form(max_part_size=MAX_PART_BYTES) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                mime_type = value.content_type or "application/octet-stream"
                files[name] = Upload(value.filename or "file", await value.read(), mime_type)
            else:
                values[name] = value
    return Parameters(values, files)


def _response(answer: HttpAnswer) -> Response:
    return Response(answer.body, answer.status, media_type="application/json")


async def _hung_up(request: Request) -> None:
    """Return when the client has closed the connection."""
    message = await request.receive()
    while message["type"] != "http.disconnect":
        message = await request.receive()


async def _abort(request: Request) -> None:
    """Cut the connection without an answer, where the server lets us; else the answer is a 500."""
    abort = request.scope.get(ABORT)
    if abort is not None:
        abort()
        await asyncio.sleep(0.01)
