"""What makes a week lighter than its phase: on-ramp, deload, reduction, return, LIGHT (D-16, E-40, F-40, G-30)."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from rules.athlete import Mode
from rules.constants import P
from rules.decisions import Decision
from rules.interference import LONG_RUN_INTENSE_MIN
from rules.ramp import limit_minutes
from rules.sessions import SessionType
from rules.strength.reducing import REDUCED_BY_MIN
from rules.unit import Piece, Unit
from rules.units import round_to_five
from rules.weeks.assembly import INSTEAD, LONG
from rules.weeks.situation import Situation

DELOAD_STRENGTH = 0.6
DELOAD_LEAST = {SessionType.PRIMER: 15, SessionType.MICRO: 15, SessionType.FINISH: 10, SessionType.EASY: 15}
RETURN_STRENGTH_LEAST_MIN = 20
STEP_MIN = 5
Change = Callable[[Piece], Piece]


def lighter(s: Situation, units: tuple[Unit, ...], full_minutes: int) -> tuple[Unit, ...]:
    """The units of the week after everything that takes volume away by rule.

    `full_minutes`: cardio minutes of the same week without a break (G-30).
    """
    if s.onramp_week:
        units = changed(units, lambda p: _onramp(p, P.onramp.factors[s.onramp_week - 1]))
    if s.deload:
        units = changed(units, deloaded)
    elif s.returning:
        units = returned(s, units, full_minutes)
    elif s.decision is Decision.REDUCE:
        units = changed(units, _reduced)
    return units


def capped(s: Situation, units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """No cardio session longer than the health screen allows (C-32)."""
    most = s.restrictions.max_cardio_minutes
    return units if most is None else changed(units, lambda p: _at_most(p, most))


def changed(units: tuple[Unit, ...], change: Change) -> tuple[Unit, ...]:
    """The units with every piece changed."""
    return tuple(replace(u, pieces=tuple(change(p) for p in u.pieces)) for u in units)


def deloaded(piece: Piece) -> Piece:
    """A piece in a deload or cut-back week: strength x 0.6, easy and long -30 % (E-40, F-40).

    A long run ends at 75 min, so that it isn't a hard day any more (D-06, D-10).
    """
    if piece.type is SessionType.HIIT:
        return piece
    factor = DELOAD_STRENGTH if piece.type.is_strength else 1 - P.deload.cardio
    least = DELOAD_LEAST.get(piece.type, 0)
    minutes = max(least, _scaled(piece, factor))
    if LONG in piece.flags and piece.mode is Mode.RUN:
        minutes = min(minutes, LONG_RUN_INTENSE_MIN)
    return resized(piece, minutes, "deload")


def returned(s: Situation, units: tuple[Unit, ...], full_minutes: int) -> tuple[Unit, ...]:
    """The units of a week on the way back: a share of the strength and of all cardio minutes (G-30)."""
    share = return_share(s)
    if share >= 1:
        return units
    most = math.floor(share * full_minutes + 1e-9)
    units = changed(units, lambda p: _returned(p, share))
    return limit_minutes(units, most, race=s.race is not None)[0]


def return_share(s: Situation) -> float:
    """The share of sets and cardio minutes of a week after a break; 1 where there was none (G-30)."""
    recovery = s.state.recovery
    if recovery is None or not s.returning:
        return 1.0
    shares = P.return_volume.get(recovery.row, (1.0,))
    return shares[min(recovery.step, len(shares) - 1)]


def resized(piece: Piece, minutes: int, flag: str) -> Piece:
    """The piece with other minutes and a flag; a long session under 45 min is given as an easy one (D-30)."""
    kind = piece.type
    if kind is SessionType.LONG and minutes < P.long_growth.easy_below_min:
        kind = SessionType.EASY
    least = min(piece.min_minutes, minutes)
    return replace(piece, type=kind, minutes=minutes, min_minutes=least, flags=piece.flags | {flag})


def _scaled(piece: Piece, factor: float) -> int:
    wished = piece.minutes * factor
    return math.floor(wished + 1e-9) if LONG in piece.flags else round_to_five(wished)


def _onramp(piece: Piece, factor: float) -> Piece:
    if piece.type is SessionType.HIIT or INSTEAD in piece.flags:
        return piece
    if piece.type.is_strength:
        return replace(piece, flags=piece.flags | {"onramp"})
    minutes = STEP_MIN * math.floor(piece.minutes * factor / STEP_MIN + 1e-9)
    return resized(piece, max(P.onramp.min_session, minutes), "onramp")


def _reduced(piece: Piece) -> Piece:
    if piece.type is SessionType.HIIT:
        return piece
    if piece.type.is_strength:
        minutes = max(piece.min_minutes, piece.minutes - REDUCED_BY_MIN)
        return resized(piece, minutes, "reduced")
    least = min(piece.minutes, P.minutes[piece.type][0]) if LONG not in piece.flags else 0
    return resized(piece, max(least, _scaled(piece, 1 - P.reduce.cardio)), "reduced")


def _returned(piece: Piece, share: float) -> Piece:
    if piece.type is SessionType.HIIT:
        return piece
    if piece.type.is_strength:
        least = min(piece.minutes, RETURN_STRENGTH_LEAST_MIN)
        return resized(piece, max(least, _scaled(piece, share)), "return")
    if LONG in piece.flags:
        return resized(piece, piece.minutes, "return")
    least = min(piece.minutes, P.minutes[piece.type][0])
    return resized(piece, max(least, _scaled(piece, share)), "return")


def _at_most(piece: Piece, most: int) -> Piece:
    """LIGHT: no cardio session longer than this (C-32)."""
    if not piece.type.is_cardio or piece.minutes <= most:
        return piece
    kind = SessionType.EASY if piece.type is SessionType.LONG else piece.type
    return replace(piece, type=kind, minutes=most, min_minutes=min(piece.min_minutes, most))
