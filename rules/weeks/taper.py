"""What a taper week holds: cardio by the curve, the long session by its share, less strength (D-07)."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from statistics import fmean

from rules.athlete import EventType
from rules.cardio import hiit_minutes
from rules.constants import P
from rules.lived import completed_minutes, is_cardio
from rules.phases import RACE_EVENTS
from rules.plan import PhaseName
from rules.ramp import limit_minutes, minutes_of
from rules.sessions import SessionType
from rules.state import WeekRecord
from rules.unit import Piece, Unit
from rules.units import round_to_five
from rules.weeks.intervals import planned_n
from rules.weeks.limits import easy
from rules.weeks.long_session import longest
from rules.weeks.situation import Situation
from rules.weeks.spreading import easy_caps, spread
from rules.weeks.volume import changed, deloaded, resized

TAPER = "taper"
REFERENCE_WEEKS = 3
RACE_STRENGTH_MAX_MIN = 40
LIGHT_FULL_DAYS_OUT = 5
EASY_LEAST_MIN = 15
SHOW_CARDIO_MIN = 30
MEET_CARDIO_MIN = 20
NO_BOUND_MIN = 7 * 24 * 60
UNWELL_FLAGS = frozenset({"illness", "return"})
LEFT_OUT_STEPS = frozenset({"drop_unit", "nothing_fits"})


@dataclass(frozen=True, slots=True)
class Curve:
    """The values of the taper table for one week: cardio factor, share of the longest session, intervals."""

    factor: float
    long_share: float
    hiit_n: int


def curve_of(s: Situation) -> Curve:
    """This week's row; a plan shorter than its taper has the last weeks of the curve (D-05, D-07, F-70)."""
    assert s.event is not None
    length = P.taper_weeks[s.event.type]
    index = length - s.phase.weeks + s.week - 1
    return Curve(P.taper_volume[length][index], P.taper_long[length][index], P.taper_hiit_n[length][index])


def tapered(s: Situation, units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """The units of a taper week (D-07)."""
    assert s.event is not None
    if s.event.type in RACE_EVENTS:
        return _race(s, units)
    if s.event.type is EventType.SEASON:
        return changed(units, deloaded)
    share = P.taper_other_volume[s.event.type]
    most = MEET_CARDIO_MIN if s.event.type is EventType.MEET else SHOW_CARDIO_MIN
    return changed(units, lambda p: _for_show(p, share, most))


def reference_minutes(s: Situation) -> int:
    """Mean cardio minutes of the last three loading weeks of the block before; else the current weekly minutes."""
    block = [r for r in before_taper(s) if not r.week.deload and r.week.sessions][-REFERENCE_WEEKS:]
    if not block:
        return max(s.state.profile.current_cardio_min_per_week, P.bounds.cardio_ref_floor_min)
    return math.floor(fmean(completed_minutes(r, is_cardio) for r in block))


def before_taper(s: Situation) -> tuple[WeekRecord, ...]:
    """The closed weeks of the phase before this taper."""
    history = s.state.history
    end = len(history)
    while end and history[end - 1].week.phase is PhaseName.TAPER:
        end -= 1
    start = end
    while start and history[start - 1].week.phase is history[end - 1].week.phase:
        start -= 1
    return history[start:end]


def _race(s: Situation, units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    curve = curve_of(s)
    most = min(math.floor(curve.factor * reference_minutes(s) + 1e-9), most_after_last(s))
    units = _without_late_full(s, changed(units, lambda p: _race_piece(s, p, curve)))
    rest = most - minutes_of(units, lambda p: p.type.is_cardio and not easy(p))
    caps = easy_caps(s, units)
    wished = tuple(min(pair) for pair in zip(caps, _wished(s, units, caps), strict=True))
    units = spread(units, rest, wished, least=EASY_LEAST_MIN)
    units = limit_minutes(units, most, race=s.race is not None)[0]
    over = max(0, minutes_of(units) - most)
    units = changed(units, lambda p: _clipped(p, over))
    return changed(units, lambda p: replace(p, flags=p.flags | {TAPER}))


def _clipped(piece: Piece, over: int) -> Piece:
    """The long session that `limit_minutes` leaves at 20 min, shorter still after a reduced week."""
    if over and "long" in piece.flags:
        return resized(piece, max(EASY_LEAST_MIN, piece.minutes - over), TAPER)
    return piece


def most_after_last(s: Situation) -> int:
    """A taper falls: no more cardio than its week before, unless that was a part of one or an illness made it small."""
    last = s.state.history[-1].week if s.state.history else None
    if last is None or last.number == 1 or last.phase is not PhaseName.TAPER or last.flags & UNWELL_FLAGS:
        return NO_BOUND_MIN
    if any(d.step in LEFT_OUT_STEPS for d in last.degradations):
        return NO_BOUND_MIN
    return sum(x.minutes for x in last.sessions if x.is_cardio and "fixed" not in x.flags)


def _wished(s: Situation, units: tuple[Unit, ...], caps: tuple[int, ...]) -> tuple[int, ...]:
    """Easy sessions aren't longer than in the skeleton, except for those used to much more (D-71)."""
    planned = tuple(p.minutes for u in units for p in u.pieces if easy(p))
    return caps if s.high_volume else planned


def _race_piece(s: Situation, piece: Piece, curve: Curve) -> Piece:
    if piece.type.is_strength:
        return resized(piece, min(piece.minutes, RACE_STRENGTH_MAX_MIN), TAPER)
    if piece.type is SessionType.HIIT:
        n = min(curve.hiit_n, planned_n(s))
        least = hiit_minutes(n, compressed=True)
        minutes = hiit_minutes(n, s.micro)
        return replace(piece, intervals=n, minutes=minutes, min_minutes=least, flags=frozenset({TAPER}))
    if "long" in piece.flags:
        share = math.floor(curve.long_share * peak_long(s, piece) + 1e-9)
        return resized(piece, max(P.steady.min, min(piece.minutes, share)), TAPER)
    return piece


def peak_long(s: Situation, piece: Piece) -> int:
    """The longest session of the block before the taper, else of the last 30 days (D-07)."""
    lived = [x.minutes for r in before_taper(s) for x in r.week.sessions if "long" in x.flags]
    return max(lived) if lived else longest(s, piece.mode or s.modes.main_mode)


def _without_late_full(s: Situation, units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """The light full-body session of the last week only with five days or more before the event (D-07)."""
    assert s.event is not None
    days_out = (s.event.date - s.monday).days
    if s.week < s.phase.weeks or days_out >= LIGHT_FULL_DAYS_OUT:
        return units
    kept = (replace(u, pieces=tuple(p for p in u.pieces if p.type is not SessionType.FULL)) for u in units)
    return tuple(u for u in kept if u.pieces)


def _for_show(piece: Piece, share: float, most_cardio: int) -> Piece:
    """Less strength, and cardio easy and short, before a show or a meet (D-07)."""
    if piece.type.is_strength:
        return resized(piece, max(EASY_LEAST_MIN, round_to_five(piece.minutes * share)), TAPER)
    return resized(piece, min(piece.minutes, most_cardio), TAPER)
