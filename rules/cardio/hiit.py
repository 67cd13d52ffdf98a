"""Intervals: how many, how long, how hard (F-20 to F-25, G-43)."""

from __future__ import annotations

from rules.athlete import Level
from rules.constants import P
from rules.sessions import Band, Intervals

NOVICE_FIRST_WEEKS = 8
BRISK_RPE = 6
BRISK_WEEKS = 2
FADE_SHARE = 0.10
LIGHT_FLAGS = frozenset({"onramp", "return", "reduced", "deload", "taper"})


def hiit_start_n(e_level: Level) -> int:
    """Intervals of the first HIIT: 6 for an e novice, else 8 (F-22)."""
    return P.hiit.start[e_level]


def hiit_max_n(e_level: Level, age_years: int, hiit_weeks: int) -> int:
    """Most intervals: novices 8 in their first 8 HIIT weeks, then 10; from 60 years 8; others 12 (F-22)."""
    if e_level is Level.NOVICE:
        by_level = P.hiit.n_max_novice_8wk if hiit_weeks < NOVICE_FIRST_WEEKS else P.hiit.n_max_novice
    else:
        by_level = P.hiit.n_max
    return min(by_level, P.hiit.n_max_age60) if age_years >= P.age.senior else by_level


def hiit_new_block_n(n: int, e_level: Level) -> int:
    """Intervals at the start of a new block: n - 2, at least 8 (novice 6) (F-22)."""
    return max(P.hiit.n_onramp if e_level is Level.NOVICE else P.hiit.n_min, n - 2)


def hiit_minutes(n: int, compressed: bool = False) -> int:
    """Minutes in all: 2n + 8, compressed 2n + 4 (F-20, I-01, I-02)."""
    work = intervals(n, compressed)
    return work.warmup_min + main_set_minutes(n) + work.cooldown_min


def main_set_minutes(n: int) -> int:
    """Minutes of the intervals alone: 2n."""
    return n * (P.hiit.work_s + P.hiit.rest_s) // 60


def intervals(n: int, compressed: bool = False) -> Intervals:
    """The work of a HIIT session: n x (30 s hard + 90 s easy), warm-up and cool-down around it (F-20)."""
    warmup = P.hiit.warmup_short if compressed else P.hiit.warmup
    cooldown = P.hiit.cooldown_short if compressed else P.hiit.cooldown
    return Intervals(n, P.hiit.work_s, P.hiit.rest_s, warmup, cooldown)


def is_compressed(n: int, minutes: int) -> bool:
    """True if these minutes only hold the short form (F-20)."""
    return minutes < hiit_minutes(n)


def n_for_minutes(minutes: int, wished_n: int, compressed: bool = False) -> int:
    """The most intervals up to `wished_n` that fit the minutes; 0 if none do."""
    frame = hiit_minutes(0, compressed)
    return max(0, min(wished_n, (minutes - frame) // hiit_minutes_each()))


def hiit_minutes_each() -> int:
    """Minutes of one interval with its recovery."""
    return main_set_minutes(1)


def interval_effort(e_level: Level, brisk: bool = False) -> Band:
    """Effort of one interval: novice 7-8, intermediate 8-9, advanced 9; brisk ones of the on-ramp 6 (F-21, D-16)."""
    if brisk:
        return Band(BRISK_RPE, BRISK_RPE)
    bands = {Level.NOVICE: Band(7, 8), Level.INTERMEDIATE: Band(8, 9), Level.ADVANCED: Band(9, 9)}
    return bands[e_level]


def needs_flag(n: int, flags: frozenset[str]) -> bool:
    """True if n lies below the article's 8 and no flag says why (F-22, U5)."""
    return n < P.hiit.n_min and not flags & LIGHT_FLAGS
