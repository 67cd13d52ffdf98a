"""The estimated one-repetition maximum, from sets that were done (E-20 point 1, E-21)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from rules.athlete import RecentLift
from rules.checkin import LoggedSet
from rules.constants import P
from rules.state import Lift

AGED_DAYS, OLD_DAYS = 28, 84
TRACK_MAX_RIR = 4
KEPT_VALUES = 12


def estimate(load_kg: float, reps: int, rir: int) -> float | None:
    """e1RM in kg by Epley from a set of `reps` with `rir` left; None beyond 12 repetitions to failure (E-20)."""
    to_failure = reps + rir
    if to_failure > P.epley.max_n:
        return None
    return load_kg if to_failure <= 1 else load_kg * (1 + to_failure / 30)


def age_factor(done_on: date, today: date) -> float:
    """How much of an old result still counts: 0.95 after 28 days, 0.90 after 84 (E-20)."""
    days = (today - done_on).days
    if days > OLD_DAYS:
        return P.epley.age84
    return P.epley.age28 if days > AGED_DAYS else 1.0


def from_recent(entry: RecentLift, today: date) -> float | None:
    """e1RM in kg of an entry of the profile, aged; None where it can't be estimated (E-20)."""
    value = estimate(entry.load_kg, entry.reps, entry.rir)
    return None if value is None else value * age_factor(entry.date, today)


def session_best(sets: Sequence[LoggedSet]) -> float | None:
    """Best e1RM of a session's sets of one lift: up to 12 repetitions to failure and RIR of 4 or less (E-21)."""
    values = [
        value
        for s in sets
        if s.load_kg is not None and s.rir is not None and s.rir <= TRACK_MAX_RIR
        for value in [estimate(s.load_kg, s.reps, s.rir)]
        if value is not None
    ]
    return max(values, default=None)


def tracked(lift: Lift) -> float | None:
    """The tracked e1RM in kg: mean of the last two sessions' bests (E-21)."""
    last = lift.e1rm_kg[-2:]
    return sum(last) / len(last) if last else None


def with_session(lift: Lift, sets: Sequence[LoggedSet], day: date) -> Lift:
    """The lift after a session: its best e1RM and the day are added (E-21)."""
    best = session_best(sets)
    values = lift.e1rm_kg if best is None else (*lift.e1rm_kg, best)[-KEPT_VALUES:]
    return replace(lift, e1rm_kg=values, exposures=(*lift.exposures, day)[-KEPT_VALUES:])
