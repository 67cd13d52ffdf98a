"""Weeks written by hand for tests: one line a session."""

from __future__ import annotations

from datetime import time

from rules.athlete import Mode
from rules.sessions import Session, SessionType

CODES = {
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
    "T": SessionType.TEMPO,
    "R": SessionType.ACTIVE,
}
DEFAULT_MODE = {"F": Mode.BIKE, "E": Mode.RUN, "LG": Mode.RUN, "H": Mode.BIKE, "T": Mode.RUN}


def session(text: str, number: int = 1) -> Session:
    """'0 18:00 L* 60' or '1 18:00 H8 24 run': day, start, kind (with * for heavy, n for HIIT), minutes, mode."""
    day, start, kind, minutes, *mode = text.split()
    heavy = kind.endswith("*")
    code = kind.rstrip("*").rstrip("0123456789")
    digits = kind.rstrip("*")[len(code) :]
    return Session(
        id=f"test-{number}",
        day=int(day),
        start=time.fromisoformat(start),
        minutes=int(minutes),
        type=CODES[code],
        mode=Mode(mode[0]) if mode else DEFAULT_MODE.get(code),
        heavy=heavy,
        intervals=int(digits) if digits else None,
    )


def week(*lines: str) -> tuple[Session, ...]:
    """Several sessions, in the order given."""
    return tuple(session(line, number) for number, line in enumerate(lines, start=1))
