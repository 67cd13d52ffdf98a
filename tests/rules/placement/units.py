"""Units and requests as a coach would write them: 'Mon L*+F15', 'Wed PR+H', 'Sat LG50 run'."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from rules.athlete import Level, Mode, Window
from rules.calendar import WEEKDAYS
from rules.plan import PhaseName
from rules.sessions import Row, SessionType
from rules.unit import Piece, PlacementRequest, Unit

MONDAY = date(2026, 11, 23)
PIECES = {
    "L": (SessionType.LOWER, 60, 40),
    "U": (SessionType.UPPER, 50, 30),
    "FB": (SessionType.FULL, 55, 30),
    "POWER": (SessionType.POWER, 40, 30),
    "CIRCUIT": (SessionType.CIRCUIT, 40, 25),
    "PR": (SessionType.PRIMER, 20, 20),
    "M": (SessionType.MICRO, 20, 20),
    "F": (SessionType.FINISH, 20, 15),
    "E": (SessionType.EASY, 30, 20),
    "LG": (SessionType.LONG, 50, 45),
    "H": (SessionType.HIIT, 24, 24),
    "T": (SessionType.TEMPO, 35, 30),
    "R": (SessionType.ACTIVE, 30, 20),
}
MODES = {"F": Mode.BIKE, "E": Mode.WALK, "LG": Mode.RUN, "H": Mode.BIKE, "T": Mode.RUN}


def piece(text: str) -> Piece:
    """'L*' heavy lower, 'F15' a finisher of 15 min, 'H run' intervals running."""
    word, *rest = text.split(":")
    name = word.rstrip("*0123456789")
    digits = word.rstrip("*")[len(name) :]
    kind, minutes, least = PIECES[name]
    heavy = word.endswith("*")
    row = (Row.HEAVY if heavy else Row.MODERATE) if kind.is_strength else None
    mode = Mode(rest[0]) if rest else MODES.get(name)
    n = 8 if kind is SessionType.HIIT else None
    return Piece(kind, int(digits or minutes), least, mode, row, heavy, n, impact_free_mode=Mode.BIKE)


def unit(text: str) -> Unit:
    """'Mon L*+F15'."""
    day, pieces = text.split()
    return Unit(tuple(piece(p) for p in pieces.split("+")), WEEKDAYS.index(day))


def units(text: str) -> tuple[Unit, ...]:
    """'Mon L*+F15 · Wed H'."""
    return tuple(unit(part) for part in text.split(" · "))


def windows(text: str) -> tuple[tuple[Window, ...], ...]:
    """'Mon-Fri 06:00/60 12:00/60 · Sat 10:00/60'."""
    days: list[tuple[Window, ...]] = [()] * 7
    for part in text.split(" · ") if text else ():
        span, *spans = part.split()
        first, _, last = span.partition("-")
        for day in range(WEEKDAYS.index(first), WEEKDAYS.index(last or first) + 1):
            days[day] = tuple(window(s) for s in spans)
    return tuple(days)


def window(text: str) -> Window:
    """'18:00/120'."""
    start, minutes = text.split("/")
    return Window(time.fromisoformat(start), int(minutes))


EVENINGS = windows("Mon-Sun 18:00/120")


def request(text: str, days: str = "Mon-Sun 18:00/120", **changes: Any) -> PlacementRequest:
    """A request for an intermediate, 35, in UNDULATING, unless changed."""
    defaults: dict[str, Any] = {
        "units": units(text),
        "availability": windows(days),
        "s_level": Level.INTERMEDIATE,
        "age_years": 35,
        "phase": PhaseName.UNDULATING,
        "long_session_days": frozenset({5, 6}),
        "race": False,
    }
    return PlacementRequest(**(defaults | changes))
