"""What a piece is worth, and so what it costs to lose it (W15)."""

from __future__ import annotations

from collections.abc import Iterable

from rules.constants import P
from rules.days import is_long
from rules.placement.shrink import is_long_piece
from rules.sessions import Session, SessionType
from rules.unit import Unit

FINISHER, PRIMER, EASY, FAST, LONG, STRENGTH, NOTHING = (
    "finisher primer easy fast long strength nothing".split()
)
KINDS = {
    SessionType.FINISH: FINISHER,
    SessionType.PRIMER: PRIMER,
    SessionType.EASY: EASY,
    SessionType.HIIT: FAST,
    SessionType.TEMPO: FAST,
    SessionType.LONG: LONG,
    SessionType.ACTIVE: NOTHING,
    SessionType.EVENT: NOTHING,
}


def kind_of(kind: SessionType, *, long: bool) -> str:
    """The row of W15 that a session or piece belongs to; every other strength session is plain strength."""
    return LONG if long else KINDS.get(kind, STRENGTH)


def worth(kinds: Iterable[str], *, race: bool) -> int:
    """Sum of W15 over kinds: first strength 100, second 60, each further 30; long 30, in a race plan 60."""
    drop = P.costs.w15
    points = {
        FINISHER: drop.finisher,
        PRIMER: drop.primer,
        EASY: drop.easy,
        FAST: drop.hiit,
        LONG: drop.long_race if race else drop.long,
        NOTHING: 0,
    }
    ladder = (drop.strength1, drop.strength2)
    total = strength = 0
    for kind in kinds:
        if kind == STRENGTH:
            total += ladder[strength] if strength < len(ladder) else drop.strength3
            strength += 1
        else:
            total += points[kind]
    return total


def worth_of_units(units: Iterable[Unit], *, race: bool) -> int:
    """What all pieces of these units are worth (W15)."""
    return worth((kind_of(p.type, long=is_long_piece(p)) for u in units for p in u.pieces), race=race)


def worth_of_sessions(sessions: Iterable[Session], *, race: bool) -> int:
    """What these sessions are worth (W15)."""
    return worth((kind_of(s.type, long=is_long(s)) for s in sessions), race=race)
