"""The long session: its cap, its cut-back weeks, its peak (F-31, D-25)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rules.athlete import EventType, Level, Mode
from rules.constants import P

G = P.long_growth
FLOOR_L_MIN = P.steady.min
PREDICTED_SLOW_S = int(4.75 * 3600)
CYCLE_SHARE, CYCLE_MAX_MIN = 0.75, 240


@dataclass(frozen=True, slots=True)
class PastSession:
    """A cardio session that counts for L: planned sessions of weeks further ahead count as done (F-31).

    `planned` is False for what the athlete did beside the plan.
    """

    date: date
    minutes: int
    planned: bool = True
    distance_km: float | None = None


def long_cap(longest_min: int) -> int:
    """Most minutes of the next long session for the longest L: L + max(5, 10 % of L), floored (F-31, U9).

    L is never taken below 20.
    """
    base = max(FLOOR_L_MIN, longest_min)
    return base + max(G.abs_min, math.floor(base * G.rel + 1e-9))


def long_cap_km(longest_km: float) -> float:
    """Most kilometres of the next long session: 1.10 x the longest; the stricter of the two caps from L >= 50."""
    return longest_km * (1 + G.rel)


def longest_recent(sessions: Sequence[PastSession], today: date) -> int:
    """L on a day: the longest single session of the mode in the last 30 days, with the stale rule (F-31).

    Where the plan held no session of 45 minutes or more in those days, L is the longest of the last 8 weeks, but at
    most 45. The profile's longest session of the last 30 days is given as a planned one of the day before the start.
    """
    since = today - timedelta(days=G.window_days)
    window = [s for s in sessions if since <= s.date < today]
    recent = max((s.minutes for s in window), default=0)
    if any(s.planned and s.minutes >= G.easy_below_min for s in window):
        return max(recent, FLOOR_L_MIN)
    since = today - timedelta(weeks=G.stale_weeks)
    older = min(G.stale_cap_min, max((s.minutes for s in sessions if since <= s.date < today), default=0))
    return max(recent, older, FLOOR_L_MIN)


def is_cutback(weeks_since_cutback: int, deload_before: bool, deload_after: bool) -> bool:
    """True in every 4th week, unless a deload in the 3 weeks before or 2 after takes its place (F-31)."""
    return weeks_since_cutback >= G.cutback_every - 1 and not (deload_before or deload_after)


def cut_back(minutes: int) -> int:
    """The long session of a cut-back week: -30 %, floored (F-31, F-40)."""
    return math.floor(minutes * (1 - G.cutback) + 1e-9)


def long_sequence(start_min: int, peak_min: int, weeks: int) -> tuple[int, ...]:
    """Long sessions week by week from `start_min`, every 4th week cut back to 70 % of the one before (F-31)."""
    planned: list[int] = []
    best = min(start_min, peak_min)
    for week in range(1, weeks + 1):
        if week % G.cutback_every == 0:
            planned.append(cut_back(best))
            continue
        best = best if not planned else min(peak_min, long_cap(best))
        planned.append(best)
    return tuple(planned)


def long_peak(
    event: EventType | None,
    mode: Mode = Mode.RUN,
    e_level: Level = Level.INTERMEDIATE,
    predicted_s: int | None = None,
) -> int:
    """Peak minutes of the long session for an event; None: 60 (F-31, P).

    `predicted_s` is the expected event time: a marathon beyond 4:45 h lets an advanced runner go to 180, and a long
    ride peaks at 75 % of it, at most 240.
    """
    peaks = P.long_peak_min
    if event is EventType.MARATHON:
        slow = predicted_s is not None and predicted_s > PREDICTED_SLOW_S and e_level is Level.ADVANCED
        return peaks["marathon_slow" if slow else "marathon"]
    if event is EventType.TRI_LONG:
        return peaks["tri_long_bike" if mode is Mode.BIKE else "tri_long_run"]
    if event is EventType.CYCLE_LONG:
        expected = predicted_s / 60 if predicted_s else CYCLE_MAX_MIN
        return min(CYCLE_MAX_MIN, math.floor(CYCLE_SHARE * expected))
    return peaks.get(event.value if event else "none", peaks["none"])


def is_easy_instead(minutes: int) -> bool:
    """True if a long session of these minutes is given as an easy one (below 45) (D-30, F-31)."""
    return minutes < G.easy_below_min
