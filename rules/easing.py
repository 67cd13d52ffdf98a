"""Making one session lighter: an easy one in its place, fewer sets, fewer minutes (F-23, G-32, G-70, G-71)."""

from __future__ import annotations

import math
from dataclasses import replace

from rules.constants import P
from rules.sessions import Band, Session, SessionType, note
from rules.units import round_to_five

EASY_MINUTES = (20, 30)
REDUCED = "reduced"
FAST = frozenset({SessionType.HIIT, SessionType.TEMPO})


def as_easy(session: Session, minutes: int | None = None, top_rpe: int | None = None) -> Session:
    """An easy session in the same place and mode: 20-30 min (down to 5, so that it fits), talking pace (F-23).

    `minutes` overrules 20-30, `top_rpe` caps the effort (3 after an illness).
    """
    low, high = EASY_MINUTES
    asked = min(high, max(low, session.minutes // 5 * 5)) if minutes is None else minutes
    bottom, top = P.steady.rpe
    most = min(top, top_rpe or top)
    return replace(
        session,
        type=SessionType.EASY,
        minutes=min(asked, max(session.minutes, low)),
        heavy=False,
        row=None,
        intervals=None,
        work=None,
        exercises=(),
        rir=None,
        rpe=P.expected_rpe[SessionType.EASY],
        effort=Band(bottom, most),
        pace_s_per_km=None,
        pace_note=note("pace.easy", effort_low=bottom, effort_high=most),
        flags=(session.flags - {"long"}) | {REDUCED},
    )


def fewer_sets(session: Session, *, sets: int = 1, rir: int = 1) -> Session:
    """So many sets fewer per exercise, at least one, and so many more reps in reserve (G-70, G-71)."""
    exercises = tuple(replace(e, sets=max(1, e.sets - sets), rir=e.rir + rir) for e in session.exercises)
    return _lighter(replace(session, exercises=exercises, rir=_plus(session.rir, rir)))


def share_of_sets(session: Session, share: float, least_rir: int = 0) -> Session:
    """A share of the sets, rounded up, and at least so many reps in reserve (G-32, E-40)."""
    exercises = tuple(
        replace(e, sets=max(1, math.ceil(e.sets * share)), rir=max(e.rir, least_rir))
        for e in session.exercises
    )
    rir = None if session.rir is None else max(session.rir, least_rir)
    return _lighter(replace(session, exercises=exercises, rir=rir, minutes=share_of_minutes(session, share)))


def share_of_cardio(session: Session, share: float) -> Session:
    """A share of the minutes of an easy or long session (G-32, G-71)."""
    return _lighter(replace(session, minutes=share_of_minutes(session, share)))


def share_of_minutes(session: Session, share: float, least: int = 10) -> int:
    """Minutes times the share, to the nearest 5, never more than planned (0.4)."""
    return min(session.minutes, max(least, round_to_five(session.minutes * share)))


def _lighter(session: Session) -> Session:
    """Marked as reduced, and its pacing line with the reserve it has now (H-11)."""
    line = session.pace_note
    if session.rir is not None and line is not None and "rir" in dict(line.values):
        line = note(line.code, **(dict(line.values) | {"rir": session.rir}))
    return replace(session, pace_note=line, flags=session.flags | {REDUCED})


def _plus(value: int | None, more: int) -> int | None:
    return None if value is None else value + more
