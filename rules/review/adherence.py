"""What showing up, or not, changes: simpler weeks, removed windows, longer blocks (G-15, G-16, F-11).

Codes: because.adherence (percent, border), because.missing_data (percent), because.simpler (percent, most in min).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, time
from math import floor

from rules.athlete import Mode, Profile
from rules.checkin import SkipReason, Status
from rules.constants import P
from rules.plan import PhaseName, Week
from rules.review.metrics import record_adherence
from rules.review.reading import Logged, read_record
from rules.sessions import Note, SessionType, note
from rules.state import TrainingState, WeekRecord

BLOCKS = frozenset({PhaseName.B1, PhaseName.B2, PhaseName.B3})
RECENT_WEEKS = 3
SIMPLIFY = "simplify"
SKIPS, OF_OCCURRENCES = 2, 3
DISLIKED_TIMES = 2
ENOUGH_LOGGED = 0.5


def simplify_to(adherence: float, done_minutes: int) -> int | None:
    """Minutes next week may have at most when A is 0.40-0.59: 1.25 x those completed (G-15)."""
    if not P.adherence.low <= adherence < P.adherence.hold:
        return None
    return floor(P.adherence.simplify_ratio * done_minutes)


def simplified_to(week: Week) -> int | None:
    """The minutes that this week was simplified to; None where it wasn't (G-15)."""
    steps = [dict(d.reason.values) for d in week.degradations if d.step == SIMPLIFY]
    return int(str(steps[-1]["most"])) if steps else None


def shortfall(adherence: float, logged_share: float) -> Note:
    """Why the week brings no step up: what wasn't done, or what nobody knows where most of it wasn't logged (G-17)."""
    if is_data_missing(logged_share):
        return note("because.missing_data", percent=_percent(logged_share))
    return note("because.adherence", percent=_percent(adherence), border=_percent(P.adherence.progress))


def why_simpler(adherence: float, logged_share: float, most_min: int) -> Note:
    """Why next week is a simpler one (G-15)."""
    if is_data_missing(logged_share):
        return shortfall(adherence, logged_share)
    return note("because.simpler", percent=_percent(adherence), most=most_min)


def is_data_missing(logged_share: float) -> bool:
    """Less than half of the week's sessions were logged (G-17)."""
    return logged_share < ENOUGH_LOGGED


def two_weak_weeks(history: tuple[WeekRecord, ...], adherence: float) -> bool:
    """A under 0.60 this week and last (G-15)."""
    border = P.adherence.hold
    return adherence < border and bool(history) and record_adherence(history[-1]) < border


def mean_recent(history: tuple[WeekRecord, ...], adherence: float) -> float:
    """Mean A of the last three weeks, this one included (G-16)."""
    shares = [adherence, *(record_adherence(r) for r in history[-(RECENT_WEEKS - 1) :])]
    return sum(shares) / len(shares)


def extends_block(state: TrainingState, adherence: float, default_weeks: int, event_ahead: bool) -> bool:
    """Whether the block gets one loading week more before its deload, once, never with an event (G-16).

    `adherence` is that of the block's latest loading week, `default_weeks` the block length of D-03.
    """
    phase = state.phases[state.phase_index]
    if event_ahead or phase.name not in BLOCKS or phase.weeks >= P.block_length.max:
        return False
    if phase.weeks > default_weeks:
        return False
    own = state.history[-(state.week_in_phase - 1) :] if state.week_in_phase > 1 else ()
    loading = [record_adherence(r) for r in own if r.week.phase is phase.name and not r.week.deload]
    shares = [*loading, adherence]
    return sum(shares) / len(shares) < P.adherence.extend_block_lt


def skipped_window(
    profile: Profile,
    removed: frozenset[tuple[int, int]],
    weeks: tuple[tuple[Logged, ...], ...],
) -> tuple[int, int] | None:
    """The (day, start minute) of a window whose weekday was skipped for time in 2 of its last 3 occurrences (G-15).

    `weeks` are the logged weeks, newest first. The last window that is left is never removed.
    """
    left = {(d, _minute(w.start)) for d, ws in enumerate(profile.availability) for w in ws} - removed
    for window in sorted(left):
        if len({day for day, _ in left}) > 1 and _often_skipped(profile, window, weeks):
            return window
    return None


def disliked_mode(weeks: Iterable[Iterable[Logged]]) -> Mode | None:
    """A cardio mode that was skipped as disliked twice (G-15)."""
    times = Counter(
        x.session.mode
        for week in weeks
        for x in week
        if x.session.mode is not None
        and x.checkin is not None
        and x.checkin.status is Status.SKIPPED
        and x.checkin.reason is SkipReason.DISLIKED
    )
    often = sorted(mode for mode, count in times.items() if count >= DISLIKED_TIMES)
    return often[0] if often else None


def days_off(history: tuple[WeekRecord, ...], logged: tuple[Logged, ...], start: date, today: date) -> int:
    """Days since the last completed strength or cardio session, else since the plan's start (G-30).

    The day after a session is day 1; `start` is the first day of the plan. An event counts unless it was skipped.
    """
    weeks = (logged, *(read_record(r) for r in reversed(history)))
    for week in weeks:
        done = [_done_on(x) for x in week if _trained(x) and x.day <= today]
        if done:
            return (today - max(done)).days
    return (today - start).days


def _trained(logged: Logged) -> bool:
    kind = logged.session.type
    raced = kind is SessionType.EVENT and (
        logged.checkin is None or logged.checkin.status is not Status.SKIPPED
    )
    return raced or (logged.done and kind is not SessionType.ACTIVE)


def _done_on(logged: Logged) -> date:
    return logged.checkin.date if logged.checkin is not None else logged.day


def _often_skipped(profile: Profile, window: tuple[int, int], weeks: tuple[tuple[Logged, ...], ...]) -> bool:
    occurrences = [
        skipped for week in weeks if (skipped := _skipped_for_time(profile, window, week)) is not None
    ]
    recent = occurrences[:OF_OCCURRENCES]
    return bool(recent) and recent[0] is True and sum(recent) >= SKIPS


def _skipped_for_time(profile: Profile, window: tuple[int, int], week: tuple[Logged, ...]) -> bool | None:
    """None: nothing stood in the window that week."""
    day, start = window
    length = next(w.max_minutes for w in profile.availability[day] if _minute(w.start) == start)
    inside = [
        x
        for x in week
        if x.session.day == day and start <= x.session.start_minute - day * 1440 < start + length
    ]
    if not inside:
        return None
    return all(
        x.checkin is not None and x.checkin.status is Status.SKIPPED and x.checkin.reason is SkipReason.TIME
        for x in inside
    )


def _percent(share: float) -> int:
    return int(100 * share + 0.5)


def _minute(clock: time) -> int:
    return clock.hour * 60 + clock.minute
