"""U1 to U4 and U6: rest, order, heavy legs and hard cardio, windows; on the week alone and beside the one before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.cohort.checks.terms import FAST, is_heavy, is_intense, longest_streak, ours, trained, where
from bot.cohort.findings import Finding
from rules.athlete import Mode
from rules.plan import Week
from rules.sessions import Session
from rules.state import TrainingState

DAY_MIN = 1440
SEPARATE_MIN = 180
MOST_DAYS_IN_A_ROW = 6
FEW_DAYS = 2
UNIT_MODES = frozenset({Mode.BIKE, Mode.ROW})
UNIT_MOST_N = 8


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sessions, in order of time."""

    first: Session
    second: Session

    @property
    def days(self) -> int:
        """Calendar days from one to the other."""
        return self.second.day - self.first.day

    @property
    def gap(self) -> int:
        """Minutes from the end of the first to the start of the second."""
        return self.second.start_minute - self.first.end_minute


def layout_findings(
    state: TrainingState, week: Week, before: Week | None, *, moved: frozenset[str] = frozenset()
) -> Iterator[Finding]:
    """U1 to U4 and U6; `moved` sessions may stand outside the windows (G-60 point 6)."""
    yield from _rest(state, week, before)
    for pair in _pairs(week, before):
        yield from _pair(pair, week)
    for s in ours(week.sessions):
        if s.id not in moved and not _in_window(state, s):
            yield Finding("U6", where(week, s))


def _rest(state: TrainingState, week: Week, before: Week | None) -> Iterator[Finding]:
    all_fixed = len({f.day for f in state.profile.fixed_sessions if f.minutes >= 20}) == 7
    days = {s.day for s in _training(week, all_fixed=all_fixed)}
    if len(days) == 7:
        yield Finding("U1", f"week {week.number}: no full rest day")
    earlier = {s.day - 7 for s in _training(before, all_fixed=all_fixed)} if before is not None else set()
    if longest_streak(days | earlier) > MOST_DAYS_IN_A_ROW and not all_fixed:
        yield Finding("U1", f"week {week.number}: more than six days in a row")


def _training(week: Week, *, all_fixed: bool) -> list[Session]:
    return [s for s in trained(week.sessions) if not (all_fixed and "fixed" in s.flags)]


def _pairs(week: Week, before: Week | None) -> Iterator[Pair]:
    """Pairs within the week and over its border, at least one of them ours and in this week."""
    earlier = [_a_week_back(s) for s in trained(before.sessions)] if before is not None else []
    line = sorted([*earlier, *trained(week.sessions)], key=lambda s: (s.start_minute, not s.is_strength))
    for number, second in enumerate(line):
        for first in line[:number]:
            ours_too = "fixed" not in first.flags or "fixed" not in second.flags
            if second.day >= 0 and second.day - first.day <= 1 and ours_too:
                yield Pair(first, second)


def _a_week_back(session: Session) -> Session:
    return replace(session, day=session.day - 7)


def _pair(pair: Pair, week: Week) -> Iterator[Finding]:
    first, second = pair.first, pair.second
    told = f"{where(week, first)} then {second.type} {second.start:%H:%M}"
    if pair.days == 0 and first.is_cardio and second.is_strength and pair.gap < SEPARATE_MIN:
        yield Finding("U2", told)
    if (
        pair.days == 0
        and first.is_strength == second.is_strength
        and "fixed" not in first.flags | second.flags
    ):
        yield Finding("D-42", told)
    if pair.days == 0 and _heavy_and_intense(first, second) and not _is_small_unit(pair, week):
        yield Finding("U3", told)
    if pair.days == 1 and is_intense(first) and is_heavy(second):
        yield Finding("U3", told)
    if pair.days == 1 and is_heavy(first) and is_intense(second) and _starts_apart(pair) < DAY_MIN:
        yield Finding("U3", told)
    if pair.days == 1 and is_heavy(first) and is_heavy(second):
        yield Finding("D-45", told)
    if pair.days == 1 and first.type in FAST and second.type in FAST:
        yield Finding("U4", told)


def _heavy_and_intense(first: Session, second: Session) -> bool:
    return (is_heavy(first) and is_intense(second)) or (is_intense(first) and is_heavy(second))


def _is_small_unit(pair: Pair, week: Week) -> bool:
    """The exception of D-44: two training days, strength first, bike or row, n <= 8."""
    c = pair.second
    days = {s.day for s in ours(week.sessions)}
    return (
        len(days) <= FEW_DAYS
        and is_heavy(pair.first)
        and c.mode in UNIT_MODES
        and (c.intervals or 99) <= UNIT_MOST_N
    )


def _starts_apart(pair: Pair) -> int:
    return pair.second.start_minute - pair.first.start_minute


def _in_window(state: TrainingState, s: Session) -> bool:
    begin = s.start.hour * 60 + s.start.minute
    spans = ((w.start.hour * 60 + w.start.minute, w.max_minutes) for w in state.profile.availability[s.day])
    return any(at <= begin and begin + s.minutes <= at + long for at, long in spans)
