"""The weekly skeletons: what each training day holds, by phase and number of days (D-20, D-25, D-30)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from rules.athlete import Mode
from rules.calendar import WEEKDAYS
from rules.packaged import read_table
from rules.sessions import Row, SessionType

TYPES = {
    "L": SessionType.LOWER,
    "U": SessionType.UPPER,
    "FB": SessionType.FULL,
    "POWER": SessionType.POWER,
    "CIRCUIT": SessionType.CIRCUIT,
    "PR": SessionType.PRIMER,
    "M": SessionType.MICRO,
    "F": SessionType.FINISH,
    "E": SessionType.EASY,
    "LG": SessionType.LONG,
    "H": SessionType.HIIT,
    "HT": SessionType.HIIT,
    "R": SessionType.ACTIVE,
}
ROWS = {SessionType.PRIMER: Row.LIGHT, SessionType.MICRO: Row.MODERATE}
SLOT_FORM = re.compile(
    r"(?P<code>[A-Z]+)(?P<heavy>\*)?(?:/(?P<row>[a-z]+))?(?P<number>\d+)?(?:@(?P<mode>[a-z]+))?"
)
NO_IMPACT = "still"
STRENGTH_TYPES = frozenset({SessionType.UPPER, SessionType.FULL})


@dataclass(frozen=True, slots=True)
class Slot:
    """One session of a skeleton. `minutes` None: the default of D-10; `max_n`: most intervals of a HIIT.

    `alternates` with tempo by week (F-50); `mode` is named by the template, `no_impact` leaves the choice open.
    """

    type: SessionType
    minutes: int | None = None
    heavy: bool = False
    row: Row | None = None
    mode: Mode | None = None
    no_impact: bool = False
    alternates: bool = False
    max_n: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One training day of a skeleton: its slots, strength first, and the template day (0 Monday)."""

    day: int
    slots: tuple[Slot, ...]

    def has(self, kind: SessionType) -> bool:
        """Whether a slot of this type stands here."""
        return any(s.type is kind for s in self.slots)

    @property
    def is_cardio_only(self) -> bool:
        """Stand-alone cardio."""
        return all(s.type.is_cardio for s in self.slots)


@dataclass(frozen=True, slots=True)
class Choice:
    """Which of a line's options the week takes: the long session of a race plan, the optional intervals of B1."""

    long: bool = False
    hiit: bool = False
    race: bool = False


@cache
def days_offered(name: str) -> tuple[int, ...]:
    """The numbers of days for which this skeleton is written, smallest first."""
    return tuple(sorted(int(key[1:]) for key in read_table("skeletons")[name]))


@cache
def options(name: str, days: int) -> tuple[tuple[Line, ...], ...]:
    """The training days of a skeleton, each with its options, the default first.

    Where the skeleton is written for fewer days only, those are used (a week needs no more than it asks for).
    """
    offered = [d for d in days_offered(name) if d <= days]
    texts = read_table("skeletons")[name][f"D{max(offered)}"]
    return tuple(_read_line(text) for text in texts)


@cache
def lines(name: str, days: int, choice: Choice) -> tuple[Line, ...]:
    """The skeleton for so many days, its options decided, with its long session where a race plan needs one."""
    chosen = tuple(_pick(line, choice) for line in options(name, days))
    needs_long = choice.long and not any(line.has(SessionType.LONG) for line in chosen)
    return with_long(chosen, days) if needs_long else chosen


def with_long(skeleton: tuple[Line, ...], days: int) -> tuple[Line, ...]:
    """The long session in place of another piece (D-30, "race >= half").

    It takes the place of the last stand-alone easy or HIIT session; else the last upper- or full-body unit becomes
    primer and long; with one or two days the last unit becomes micro and long.
    """
    long = Slot(SessionType.LONG)
    if days <= 2:
        return _replaced(skeleton, len(skeleton) - 1, (Slot(SessionType.MICRO, row=Row.MODERATE), long))
    alone = _last(skeleton, lambda line: line.is_cardio_only)
    if alone is not None:
        return _replaced(skeleton, alone, (long,))
    lifting = _last(skeleton, lambda line: any(s.type in STRENGTH_TYPES for s in line.slots))
    index = len(skeleton) - 1 if lifting is None else lifting
    return _replaced(skeleton, index, (Slot(SessionType.PRIMER, row=Row.LIGHT), long))


def _last(skeleton: tuple[Line, ...], wanted: Callable[[Line], bool]) -> int | None:
    return next((i for i in range(len(skeleton) - 1, -1, -1) if wanted(skeleton[i])), None)


def _replaced(skeleton: tuple[Line, ...], index: int, slots: tuple[Slot, ...]) -> tuple[Line, ...]:
    changed = replace(skeleton[index], slots=slots)
    return (*skeleton[:index], changed, *skeleton[index + 1 :])


def _pick(line_options: tuple[Line, ...], choice: Choice) -> Line:
    wishes = [SessionType.LONG] if choice.long or choice.race else []
    wishes += [SessionType.HIIT] if choice.hiit else []
    for kind in wishes:
        for option in line_options[1:]:
            if option.has(kind):
                return option
    return line_options[0]


def _read_line(text: str) -> tuple[Line, ...]:
    day, rest = text.split(" ", 1)
    return tuple(
        Line(WEEKDAYS.index(day), tuple(_read_slot(s) for s in option.split("+")))
        for option in rest.split(" or ")
    )


def _read_slot(text: str) -> Slot:
    found = SLOT_FORM.fullmatch(text)
    if found is None:
        raise ValueError(f"skeletons.toml: {text!r} is no slot; see the head of the file")
    kind = TYPES[found["code"]]
    number = int(found["number"]) if found["number"] else None
    is_hiit = kind is SessionType.HIIT
    row = Row(found["row"]) if found["row"] else ROWS.get(kind)
    return Slot(
        type=kind,
        minutes=None if is_hiit else number,
        heavy=found["heavy"] is not None,
        row=Row.HEAVY if found["heavy"] else row,
        mode=Mode(found["mode"]) if found["mode"] and found["mode"] != NO_IMPACT else None,
        no_impact=found["mode"] == NO_IMPACT,
        alternates=found["code"] == "HT",
        max_n=number if is_hiit else None,
    )
