"""What the athlete does anyway, read as sessions: team sport, classes, the bike commute (D-72)."""

from __future__ import annotations

from collections.abc import Iterable

from rules.athlete import FixedSession, Mode
from rules.sessions import Session, SessionType

HARD_RPE = 6  # from here on a fixed session is intense
ALL_OUT_RPE = 8  # from here on it is scored as intervals
MINUTES_PER_INTERVAL = 4  # n = minutes / 4
COUNTED_FROM_MIN = 20
MODES_BY_KIND = {
    "team_sport": Mode.RUN,
    "run": Mode.RUN,
    "commute_bike": Mode.BIKE,
    "bike": Mode.BIKE,
    "row": Mode.ROW,
    "swim": Mode.SWIM,
    "walk": Mode.WALK,
    "ski": Mode.SKI,
}
FIXED = "fixed"


def as_session(fixed: FixedSession, number: int) -> Session:
    """A fixed session as cardio (section Q): tempo at RPE 6-7, HIIT with n = minutes/4 from RPE 8, else easy."""
    kind = SessionType.EASY
    intervals = None
    if fixed.rpe >= ALL_OUT_RPE:
        kind = SessionType.HIIT
        intervals = fixed.minutes // MINUTES_PER_INTERVAL
    elif fixed.rpe >= HARD_RPE:
        kind = SessionType.TEMPO
    return Session(
        id=f"fixed-{number}",
        day=fixed.day,
        start=fixed.start,
        minutes=fixed.minutes,
        type=kind,
        mode=MODES_BY_KIND.get(fixed.kind, Mode.MIXED),
        intervals=intervals,
        rpe=fixed.rpe,
        flags=frozenset({FIXED}),
        rule_ids=("D-72",),
    )


def as_sessions(fixed: Iterable[FixedSession]) -> tuple[Session, ...]:
    """All fixed sessions of a week, in order of time."""
    ordered = sorted(fixed, key=lambda f: (f.day, f.start, f.minutes))
    return tuple(as_session(f, number) for number, f in enumerate(ordered, start=1))


def is_fixed(session: Session) -> bool:
    """Whether the session came from `as_session`."""
    return FIXED in session.flags
