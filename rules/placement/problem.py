"""A week to be placed, made ready for the search: what each day offers, and what each unit costs on it (D-51)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from rules.athlete import Window
from rules.calendar import minute_of
from rules.clashes import EXCEPTION_MAX_DAYS, day_cap_min
from rules.constants import P
from rules.days import (
    DAY_MINUTES,
    EMPTY_DAY,
    DayFacts,
    all_days_fixed,
    facts_of,
    run_at_start,
    trained_days,
)
from rules.fixed import as_sessions
from rules.placement.fit import DayFrame, Fit, FitRules, fit
from rules.remembering import remembered
from rules.sessions import Session
from rules.soft import Athlete, long_term, most_days_in_row
from rules.unit import PlacementRequest, Unit

MONDAY, SUNDAY = 0, 6


class Option(NamedTuple):
    """One unit on one day: its fit, W11 and W12 of that day, and how far it stands from its template day."""

    unit: int
    fit: Fit
    off_long_day: int
    moved: int
    distance: int

    @property
    def cost(self) -> int:
        """All cost that depends on this unit and day alone."""
        return self.fit.cost + self.off_long_day + self.moved


@dataclass(frozen=True, slots=True)
class Ground:
    """What a request offers, whatever units are placed on it."""

    frames: tuple[DayFrame, ...]
    rest: tuple[DayFacts, ...]  # per day, what stands there without a unit
    before: DayFacts  # the Sunday before
    after: DayFacts  # the Monday after
    run_before: int  # training days in a row that end the week before
    run_after: int
    planned_only: bool  # D-72: something fixed on all seven days
    most_in_row: int  # M of W10
    cap_minutes: int  # D-42
    race: bool
    long_session_days: frozenset[int]


@dataclass(frozen=True, slots=True)
class Problem:
    """Units on their ground: the options of every day."""

    units: tuple[Unit, ...]
    options: tuple[tuple[Option, ...], ...]  # per day
    ground: Ground


def fixed_sessions(request: PlacementRequest) -> tuple[Session, ...]:
    """What is fixed this week, without the days that are blocked (D-72)."""
    return tuple(s for s in as_sessions(request.fixed) if s.day not in request.blocked_days)


def free_windows(windows: tuple[Window, ...], fixed: tuple[Session, ...]) -> tuple[tuple[int, int], ...]:
    """Windows of a day that nothing fixed occupies, as (start, minutes) in order, cut at midnight (D-72)."""
    spans = sorted(
        (minute_of(w.start), min(w.max_minutes, DAY_MINUTES - minute_of(w.start))) for w in windows
    )
    taken = [(minute_of(s.start), minute_of(s.start) + s.minutes) for s in fixed]
    return tuple(
        (start, minutes)
        for start, minutes in spans
        if not any(begin < start + minutes and start < end for begin, end in taken)
    )


def athlete_of(request: PlacementRequest) -> Athlete:
    """What the soft costs ask of the athlete."""
    return Athlete(request.s_level, request.age_years, request.long_session_days)


def survey(request: PlacementRequest) -> Ground:
    """Look at the days and at the neighbouring weeks."""
    frames, rest = _days_of(
        request.availability,
        fixed_sessions(request),
        request.first_day,
        request.blocked_days,
        request.no_strength_days,
        request.no_heavy_days,
    )
    planned_only = all_days_fixed(rest)
    return Ground(
        frames=frames,
        rest=rest,
        before=_facing(request.before, SUNDAY),
        after=_facing(request.after, MONDAY),
        run_before=run_at_start(reversed(trained_days(request.before, planned_only=planned_only))),
        run_after=run_at_start(trained_days(request.after, planned_only=planned_only)),
        planned_only=planned_only,
        most_in_row=most_days_in_row(athlete_of(request)),
        cap_minutes=day_cap_min(request.s_level),
        race=request.race,
        long_session_days=request.long_session_days,
    )


@remembered(32)  # most weeks of a plan offer the same days
def _days_of(
    availability: tuple[tuple[Window, ...], ...],
    fixed: tuple[Session, ...],
    first_day: int,
    blocked: frozenset[int],
    no_strength: frozenset[int],
    no_heavy: frozenset[int],
) -> tuple[tuple[DayFrame, ...], tuple[DayFacts, ...]]:
    """What each day offers, and what stands there without a unit; a closed day offers nothing."""
    frames = []
    for day in range(7):
        here = tuple(s for s in fixed if s.day == day)
        is_closed = day < first_day or day in blocked
        windows = () if is_closed else free_windows(availability[day], here)
        frames.append(DayFrame(windows, here, no_strength=day in no_strength, no_heavy=day in no_heavy))
    return tuple(frames), tuple(facts_of(f.fixed) if f.fixed else EMPTY_DAY for f in frames)


def _facing(week: tuple[Session, ...], day: int) -> DayFacts:
    """A neighbouring week's day with what the rules ask of it alone: which week it was doesn't matter."""
    bare = (
        Session(
            id="",
            day=0,
            start=s.start,
            minutes=s.minutes,
            type=s.type,
            mode=s.mode,
            heavy=s.heavy,
            intervals=s.intervals,
            flags=s.flags,
        )
        for s in week
        if s.day == day
    )
    return _neighbour(tuple(bare))


_neighbour = remembered(32)(facts_of)  # most weeks of a plan end alike


def make_problem(ground: Ground, units: tuple[Unit, ...]) -> Problem:
    """Fit every unit to every day."""
    training = sum(any(p.type.is_strength or p.type.is_cardio for p in u.pieces) for u in units)
    few_days = training <= EXCEPTION_MAX_DAYS
    keeps_template = all(ground.frames[u.template_day].windows for u in units)
    rules = FitRules(ground.cap_minutes, ground.race, few_days)
    fits: dict[DayFrame, list[tuple[int, Unit, Fit]]] = {}  # days that offer the same share them
    days: list[tuple[Option, ...]] = []
    for day, frame in enumerate(ground.frames):
        if frame not in fits:
            found = ((number, unit, fit(unit.pieces, frame, rules)) for number, unit in enumerate(units))
            fits[frame] = [(number, unit, placed) for number, unit, placed in found if placed]
        days.append(
            tuple(
                Option(
                    unit=number,
                    fit=placed,
                    off_long_day=long_term(placed.sessions, day, ground.long_session_days),
                    moved=P.costs.w12 if keeps_template and day != unit.template_day else 0,
                    distance=abs(day - unit.template_day),
                )
                for number, unit, placed in fits[frame]
            )
        )
    return Problem(units, tuple(days), ground)
