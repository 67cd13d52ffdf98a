"""The calendar feed: a link is a capability, so every failure looks the same and nothing is kept of a request.

That a secret stands in the address is on purpose (ASVS 14.2.1): calendar programs send no headers.
"""

from __future__ import annotations

import re
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

# The calendar behind a token, or None.
Feed = Callable[[str], Awaitable[bytes | None]]

log = structlog.get_logger("tandem.web")

TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
# For one link some at once, then one in five seconds; for one address more: a proxy may stand before everyone.
OF_A_LINK = (20.0, 0.2)
FROM_AN_ADDRESS = (200.0, 20.0)
REMEMBERED = 10_000
HEADERS = {
    "Cache-Control": "private, max-age=900",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}


class Allowance:
    """How often somebody may ask: `at_once`, then so many a second; the longest silent are forgotten."""

    def __init__(
        self, at_once: float, a_second: float, seconds: Callable[[], float] = time.monotonic
    ) -> None:
        self._at_once = at_once
        self._a_second = a_second
        self._seconds = seconds
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def takes(self, name: str) -> bool:
        """Whether this asker has one left; takes it."""
        now = self._seconds()
        left, at = self._left.pop(name, (self._at_once, now))
        left = min(self._at_once, left + (now - at) * self._a_second)
        self._left[name] = (max(0.0, left - 1), now)
        while len(self._left) > REMEMBERED:
            self._left.popitem(last=False)
        return left >= 1


def route(feed: Feed, seconds: Callable[[], float] = time.monotonic) -> Route:
    """`/calendar/TOKEN.ics`."""
    links, addresses = Allowance(*OF_A_LINK, seconds), Allowance(*FROM_AN_ADDRESS, seconds)

    async def answer(request: Request) -> Response:
        token = str(request.path_params["token"])
        asker = request.client.host if request.client else ""
        allowed = addresses.takes(asker) and TOKEN.fullmatch(token) is not None and links.takes(token)
        try:
            content = await feed(token) if allowed else None
        except Exception as error:  # the database is away: the calendar program asks again by itself
            log.error("a calendar wasn't read", exc_info=error)
            content = None
        if content is None:
            return Response(status_code=404)
        return Response(content, media_type="text/calendar", headers=HEADERS)

    return Route("/calendar/{token}.ics", answer, methods=["GET"])
