"""Easy sessions and cut-back weeks: how minutes grow and shrink (F-30, F-40, F-80)."""

from __future__ import annotations

from dataclasses import replace

from rules.constants import P
from rules.sessions import Band, Session, SessionType, note
from rules.units import round_to_five

STEP_MIN = 5
HEAT_SHARE = 0.80
STEADY_TYPES = frozenset({SessionType.EASY, SessionType.LONG, SessionType.FINISH})
HARD_TYPES = frozenset({SessionType.HIIT, SessionType.TEMPO})


def grown(minutes: int, finisher: bool = False) -> int:
    """Easy minutes one step on: +5, to 40, finishers to 20 (F-30)."""
    top = P.steady.finisher[1] if finisher else P.steady.max
    return max(minutes, min(top, minutes + STEP_MIN))


def in_deload(minutes: int) -> int:
    """Easy minutes of a deload or cut-back week: -30 % to the nearest 5 (F-40)."""
    return round_to_five(minutes * (1 - P.deload.cardio))


def for_heat(session: Session) -> Session:
    """A session on a very hot or bad-air day: easy by effort only, -20 % minutes, no hard work outdoors (F-80).

    Emits `change.heat` (minutes_before) and, for intervals and tempo, `change.heat_hard` (an easy session now, or the
    planned one indoors).
    """
    if not session.is_cardio:
        return session
    hard = session.type in HARD_TYPES
    code = "change.heat_hard" if hard else "change.heat"
    low, high = P.steady.rpe
    return replace(
        session,
        type=SessionType.EASY if hard else session.type,
        minutes=round_to_five(session.minutes * HEAT_SHARE),
        intervals=None,
        work=None,
        rpe=P.expected_rpe["C_EASY"],
        effort=Band(low, high),
        heart_rate_bpm=None,
        pace_s_per_km=None,
        notes=(*session.notes, note(code, minutes_before=session.minutes)),
        rule_ids=tuple(dict.fromkeys((*session.rule_ids, "F-80"))),
    )
