"""What a week's interval sessions say about the number of intervals next week (F-22, G-43).

Codes: because.hiit_done, because.hiit_too_hard and because.hiit_too_easy (done, planned, rpe; 0: not told),
because.hiit_not_done, because.hiit_pain (severity).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rules.checkin import CheckIn, SkipReason, Status
from rules.constants import P
from rules.review.reading import Logged
from rules.sessions import Note, SessionType, note

SUCCESS_RPE = 9
SUCCESS_PAIN = 3
TOO_HARD_RPE = 10
TOO_EASY_RPE = 6
TOO_FEW = 0.75


@dataclass(frozen=True, slots=True)
class IntervalVerdict:
    """`grow`: F-22 allows one interval more; `lower`: two fewer (G-43); `cue_harder`: say "harder"; the data."""

    grow: bool
    lower: bool
    cue_harder: bool
    because: Note | None


def judge_intervals(week: Iterable[Logged], before: Iterable[Logged] = ()) -> IntervalVerdict:
    """Success, too hard or too easy; `before` is the previous week, for "twice" (F-22, G-43)."""
    sessions = _hiits(week)
    if not sessions:
        return IntervalVerdict(grow=False, lower=False, cue_harder=False, because=None)
    hard = next((x for x in sessions if too_hard(x)), None)
    if hard is not None:
        return IntervalVerdict(False, True, False, _numbers("because.hiit_too_hard", hard))
    blocking = next((x for x in sessions if not successful(x)), None)
    if blocking is not None:
        return IntervalVerdict(False, False, False, _why_not(blocking))
    both = (_hiits(before) + sessions)[-2:]
    easy = len(both) == 2 and all(too_easy(x) for x in both)
    code = "because.hiit_too_easy" if easy else "because.hiit_done"
    return IntervalVerdict(True, False, easy, _numbers(code, sessions[-1]))


def successful(logged: Logged) -> bool:
    """All intervals done, session RPE at most 9, no pain of 3 or more (F-22)."""
    c = logged.checkin
    if c is None or c.status is not Status.DONE or share_done(logged) < 1 or c.intervals_faded:
        return False
    return (c.rpe or 0) <= SUCCESS_RPE and _worst_pain(c) < SUCCESS_PAIN


def too_hard(logged: Logged) -> bool:
    """Session RPE 10, or under 75 % of the intervals for another reason than time (G-43)."""
    c = logged.checkin
    if c is None or not logged.done:
        return False
    cut_by_choice = c.reason in (SkipReason.TIME, SkipReason.TRAVEL, SkipReason.WEATHER) or c.easier
    return (c.rpe or 0) >= TOO_HARD_RPE or (share_done(logged) < TOO_FEW and not cut_by_choice)


def too_easy(logged: Logged) -> bool:
    """All intervals at RPE 6 or less (G-43)."""
    c = logged.checkin
    return successful(logged) and c is not None and c.rpe is not None and c.rpe <= TOO_EASY_RPE


def lowered(n: int) -> int:
    """Two fewer, at least 6 (G-43, G-50); an n below that stays."""
    return min(n, max(P.hiit.n_onramp, n - P.reduce.hiit_n))


def share_done(logged: Logged) -> float:
    """Intervals done over planned; a session logged as done without a number counts as all (G-10)."""
    c, planned = logged.checkin, logged.session.intervals
    if c is None or not logged.done or not planned:
        return 0.0
    if c.intervals_done is None:
        return 1.0
    return c.intervals_done / planned


def _hiits(logged: Iterable[Logged]) -> list[Logged]:
    return [
        x
        for x in logged
        if x.session.type is SessionType.HIIT and not x.excused and "fixed" not in x.session.flags
    ]


def _why_not(logged: Logged) -> Note:
    if not logged.done or logged.checkin is None:
        return note("because.hiit_not_done")
    if _worst_pain(logged.checkin) >= SUCCESS_PAIN:
        return note("because.hiit_pain", severity=_worst_pain(logged.checkin))
    return _numbers("because.hiit_done", logged)


def _numbers(code: str, logged: Logged) -> Note:
    planned = logged.session.intervals or 0
    done = round(share_done(logged) * planned)
    return note(code, rpe=(logged.checkin.rpe if logged.checkin else None) or 0, done=done, planned=planned)


def _worst_pain(checkin: CheckIn) -> int:
    return max((p.severity for p in checkin.pain), default=0)
