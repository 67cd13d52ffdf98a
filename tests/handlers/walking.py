"""A walk over the bot's screens as a person sees them: every command, then every button found, breadth first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.simulator.core.ledger import Call
from bot.simulator.core.messages import Kind
from bot.simulator.core.view import Seen
from handlers import router
from rules.athlete import Region
from tests.handlers.town import Resident

NEVER = re.compile(r"1\|account\|delete\|yes|1\|set\|language\|(?!en)")  # the end, and labels in other words
LAST = ("1|safety|", "1|well|wrong|", "1|set|pause|")  # afterwards much shows only the hold, or the pause
ENDING = re.compile(r"\|log\||because")  # what is logged or skipped can't be moved or made easier any more
REGIONS = re.compile("|".join(Region))
QUIET = frozenset({"getupdates", "sendchataction"})


@dataclass(frozen=True, slots=True)
class Step:
    """A command or a tap, the calls that it led to, and the screen that stands there now."""

    did: str
    on: Kind | None  # the kind of the tapped message; None for a command
    calls: tuple[Call, ...]
    screen: Seen

    @property
    def sent(self) -> tuple[Call, ...]:
        """The new messages."""
        return tuple(call for call in self.calls if call.method.lower().startswith("send"))


class Walk:
    """One person's walk; a tap is made on a message of the kind that showed its button."""

    def __init__(self, resident: Resident) -> None:
        self._resident = resident
        self._known: set[str] = set()
        self._queue: list[tuple[str, Kind]] = []
        self._shown: dict[Kind, int] = {}
        self.steps: list[Step] = []

    async def go(self) -> list[Step]:
        """Look at what is there, give every command, and tap every button."""
        for screen in reversed(
            self._resident.phone.from_bot()
        ):  # the buttons of old reminders lead nowhere new
            self._shown.setdefault(screen.kind, screen.message_id)
            self._find(screen)
        for command in sorted(router.REGISTRY.commands):
            await self._step(f"/{command}", None)
        while self._queue:
            data, kind = self._queue.pop(0)
            await self._step(data, kind)
        return self.steps

    async def _step(self, did: str, on: Kind | None) -> None:
        before = self._count()
        if on is None:
            screen = await self._resident.says(did)
        else:
            number = self._shown[on]
            await self._resident.forges(did, number)
            screen = self._resident.phone.last()
            if not self._sent_since(before):
                screen = self._resident.message(number)
        self._shown[screen.kind] = screen.message_id
        self.steps.append(Step(did, on, tuple(self._since(before)), screen))
        self._find(screen)

    def _find(self, screen: Seen) -> None:
        fresh = [data for data in data_of(screen) if shape(data) not in self._known and not NEVER.match(data)]
        for data in fresh:
            self._known.add(shape(data))
            self._queue.append((data, screen.kind))
        self._queue.sort(key=lambda one: (one[0].startswith(LAST), ENDING.search(one[0]) is not None))

    def _count(self) -> int:
        calls = self._resident.town.simulator.ledger.calls()
        return calls[-1].number if calls else 0

    def _since(self, number: int) -> Iterator[Call]:
        calls = self._resident.town.simulator.ledger.accepted()
        return (call for call in calls if call.number > number and call.method.lower() not in QUIET)

    def _sent_since(self, number: int) -> bool:
        return any(call.method.lower().startswith("send") for call in self._since(number))


def data_of(screen: Seen) -> list[str]:
    """The callback data of a screen's buttons."""
    return [button.data for row in screen.buttons for button in row if button.data]


def shape(data: str) -> str:
    """Buttons that differ in a date, a number, a session or a part of the body only are one button."""
    numberless = re.sub(r"\d+", "#", data)
    return REGIONS.sub("region", numberless) if kind_of(data) == "well" else numberless


def kind_of(data: str) -> str:
    """Which conversation serves a button."""
    return data.split("|")[1]
