"""What a held week, or one whose increase was declined, holds at most: what the last ordinary one held (G-50).

Minutes that D-75, G-40 or F-31 kept from a week come back only when a week progresses.
"""

from __future__ import annotations

from collections.abc import Iterable

from rules.constants import P
from rules.decisions import Decision
from rules.fixed import is_fixed
from rules.lived import recent
from rules.plan import PhaseName, Week
from rules.review.reading import planned_load
from rules.sessions import Session
from rules.weeks.situation import Situation
from rules.weeks.standing import open_windows

HELD = frozenset({Decision.HOLD, Decision.REPEAT})
CALENDAR = frozenset({PhaseName.TAPER, PhaseName.RECOVERY})
LIGHTER_FLAGS = frozenset({"deload", "reduced", "return", "illness", "taper", "recovery"})
SIMPLIFIED = "simplify"
CARDIO_CUTS = frozenset({"ramp_shorten", "ramp_drop", "load"})
LOAD_CUTS = frozenset({"load"})
STEPDOWN_WEEKS = 2
LOOK_BACK_WEEKS = P.bounds.strength_ref_weeks


def last_ordinary(s: Situation, *, any_phase: bool = False, whole: bool = False) -> Week | None:
    """The last of the phase's weeks that nothing made lighter; `whole`: nor was it simplified (G-15)."""
    for record in reversed(recent(s.state.history, s.monday, LOOK_BACK_WEEKS)):
        week = record.week
        if week.phase is not s.name and not any_phase:
            return None
        simpler = any(d.step == SIMPLIFIED for d in week.degradations)
        ordinary = bool(week.sessions) and not (week.deload or week.flags & LIGHTER_FLAGS)
        if ordinary and not (whole and simpler):
            return week
    return None


def held_long(s: Situation) -> int | None:
    """Most minutes of the long session (F-31, G-50)."""
    week = _kept_week(s)
    longs = [] if week is None else [x.minutes for x in week.sessions if "long" in x.flags]
    return max(longs, default=None)


def held_cardio(s: Situation) -> int | None:
    """Most cardio minutes beside what is fixed, where the last ordinary week was cut (D-75, G-50)."""
    week = _kept_week(s, CARDIO_CUTS)
    if week is None:
        return None
    return own_cardio_minutes(week.sessions)


def held_load(s: Situation) -> float | None:
    """Most planned load, where that of the last ordinary week was cut (G-40, G-50)."""
    week = _kept_week(s, LOAD_CUTS)
    return None if week is None else sum(planned_load(x) for x in week.sessions)


def held_lifting(s: Situation) -> int | None:
    """Most minutes of lifting, where the last ordinary week's load was cut (G-40, G-50)."""
    week = _kept_week(s, LOAD_CUTS)
    return None if week is None else lifting_minutes(week.sessions)


def own_cardio_minutes(sessions: Iterable[Session]) -> int:
    """Cardio minutes beside what is fixed."""
    return sum(x.minutes for x in sessions if x.is_cardio and not is_fixed(x))


def lifting_minutes(sessions: Iterable[Session]) -> int:
    """Minutes of the strength sessions."""
    return sum(x.minutes for x in sessions if x.is_strength)


def _kept_week(s: Situation, cuts: frozenset[str] = frozenset()) -> Week | None:
    """The last ordinary week, if one of these steps made it smaller; None where nothing is held or a schedule rules.

    Where the athlete declined an increase it is kept whatever made it so small, also a turn of tempo for HIIT (F-50).
    """
    is_held = s.decision in HELD or s.state.adjustments.keeps_cuts
    by_schedule = s.onramp_schedule or (s.stepdown and s.state.week_number <= STEPDOWN_WEEKS)
    is_first = s.week == 1  # the phase's own numbers replace the old ones (G-40)
    if not is_held or by_schedule or is_first or s.deload or s.returning or s.ill or s.name in CALENDAR:
        return None
    week = last_ordinary(s, whole=s.state.adjustments.drop_pieces_to_minutes is None)
    if week is None or _began_late(s, week):
        return None
    return (
        week
        if not cuts or s.state.adjustments.keeps_cuts or cuts & {d.step for d in week.degradations}
        else None
    )


def _began_late(s: Situation, week: Week) -> bool:
    """The plan's first week, begun after its first open day: it holds only its share (D-04)."""
    open_days = [day for day, windows in enumerate(open_windows(s.state, 0)) if windows]
    days = [x.day for x in week.sessions]
    return week.number == 1 and bool(days) and min(days) > min(open_days, default=0)
