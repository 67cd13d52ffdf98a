"""How much the endurance side of a week gets in the way of its strength side: counts (0.6) and score (D-60)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from rules.athlete import Level, Mode
from rules.constants import P
from rules.fixed import COUNTED_FROM_MIN, is_fixed
from rules.plan import Counts, Score
from rules.sessions import Session, SessionType

HARD_TYPES = frozenset({SessionType.HIIT, SessionType.TEMPO})
HEAVY_TYPES = frozenset({SessionType.LOWER, SessionType.FULL})
HALF_TYPES = frozenset({SessionType.PRIMER, SessionType.MICRO})
PULLING_MODES = frozenset({Mode.ROW, Mode.SKI, Mode.SWIM})
LONG_RUN_INTENSE_MIN = 75
MINUTES_PER_INTERVAL = 2
HOUR = 60
MODE_FACTOR = {Mode.MIXED: 1.0, Mode.STAIRS: P.mode_factor[Mode.WALK], **P.mode_factor}
NEXT_DAY_SOON = 3
DAY_BEFORE = 4
TOGETHER_MIN, PARTIAL_MIN, FULL_MIN = (
    hours * HOUR for hours in (P.gap_hours.same_session_lt, P.gap_hours.partial, P.gap_hours.full)
)
STRENGTH_FIRST = ((TOGETHER_MIN, 5), (PARTIAL_MIN, 4), (FULL_MIN, 2))  # (gap below, base), then 1
CARDIO_FIRST = ((TOGETHER_MIN, 10), (PARTIAL_MIN, 7), (FULL_MIN, 5))  # (gap below, base), then 3


def intense(session: Session) -> bool:
    """Intense cardio: HIIT, tempo, or a long run of more than 75 min (D-10)."""
    if session.type in HARD_TYPES:
        return True
    is_long_run = session.type is SessionType.LONG and session.mode is Mode.RUN
    return is_long_run and session.minutes > LONG_RUN_INTENSE_MIN


def is_heavy(session: Session) -> bool:
    """Heavy lower-loading session as D-10 defines it."""
    return session.heavy and session.type in HEAVY_TYPES


def is_hard(session: Session) -> bool:
    """A session that makes its day a hard day: heavy lower-loading strength or intense cardio (D-10)."""
    return is_heavy(session) or intense(session)


def strength_count(session: Session) -> float:
    """What a session adds to the strength count (0.6)."""
    if not session.is_strength:
        return 0.0
    return P.counts.primer if session.type in HALF_TYPES else P.counts.full


def cardio_count(session: Session) -> float:
    """What a session adds to the cardio count (0.6); a fixed one under 20 min adds nothing (D-72)."""
    if not session.is_cardio or (is_fixed(session) and session.minutes < COUNTED_FROM_MIN):
        return 0.0
    if session.mode is Mode.WALK and session.minutes <= P.counts.ignore_walk_max_min:
        return 0.0
    is_finisher = session.type is SessionType.FINISH and session.minutes <= P.counts.finisher_max_min
    return P.counts.finisher if is_finisher else P.counts.full


def counts(sessions: Iterable[Session]) -> Counts:
    """Strength count, cardio count and number of HIIT sessions of a week (0.6)."""
    strength = cardio = 0.0
    hiit = 0
    for session in sessions:
        strength += strength_count(session)
        cardio += cardio_count(session)
        hiit += session.type is SessionType.HIIT
    return Counts(strength=strength, cardio=cardio, hiit=hiit)


def effective_minutes(session: Session) -> int:
    """Minutes that interfere: 2 n of a HIIT, all minutes of other cardio (D-60)."""
    if session.type is SessionType.HIIT:
        return MINUTES_PER_INTERVAL * (session.intervals or 0)
    return session.minutes


def intensity_factor(session: Session) -> float:
    """The intensity factor kI of D-60."""
    if session.type is SessionType.HIIT:
        return P.intensity_factor["hiit"]
    return P.intensity_factor["tempo" if session.type is SessionType.TEMPO else "easy"]


def sensitivity(strength: Session, cardio: Session) -> float:
    """Overlap of a strength session with a cardio session (D-10, section Q)."""
    name = strength.type.value
    if is_heavy(strength):
        name += "_heavy"
    elif strength.type is SessionType.UPPER and cardio.mode in PULLING_MODES:
        name += "_row"
    return P.sens[name]


def pair_base(strength: Session, cardio: Session) -> int:
    """The base points b of a pair (D-60); sessions that start together count as strength first."""
    if strength.start_minute <= cardio.start_minute:
        return _strength_first(strength, cardio)
    if strength.day == cardio.day:
        return _by_gap(strength.start_minute - cardio.end_minute, CARDIO_FIRST, beyond=3)
    return DAY_BEFORE if strength.day - cardio.day == 1 and intense(cardio) else 0


def _strength_first(strength: Session, cardio: Session) -> int:
    gap = cardio.start_minute - strength.end_minute
    if strength.day == cardio.day:
        is_short_easy = cardio.type not in HARD_TYPES and cardio.minutes <= P.counts.finisher_max_min
        if gap < TOGETHER_MIN and is_short_easy:
            return 2
        return _by_gap(gap, STRENGTH_FIRST, beyond=1)
    is_soon = cardio.start_minute - strength.start_minute < P.heavy_to_intense_hours * HOUR
    return NEXT_DAY_SOON if cardio.day - strength.day == 1 and is_soon and intense(cardio) else 0


def _by_gap(gap_minutes: int, steps: tuple[tuple[int, int], ...], *, beyond: int) -> int:
    return next((base for below, base in steps if gap_minutes < below), beyond)


def score_week(sessions: Sequence[Session], s_level: Level, failed_easy_minutes: int = 0) -> Score:
    """The interference score 0-100 with its five terms: a product heuristic, no validated index (D-60).

    `failed_easy_minutes` are minutes of easy sessions that failed the talk test; a planned week has none.
    """
    strength = [s for s in sessions if s.is_strength]
    cardio = [s for s in sessions if s.is_cardio]
    volume = _volume(cardio)
    number = _share(P.score.n_max, (counts(cardio).cardio - P.score.n_from) / P.score.n_span)
    pairing = min(float(P.score.p_max), P.score.level_factor[s_level] * _pairs(strength, cardio))
    rest = _rest(strength + cardio)
    quality = _quality(cardio, failed_easy_minutes)
    total = math.floor(volume + number + pairing + rest + quality + 0.5)
    return Score(total, volume, number, pairing, rest, quality)


def _share(maximum: float, part: float) -> float:
    return maximum * max(0.0, min(1.0, part))


def _volume(cardio: Sequence[Session]) -> float:
    minutes = sum(
        effective_minutes(c) * intensity_factor(c) * MODE_FACTOR[c.mode or Mode.MIXED] for c in cardio
    )
    return _share(P.score.v_max, (minutes - P.score.v_from) / P.score.v_span)


def _pairs(strength: Sequence[Session], cardio: Sequence[Session]) -> float:
    total = 0.0
    for c in cardio:
        weight = P.score.i_hard if c.type in HARD_TYPES else 1.0
        near = (s for s in strength if abs(s.day - c.day) <= 1)
        total += sum(pair_base(s, c) * sensitivity(s, c) * weight for s in near)
    return total


def _rest(sessions: Sequence[Session]) -> float:
    points = P.score.no_rest if len({s.day for s in sessions}) == 7 else 0
    hard_days = {s.day for s in sessions if is_hard(s)}
    streak = 0
    for day in range(7):
        streak = streak + 1 if day in hard_days else 0
        points += P.score.hard_streak if streak >= 3 else 0
    return float(min(P.score.r_max, points))


def _quality(cardio: Sequence[Session], failed_easy_minutes: int) -> float:
    steady = sum(c.minutes for c in cardio if c.type is not SessionType.HIIT)
    if not steady:
        return 0.0
    tempo = sum(c.minutes for c in cardio if c.type is SessionType.TEMPO)
    return _share(P.score.q_max, (tempo + failed_easy_minutes) / steady)


def band(total: int) -> str:
    """The word for a score: low, moderate, high or very_high (D-60)."""
    limits = ((P.score_bands.low, "low"), (P.score_bands.moderate, "moderate"), (P.score_bands.high, "high"))
    return next((name for limit, name in limits if total <= limit), "very_high")
