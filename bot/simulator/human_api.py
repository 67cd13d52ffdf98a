"""The human side over HTTP, as JSON under /sim: people, what they write and tap, and what they see."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from urllib.parse import quote

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.simulator.core.parameters import Json
from bot.simulator.core.person import Person
from bot.simulator.core.refusals import RefusedError
from bot.simulator.core.simulator import Simulator
from bot.simulator.live import Stream, chat_state, snapshot

Endpoint = Callable[[Request], Awaitable[Response]]
PICTURES = {"image/png", "image/jpeg"}


class HumanApi:
    """Endpoints for the page, and for tests in another process."""

    def __init__(self, simulator: Simulator, clock_state: Callable[[], Json]) -> None:
        """Serve the people of this simulator."""
        self._simulator = simulator
        self._clock_state = clock_state
        self._streams: set[Stream] = set()

    def routes(self) -> list[Route]:
        """All routes under /sim that are about people."""
        person = "/sim/people/{user_id:int}"
        table: list[tuple[str, str, Endpoint]] = [
            ("GET", "/sim/people", self.people),
            ("POST", "/sim/people", self.add_person),
            ("GET", person, self.look),
            ("GET", f"{person}/events", self.events),
            ("POST", f"{person}/messages", self.say),
            ("PUT", f"{person}/messages/{{message_id:int}}", self.edit),
            ("DELETE", f"{person}/messages/{{message_id:int}}", self.delete),
            ("POST", f"{person}/files", self.attach),
            ("POST", f"{person}/location", self.locate),
            ("POST", f"{person}/taps", self.tap),
            ("POST", f"{person}/reactions", self.react),
            ("POST", f"{person}/blocked", self.block),
            ("GET", "/sim/files/{file_id}", self.file),
        ]
        return [Route(path, _guarded(endpoint), methods=[method]) for method, path, endpoint in table]

    def close(self) -> None:
        """End all event streams."""
        for stream in self._streams:
            stream.close()

    def _person(self, request: Request) -> Person:
        return self._simulator.person(request.path_params["user_id"])

    async def people(self, _request: Request) -> Response:
        """Everyone, in the order of their arrival."""
        return JSONResponse([person.user.as_json() for person in self._simulator.people()])

    async def add_person(self, request: Request) -> Response:
        """A new person: first_name, language_code, started."""
        body = await request.json()
        person = self._simulator.add_person(
            str(body.get("first_name") or "Anna"),
            str(body.get("language_code") or "en"),
            started=bool(body.get("started")),
        )
        return JSONResponse(person.user.as_json(), 201)

    async def look(self, request: Request) -> Response:
        """The whole chat, with the toasts."""
        person = self._person(request)
        toasts = [{"text": toast.text, "alert": toast.alert} for toast in person.toasts()]
        return JSONResponse({**snapshot(person), "toasts": toasts})

    async def events(self, request: Request) -> Response:
        """The chat as server-sent events: snapshot, message, deletion, chat, toast, clock."""
        stream = Stream(self._simulator, self._person(request), self._clock_state)
        self._streams.add(stream)

        async def lines() -> AsyncGenerator[str]:
            try:
                async for line in stream.events():
                    yield line
            finally:
                self._streams.discard(stream)

        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(lines(), media_type="text/event-stream", headers=headers)

    async def say(self, request: Request) -> Response:
        """Send a text: text, reply_to."""
        body = await request.json()
        reply_to = int(body.get("reply_to") or 0) or None
        return _message_id(self._person(request).say(str(body["text"]), reply_to=reply_to))

    async def edit(self, request: Request) -> Response:
        """Change an own text: text."""
        body = await request.json()
        message_id = request.path_params["message_id"]
        self._person(request).edit(message_id, str(body["text"]))
        return _message_id(message_id)

    async def delete(self, request: Request) -> Response:
        """Delete a message for both sides."""
        self._person(request).delete(request.path_params["message_id"])
        return JSONResponse({})

    async def attach(self, request: Request) -> Response:
        """Send a file from a form: file, caption; pictures go as photos unless as=document."""
        person = self._person(request)
        async with request.form() as form:
            upload, caption = form.get("file"), str(form.get("caption") or "")
            if not isinstance(upload, UploadFile):
                raise ValueError("the form needs a file")
            content, mime_type = await upload.read(), upload.content_type or "application/octet-stream"
            if mime_type in PICTURES and form.get("as") != "document":
                return _message_id(person.send_photo(content, caption))
            return _message_id(person.send_document(upload.filename or "file", content, mime_type, caption))

    async def locate(self, request: Request) -> Response:
        """Share a place: latitude, longitude."""
        body = await request.json()
        place = float(body["latitude"]), float(body["longitude"])
        return _message_id(self._person(request).send_location(*place))

    async def tap(self, request: Request) -> Response:
        """Tap a button: label or data, message_id; with forge=true send data that no button shows."""
        body, person = await request.json(), self._person(request)
        message_id = int(body.get("message_id") or 0) or None
        if body.get("forge"):
            query = person.forge_callback(str(body["data"]), message_id or 0)
        else:
            query = person.tap(body.get("label"), data=body.get("data"), message_id=message_id)
        return JSONResponse({"callback_query_id": query})

    async def react(self, request: Request) -> Response:
        """React to a message: message_id, emoji or null."""
        body = await request.json()
        self._person(request).react(int(body["message_id"]), body.get("emoji"))
        return JSONResponse({})

    async def block(self, request: Request) -> Response:
        """Block or unblock the bot: blocked."""
        person, body = self._person(request), await request.json()
        if body.get("blocked"):
            person.block()
        else:
            person.unblock()
        return JSONResponse(chat_state(person))

    async def file(self, request: Request) -> Response:
        """A file's bytes; pictures and sounds may show in the page, the rest is only downloaded."""
        file = self._simulator.world.files[request.path_params["file_id"]]
        shown = file.mime_type.startswith(("image/png", "image/jpeg", "audio/"))
        name = quote(file.name)
        disposition = "inline" if shown else f"attachment; filename*=UTF-8''{name}"
        headers = {"Content-Disposition": disposition, "X-Content-Type-Options": "nosniff"}
        return Response(file.content, media_type=file.mime_type, headers=headers)


def _message_id(message_id: int) -> Response:
    return JSONResponse({"message_id": message_id}, 201)


def _guarded(endpoint: Endpoint) -> Endpoint:
    """Turn what the human side can't do into 404 and 400 with the reason."""

    async def answer(request: Request) -> Response:
        try:
            return await endpoint(request)
        except LookupError as error:
            return JSONResponse({"error": f"not found: {error}"}, 404)
        except (ValueError, TypeError, RefusedError) as error:
            return JSONResponse({"error": str(error)}, 400)

    return answer
