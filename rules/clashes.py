"""Pairs of sessions that clash within a day or across its border, and broken rest (D-40 to D-45)."""

from __future__ import annotations

from itertools import pairwise

from rules.athlete import Level, Mode
from rules.constants import P
from rules.days import SEPARATE_GAP_MIN, DayFacts, clock, clock_end, is_long
from rules.fixed import is_fixed
from rules.sessions import Session, SessionType

Clash = tuple[str, str, Session, Session]  # rule id, code, the earlier and the later session
EXCEPTION_MODES = frozenset({Mode.BIKE, Mode.ROW})
EXCEPTION_MAX_N = 8
EXCEPTION_MAX_DAYS = 2
MOST_DAYS_IN_A_ROW = 6


def border_clashes(yesterday: DayFacts, today: DayFacts) -> list[Clash]:
    """What clashes between two consecutive calendar days (D-43, D-44, D-45, F-26; D-72: two fixed ones never do)."""
    found: list[Clash] = []
    if not (yesterday.heavy or yesterday.intense):
        return found
    found += [("D-43", "hard.before_heavy", c, s) for c in yesterday.intense for s in today.heavy]
    found += [
        ("D-44", "hard.after_heavy", s, c)
        for s in yesterday.heavy
        for c in today.intense
        if clock(c) < clock(s)  # start to start under 24 h
    ]
    found += [("D-45", "hard.heavy_in_row", a, b) for a in yesterday.heavy for b in today.heavy]
    found += [
        ("D-45", "hard.fast_in_row", a, b)
        for a in yesterday.fast
        for b in today.fast
        if not (is_fixed(a) and is_fixed(b))
    ]
    return found


def day_clashes(day: DayFacts, *, few_days: bool) -> list[Clash]:
    """What clashes within one day (D-41, D-42, D-44); `few_days`: the week has at most two training days."""
    found: list[Clash] = []
    if len(day.sessions) < 2:
        return found
    found += [("D-42", "hard.two_strength", a, b) for a, b in _neighbours(day.strength)]
    found += [
        ("D-42", "hard.two_cardio", a, b)
        for a, b in _neighbours(day.cardio)
        if not (is_fixed(a) and is_fixed(b))
    ]
    for s in day.strength:
        found += [
            ("D-41", "hard.cardio_first", c, s)
            for c in day.cardio
            if clock(c) < clock(s) < clock_end(c) + SEPARATE_GAP_MIN
        ]
    for s in day.heavy:
        found += [
            ("D-44", "hard.same_day_heavy", s, c)
            for c in day.intense
            if clock(c) >= clock(s) and not (few_days and is_exception(s, c))
        ]
    return found


def is_exception(strength: Session, cardio: Session) -> bool:
    """The same-day exception of D-44: heavy full body and a HIIT of n <= 8 on bike or rower."""
    is_short_hiit = cardio.type is SessionType.HIIT and (cardio.intervals or 0) <= EXCEPTION_MAX_N
    return strength.type is SessionType.FULL and is_short_hiit and cardio.mode in EXCEPTION_MODES


def day_cap_min(s_level: Level) -> int:
    """Most training minutes of a day (D-42)."""
    return P.day_minutes_max.novice if s_level is Level.NOVICE else P.day_minutes_max.other


def counted_minutes(day: DayFacts, *, race: bool) -> int:
    """Minutes of a day that D-42 limits: in a race plan the long session is exempt."""
    return sum(s.minutes for s in day.strength + day.cardio if not (race and is_long(s)))


def rest_breaks(trains: list[bool], run_before: int, run_after: int) -> list[str]:
    """D-40 over a week: no rest day, or more than six training days in a row with the neighbouring weeks'."""
    found = ["hard.no_rest_day"] if all(trains) else []
    opening = _run(trains)
    closing = _run(trains[::-1])
    joins_before = opening > 0 and opening + run_before > MOST_DAYS_IN_A_ROW
    joins_after = closing > 0 and closing + run_after > MOST_DAYS_IN_A_ROW
    if not found and (joins_before or joins_after):
        found.append("hard.days_in_row")
    return found


def _run(flags: list[bool]) -> int:
    return next((index for index, flag in enumerate(flags) if not flag), len(flags))


def _neighbours(sessions: tuple[Session, ...]) -> list[tuple[Session, Session]]:
    return list(pairwise(sessions))
