"""The last means against a week that would leap: lifts get shorter, finishers go, easy sessions too (G-40).

Emits degradation `degrade.load` (type, from_minutes, to_minutes; 0: left out).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace
from datetime import time

from rules.constants import P
from rules.plan import Degradation
from rules.review.reading import planned_load
from rules.sessions import Session, SessionType
from rules.unit import Unit
from rules.weeks.growth import LOAD_STEP_MIN, LOAD_STEPS, load_step
from rules.weeks.holding import lifting_minutes
from rules.weeks.limits import FULL_TYPES

KEPT_FLAGS = frozenset({"fixed", "long"})
Lightened = tuple[tuple[Session, ...], tuple[Degradation, ...]]


def lightened(
    sessions: tuple[Session, ...], units: Iterable[Unit], load: float | None, lifting_min: int | None = None
) -> Lightened:
    """The placed sessions within the load and the minutes of lifting, as far as these means reach: days and order stay.

    In short windows the skeleton's minutes are cut anyway, so taking from the skeleton changes nothing there.
    """
    least = {p.type: p.min_minutes for u in units for p in u.pieces}
    made = sessions
    most = math.inf if load is None else load
    for _ in range(LOAD_STEPS):
        if _load(made) > most or (lifting_min is not None and lifting_minutes(made) > lifting_min):
            made = _shorter(made, least)
    pairs = zip(sessions, made, strict=True)
    steps = [load_step(a.type, a.minutes, b.minutes) for a, b in pairs if a.minutes != b.minutes]
    while _load(made) > most:
        last = next((s for s in reversed(made) if _is_finisher(s)), None)
        if last is None:
            break
        made = tuple(s for s in made if s.id != last.id)
        steps.append(load_step(last.type, last.minutes, 0))
    for easy in [s for s in reversed(made) if _is_easy(s)]:
        if _load(made) > most:
            made = tuple(replace(s, minutes=P.steady.min) if s is easy else s for s in made)
            steps.append(load_step(easy.type, easy.minutes, P.steady.min))
    for easy in [s for s in reversed(made) if _is_spare(s)]:
        if _load(made) > most:
            made = tuple(s for s in made if s is not easy)
            steps.append(load_step(easy.type, easy.minutes, 0))
    return made, tuple(steps)


def _load(sessions: Iterable[Session]) -> float:
    return sum(planned_load(s) for s in sessions)


def _is_finisher(session: Session) -> bool:
    return session.type is SessionType.FINISH and "fixed" not in session.flags


def _is_easy(session: Session) -> bool:
    ours = session.type is SessionType.EASY and "fixed" not in session.flags
    return ours and session.minutes > P.steady.min


def _is_spare(session: Session) -> bool:
    return session.type is SessionType.EASY and not session.flags & KEPT_FLAGS


def _shorter(sessions: tuple[Session, ...], least: dict[SessionType, int]) -> tuple[Session, ...]:
    """Each full strength session five minutes shorter, what directly follows it five minutes earlier."""
    cut = {
        s.id: min(LOAD_STEP_MIN, max(0, s.minutes - least.get(s.type, s.minutes)))
        for s in sessions
        if s.type in FULL_TYPES
    }
    return tuple(
        replace(
            s, minutes=s.minutes - cut.get(s.id, 0), start=_earlier(s, sum(cut.get(i, 0) for i in before))
        )
        for s, before in ((s, _directly_before(s, sessions)) for s in sessions)
    )


def _directly_before(session: Session, sessions: tuple[Session, ...]) -> list[str]:
    return [s.id for s in sessions if s.id != session.id and s.end_minute == session.start_minute]


def _earlier(session: Session, minutes: int) -> time:
    start = session.start.hour * 60 + session.start.minute - minutes
    return time(start // 60, start % 60)
