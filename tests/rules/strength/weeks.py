"""Strength weeks of the skeletons, as bare sessions, and contexts for them."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from rules.athlete import Profile
from rules.constants import P
from rules.levels import assess
from rules.plan import PhaseName
from rules.prescription_context import PrescriptionContext
from rules.sessions import Row, Session, SessionType
from tests.rules.athletes import INTERMEDIATE

MONDAY = date(2026, 3, 2)
L, U, F, PR = SessionType.LOWER, SessionType.UPPER, SessionType.FULL, SessionType.PRIMER
POWER, CIRCUIT, MICRO = SessionType.POWER, SessionType.CIRCUIT, SessionType.MICRO
HEAVY, MODERATE = Row.HEAVY, Row.MODERATE

Piece = tuple[SessionType, Row | None]
WEEKS: dict[tuple[PhaseName, str], tuple[Piece, ...]] = {
    (PhaseName.BEGINNER, "D5"): ((U, MODERATE), (L, MODERATE), (F, MODERATE)),
    (PhaseName.BEGINNER, "D3"): ((F, MODERATE), (PR, None), (F, MODERATE)),
    (PhaseName.UNDULATING, "D6"): (
        *((L, HEAVY), (U, MODERATE), (PR, None), (U, HEAVY)),
        *((L, MODERATE), (PR, None)),
    ),
    (PhaseName.UNDULATING, "D3"): ((F, HEAVY), (PR, None), (F, MODERATE)),
    (PhaseName.B1, "D6"): ((L, HEAVY), (U, HEAVY), (L, HEAVY), (U, HEAVY)),
    (PhaseName.B1, "D6 advanced"): ((L, HEAVY), (U, HEAVY), (L, HEAVY), (U, HEAVY), (CIRCUIT, None)),
    (PhaseName.B1, "D3"): ((F, HEAVY), (F, HEAVY), (F, HEAVY)),
    (PhaseName.B2, "D6"): ((L, HEAVY), (U, HEAVY), (F, MODERATE)),
    (PhaseName.B2, "D6 advanced"): ((L, HEAVY), (U, HEAVY), (POWER, None), (CIRCUIT, None)),
    (PhaseName.B2, "D2"): ((F, HEAVY), (U, HEAVY)),
    (PhaseName.B3, "D6"): ((F, HEAVY), (U, HEAVY)),
    (PhaseName.SHARPEN, "D5"): ((F, HEAVY), (U, HEAVY)),
    (PhaseName.TAPER, "first"): ((F, HEAVY), (U, HEAVY)),
}


def sessions_of(pieces: tuple[Piece, ...], minutes: int | None = None) -> tuple[Session, ...]:
    """The pieces one a day, at the default minutes of their types or at `minutes` within their bounds."""
    built = []
    for day, (kind, row) in enumerate(pieces):
        low, default, high = P.minutes[kind]
        length = default if minutes is None else max(low, min(minutes, high))
        heavy = row is HEAVY and kind in (L, F)
        built.append(Session(f"s{day}", day, time(18), length, kind, row=row, heavy=heavy))
    return tuple(built)


def context(
    profile: Profile = INTERMEDIATE, phase: PhaseName = PhaseName.B1, **changes: Any
) -> PrescriptionContext:
    """The context of a loading week in the middle of a phase."""
    values: dict[str, Any] = {"week_in_phase": 3, "phase_weeks": 5, "week_number": 3} | changes
    return PrescriptionContext(profile, assess(profile), phase, MONDAY, **values)
