"""What several screens have in common: days, logged sessions, one value out of a few."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

from bot.coaching.checkins import Logged
from bot.coaching.days import Item
from tests.templates.people import MONDAY, Someone, done

Values = dict[str, object]
Given = Iterable[Values]
TODAY = MONDAY
START = f"{MONDAY:%Y%m%d}"
NOTHING: Values = {}


def nothing(_: Someone) -> Given:
    return (NOTHING,)


def of(**choices: tuple[object, ...]) -> Callable[[Someone], Given]:
    """A screen with one value out of a few for each name, in every combination."""
    return lambda _: [dict(zip(choices, chosen, strict=True)) for chosen in product(*choices.values())]


def days_of(someone: Someone) -> list[list[Item]]:
    by_day: dict[date, list[Item]] = {}
    for item in someone.items():
        by_day.setdefault(item.date, []).append(item)
    return list(by_day.values())


def logged(someone: Someone, **more: Any) -> Iterator[Logged]:
    for session in someone.week.sessions:
        checkin = replace(done(session, someone.week), **more)
        standing = someone.standing((checkin,))
        item = standing.item(session.id)
        assert item is not None
        yield Logged(item, standing)
