"""Paces and predictions from a race (F-05, F-06). Seconds per km; the talk test overrules them all."""

from __future__ import annotations

import math
from datetime import date

from rules.athlete import EventType, RecentRace
from rules.constants import P
from rules.sessions import Band

HALF_M, MARATHON_M = 21_097.5, 42_195.0
DISTANCE_M = {
    EventType.K5: 5_000.0,
    EventType.K10: 10_000.0,
    EventType.HALF: HALF_M,
    EventType.MARATHON: MARATHON_M,
}
PREDICTION_MARGIN = 0.03
MIN_M, MAX_M = 1_500, 50_000
MIN_SPEED, MAX_SPEED = 1.5, 7.0


def is_valid(race: RecentRace, today: date) -> bool:
    """True if paces may be computed: 1.5-50 km, 1.5-7 m/s, not older than 180 days (C-10, F-05)."""
    fresh = 0 <= (today - race.date).days <= P.pace.max_age_days
    if not (fresh and race.time_s > 0 and MIN_M <= race.distance_m <= MAX_M):
        return False
    return MIN_SPEED <= race.distance_m / race.time_s <= MAX_SPEED


def vdot(distance_m: float, time_s: float) -> float:
    """VDOT of a result (F-05)."""
    minutes = time_s / 60
    v = distance_m / minutes
    oxygen = -4.60 + 0.182258 * v + 0.000104 * v * v
    share = 0.8 + 0.1894393 * math.exp(-0.012778 * minutes) + 0.2989558 * math.exp(-0.1932605 * minutes)
    return oxygen / share


def current_vdot(race: RecentRace | None, today: date) -> float | None:
    """VDOT of the recent race, x 0.97 from 91 days on; None where it doesn't count any more (F-05)."""
    if race is None or not is_valid(race, today):
        return None
    aged = (today - race.date).days >= P.pace.aged_days
    return vdot(race.distance_m, race.time_s) * (P.pace.aged_factor if aged else 1.0)


def pace_at(oxygen: float) -> float:
    """Seconds per km at an oxygen uptake in ml/kg/min, the inverse of VDOT's speed term (F-05)."""
    v = (-0.182258 + math.sqrt(0.182258**2 + 4 * 0.000104 * (oxygen + 4.60))) / (2 * 0.000104)
    return 60_000 / v


def easy_band(value: float, slower: float = 0.0) -> Band:
    """Easy pace for a VDOT, fast end first; `slower` is the share by which the talk test slows it (F-05, G-41)."""
    low, high = P.pace.easy
    return Band(*(_whole(pace_at(share * value) * (1 + slower)) for share in (high, low)))


def tempo_pace(value: float) -> float:
    """Tempo pace in s/km for a VDOT (F-05)."""
    return _whole(pace_at(P.pace.tempo * value))


def predict_s(distance_m: float, time_s: float, target_m: float) -> float:
    """Predicted seconds for another distance: exponent 1.06, 1.10 for a marathon from a half or less (F-06)."""
    long_way = target_m >= MARATHON_M and distance_m <= HALF_M
    exponent = P.pace.riegel_marathon if long_way else P.pace.riegel
    return time_s * math.pow(target_m / distance_m, exponent)


def prediction_range(seconds: float) -> Band:
    """The prediction as a range of ±3 % (F-06)."""
    return Band(_whole(seconds * (1 - PREDICTION_MARGIN)), _whole(seconds * (1 + PREDICTION_MARGIN)))


def event_pace(event: EventType, race: RecentRace | None, today: date) -> float | None:
    """Predicted pace of a running event in s/km; None without a valid race (F-06, F-60)."""
    target = DISTANCE_M.get(event)
    if target is None or race is None or not is_valid(race, today):
        return None
    return _whole(predict_s(race.distance_m, race.time_s, target) / target * 1000)


def _whole(value: float) -> float:
    return float(math.floor(value + 0.5))
