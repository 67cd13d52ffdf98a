"""A transport for python-telegram-bot that ends in a simulator in the same process: no sockets."""

import asyncio
import re
from urllib.parse import unquote, urlsplit

from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.simulator.core import Simulator, Upload
from bot.simulator.core.parameters import Parameters
from bot.simulator.gateway import ConnectionBrokenError, Gateway, file_answer

_PATH = re.compile(r"(?P<file>/file)?/bot(?P<token>[^/]+)/(?P<rest>.+)")
DEFAULT_READ_TIMEOUT_SECONDS = 5.0


class SimulatorRequest(BaseRequest):
    """Give it to `Bot(token, request=..., get_updates_request=...)`; any base URL will do.

    Faults come out as they do from a network: TimedOut and NetworkError with the cause attached.
    """

    def __init__(
        self, simulator: Simulator, read_timeout: float | None = DEFAULT_READ_TIMEOUT_SECONDS
    ) -> None:
        """Speak with this simulator; `read_timeout` in seconds counts only for calls that hang."""
        self.gateway = Gateway(simulator)
        self._read_timeout = read_timeout

    @property
    def read_timeout(self) -> float | None:
        """The default patience in seconds."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One call or one download."""
        match = _PATH.search(unquote(urlsplit(url).path))
        if match is None:
            return 404, b'{"ok":false,"error_code":404,"description":"Not Found"}'
        token, rest = match["token"], match["rest"]
        if match["file"]:
            return self._download(token, rest)
        patience = self._read_timeout if not isinstance(read_timeout, (int, float)) else read_timeout
        try:
            async with asyncio.timeout(patience):
                answer = await self.gateway.answer(token, rest, _parameters(request_data))
        except TimeoutError as error:
            raise TimedOut from error
        except ConnectionBrokenError as error:
            raise NetworkError(f"the connection broke: {error}") from ConnectionResetError(str(error))
        return answer.status, answer.body

    def _download(self, token: str, path: str) -> tuple[int, bytes]:
        answer = file_answer(self.gateway.simulator, token, path)
        return answer.status, answer.body


def _parameters(request_data: RequestData | None) -> Parameters:
    if request_data is None:
        return Parameters({})
    files = {
        name: Upload(file_name, content if isinstance(content, bytes) else content.read(), mime_type)
        for name, (file_name, content, mime_type) in (request_data.multipart_data or {}).items()
    }
    return Parameters(request_data.json_parameters, files)
