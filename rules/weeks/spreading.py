"""Easy minutes spread evenly over a week's easy sessions (D-07, D-71)."""

from __future__ import annotations

from dataclasses import replace

from rules.cardio import hiit_minutes
from rules.clashes import day_cap_min
from rules.constants import P
from rules.plan import PhaseName
from rules.ramp import minutes_of
from rules.unit import Piece, Unit
from rules.weeks.limits import easy, fast
from rules.weeks.limits import long as is_long
from rules.weeks.long_session import default_longest_of, peak
from rules.weeks.situation import Situation

HIGH_VOLUME_MAX_MIN = 90
STEP_MIN = 5


def easy_caps(s: Situation, units: tuple[Unit, ...]) -> tuple[int, ...]:
    """Most minutes of each easy session: 90 for those used to it, 40 otherwise, within the day's limit (D-42, D-71)."""
    most = HIGH_VOLUME_MAX_MIN if s.high_volume else P.steady.max
    day = day_cap_min(s.levels.strength)
    return tuple(
        max(P.steady.min, min(most, day - sum(q.minutes for q in u.pieces if q.type.is_strength)))
        for u in units
        for p in u.pieces
        if easy(p)
    )


def spread(
    units: tuple[Unit, ...], minutes: int, caps: tuple[int, ...], least: int = P.steady.min
) -> tuple[Unit, ...]:
    """The units with the easy minutes shared out in steps of five, none above its cap or below the least."""
    shares = [least] * len(caps)
    left = minutes - sum(shares)
    while left >= STEP_MIN:
        room = [i for i, cap in enumerate(caps) if shares[i] + STEP_MIN <= cap]
        if not room:
            break
        smallest = min(room, key=lambda i: (shares[i], i))
        shares[smallest] += STEP_MIN
        left -= STEP_MIN
    given = iter(shares)
    return tuple(
        replace(u, pieces=tuple(_sized(p, next(given)) if easy(p) else p for p in u.pieces)) for u in units
    )


def held(s: Situation, units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """A week of D-71: cardio minutes stay at the current level; only in B3 may what grows be added to them."""
    current = s.state.profile.current_cardio_min_per_week
    others = minutes_of(units, lambda p: fast(p) or is_long(p))
    if s.name is PhaseName.B3:
        mode = next((p.mode for u in units for p in u.pieces if is_long(p) and p.mode), s.modes.main_mode)
        usual = min(peak(s, mode), default_longest_of(s))
        others = min(others, usual + hiit_minutes(P.hiit.n_min))
    return spread(units, current - others + _bonus(s, units), easy_caps(s, units))


def _bonus(s: Situation, units: tuple[Unit, ...]) -> int:
    sessions = sum(easy(p) for u in units for p in u.pieces)
    return s.state.easy_bonus_min * sessions


def _sized(piece: Piece, minutes: int) -> Piece:
    return replace(piece, minutes=minutes, min_minutes=min(piece.min_minutes, minutes))
