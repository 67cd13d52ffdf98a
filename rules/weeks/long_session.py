"""How long the week's long session is, and in which mode (D-25, F-31, G-30)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta

from rules.athlete import Mode
from rules.cardio import long_cap, long_mode, long_peak, longest_recent, non_impact_mode
from rules.cardio.long import PastSession
from rules.cardio.mode_context import main_mode
from rules.constants import P
from rules.lived import Wanted, at_start, is_cardio, is_run, past_sessions, recent
from rules.phases import RACE_EVENTS
from rules.plan import PhaseName
from rules.remembering import remembered_of
from rules.review.breaks import long_after_break
from rules.sessions import SessionType
from rules.state import WeekRecord
from rules.weeks.holding import held_long
from rules.weeks.situation import Situation, default_longest

B1_MAX_MIN = 75
DEFAULT_MIN = P.minutes[SessionType.LONG][1]
GENERAL_MAX_MIN = P.steady.long_general[1]
DISTANCE_FROM_MIN = 50  # from here on the distance cap counts too
ROLLING = frozenset({PhaseName.UNDULATING, PhaseName.GENERAL})
LOOK_BACK_WEEKS = P.long_growth.stale_weeks + 4  # before a break of up to four weeks


@dataclass(frozen=True, slots=True)
class LongSession:
    """Minutes and mode of the week's long session; below 45 it is given as an easy one (D-30)."""

    minutes: int
    mode: Mode


def long_session(s: Situation) -> LongSession:
    """The long session of a loading week, before a deload, a reduction or the ramp limiter shortens it."""
    mode = _mode(s)
    minutes = min(target(s, mode), cap(s, mode))
    recovery = s.state.recovery
    if s.returning and recovery is not None and recovery.row in P.return_long:
        minutes = min(minutes, long_after_break(recovery, _longest_before(s, mode)))
    held = held_long(s)
    if held is not None:
        minutes = min(minutes, held)
    if s.stepdown:
        minutes = min(minutes, P.stepdown.long_max)
    return LongSession(max(P.steady.min, minutes), mode)


def grows(s: Situation) -> bool:
    """Whether the phase lets the long session grow week by week (G-50, D-25)."""
    if s.high_volume:
        return s.name is PhaseName.B3
    if s.name is PhaseName.B3:
        return True
    return s.race is not None and s.name in (PhaseName.B2, PhaseName.BEGINNER)


def peak(s: Situation, mode: Mode) -> int:
    """The most the long session grows to: the phase's own limit or the event's peak (D-25, F-31)."""
    if s.name is PhaseName.B1 and not s.high_volume:
        return B1_MAX_MIN
    event = s.event if s.event is not None and s.event.type in RACE_EVENTS else None
    if event is None:
        return long_peak(None)
    return long_peak(event.type, mode, s.levels.endurance, event.target_time_s)


def target(s: Situation, mode: Mode) -> int:
    """The minutes the phase asks for (D-20, D-25)."""
    steady = min(GENERAL_MAX_MIN, DEFAULT_MIN + s.state.easy_bonus_min)
    if s.name in ROLLING and not s.high_volume:
        return steady
    if s.name is PhaseName.B2 and s.race is None and not s.high_volume:
        return steady
    standing = s.state.long_min
    if standing is None:
        standing = at_first(s, mode)
    if s.name is PhaseName.B1:
        standing = max(DEFAULT_MIN, standing)
    return min(peak(s, mode), standing)


def at_first(s: Situation, mode: Mode) -> int:
    """The first long session of a plan: what the athlete is used to, but no less than the default (F-31)."""
    used_to = longest(s, mode)
    return used_to if s.name in (PhaseName.BEGINNER, PhaseName.SHARPEN) else max(DEFAULT_MIN, used_to)


def cap(s: Situation, mode: Mode) -> int:
    """Most minutes by F-31; where a distance is known its cap counts too, from L >= 50."""
    past = history_of(s, mode)
    most = longest_recent(past, _last_day(s))
    by_distance = max(
        (p for p in past if p.distance_km and _is_recent(p, s)),
        key=lambda p: (p.distance_km or 0.0, p.minutes),
        default=None,
    )
    if by_distance is None or most < DISTANCE_FROM_MIN:
        return long_cap(most)
    return min(long_cap(most), math.floor(by_distance.minutes * (1 + P.long_growth.rel) + 1e-9))


def longest(s: Situation, mode: Mode) -> int:
    """L: the longest recent session; for running only runs count, for gentler modes any cardio does."""
    return longest_recent(history_of(s, mode), _last_day(s))


def history_of(s: Situation, mode: Mode) -> tuple[PastSession, ...]:
    """The sessions that count for L in this mode, with what the athlete was used to before the plan."""
    before = at_start(default_longest_of(s), s.state.start)
    if mode is not Mode.RUN:
        return (before, *_lived(s.state.history, s.monday, is_cardio))
    lived = _lived(s.state.history, s.monday, is_run)
    return (before, *lived) if main_mode(s.state.profile) in (Mode.RUN, Mode.MIXED) else lived


@remembered_of(8)  # a week is looked at once to see what grows, and once to be built
def _lived(history: tuple[WeekRecord, ...], monday: date, wanted: Wanted) -> tuple[PastSession, ...]:
    return past_sessions(recent(history, monday, LOOK_BACK_WEEKS), wanted)


def default_longest_of(s: Situation) -> int:
    """The longest session of the 30 days before the plan, as told or by level (C-10)."""
    told = s.state.profile.longest_session_30d_min
    return default_longest(s.levels) if told is None else told


def _mode(s: Situation) -> Mode:
    """The athlete's mode; outside race plans one without impact while runs of that length are still too long."""
    wanted = long_mode(s.modes)
    if wanted is not Mode.RUN or s.race is not None:
        return wanted
    gentle = non_impact_mode(s.modes)
    enough = P.long_growth.easy_below_min
    is_better = cap(s, wanted) < enough <= cap(s, gentle)
    return gentle if is_better else wanted


def _longest_before(s: Situation, mode: Mode) -> int:
    """The longest session before a break: the plan's own where it held any, else what the athlete was used to."""
    since = s.monday - timedelta(weeks=LOOK_BACK_WEEKS)
    until = s.monday - timedelta(weeks=s.state.recovery.step if s.state.recovery is not None else 0)
    known = [p for p in history_of(s, mode) if since <= p.date < until]
    lived = [p.minutes for p in known if p.date >= s.state.start]
    return max(lived or [p.minutes for p in known], default=P.steady.min)


def _last_day(s: Situation) -> date:
    """The window of 30 days is taken from Sunday, so that it holds on whichever day the session stands."""
    return s.monday + timedelta(days=6)


def _is_recent(past: PastSession, s: Situation) -> bool:
    return timedelta(0) < _last_day(s) - past.date <= timedelta(days=P.long_growth.window_days)
