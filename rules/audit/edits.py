"""What an edit of a week is: its steps, and what a session may turn into."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rules.constants import P
from rules.interference import HARD_TYPES, is_heavy
from rules.sessions import Session, SessionType

EASY_MAX_MIN = 30
STEP_MIN = 5


@dataclass(frozen=True, slots=True)
class EditStep:
    """One change: `after` is None where the session goes."""

    kind: str  # move, easier, shorter, drop
    before: Session
    after: Session | None


@dataclass(frozen=True, slots=True)
class Edit:
    """The changes, the repaired week, and by how many points its cost changes (D-50, W15)."""

    steps: tuple[EditStep, ...]
    sessions: tuple[Session, ...]
    cost: int


def kind_of_step(before: Session, after: Session | None) -> str:
    """drop, easier, shorter or move."""
    if after is None:
        return "drop"
    if (after.type, after.heavy) != (before.type, before.heavy):
        return "easier"
    return "shorter" if after.minutes != before.minutes else "move"


def variants_of(session: Session, cap_min: int) -> list[Session]:
    """As it is; easier (intervals, long: easy; heavy: moderate); no longer than a day may be; as short as can be."""
    variants = [session]
    if session.type in HARD_TYPES:
        minutes = max(P.steady.min, min(EASY_MAX_MIN, session.minutes // STEP_MIN * STEP_MIN))
        variants.append(replace(session, type=SessionType.EASY, minutes=minutes, intervals=None))
    elif session.type is SessionType.LONG:
        variants.append(replace(session, type=SessionType.EASY, minutes=min(session.minutes, P.steady.max)))
    elif is_heavy(session):
        variants.append(replace(session, heavy=False))
    shorter = {cap_min, P.minutes[session.type][0]} if session.type in P.minutes else {cap_min}
    return variants + [replace(session, minutes=m) for m in sorted(shorter) if m < session.minutes]
