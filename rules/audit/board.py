"""A week as a board on which sessions can be tried elsewhere quickly: what breaks is remembered by day and border."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import time
from itertools import pairwise

from rules.calendar import minute_of
from rules.clashes import (
    EXCEPTION_MAX_DAYS,
    border_clashes,
    counted_minutes,
    day_cap_min,
    day_clashes,
    rest_breaks,
)
from rules.days import (
    DAY_MINUTES,
    FULL_GAP_MIN,
    SEPARATE_GAP_MIN,
    DayFacts,
    all_days_fixed,
    clock,
    clock_end,
    facts_of,
    is_long,
    run_at_start,
    training_flags,
    week_facts,
)
from rules.fixed import is_fixed
from rules.hard import HardContext
from rules.sessions import Session
from rules.soft import Athlete, border_terms, day_terms, long_term, most_days_in_row, run_terms

Spot = tuple[int, int, int]  # day, minute of the day, variant
State = tuple[Spot, ...]
Broken = frozenset[int]  # numbers of the sessions of which one has to change
DROPPED_DAY = -1
EARLIEST_MIN, LATEST_MIN = 5 * 60, 23 * 60


class Board:
    """Sessions by number, each with its variants (0 as it is), and what a state of them breaks."""

    def __init__(self, variants: Sequence[Sequence[Session]], context: HardContext) -> None:
        self.variants = variants
        self.context = context
        self.cap_min = day_cap_min(context.s_level)
        self.planned_only = all_days_fixed(week_facts(v[0] for v in variants))
        before, after = week_facts(context.before), week_facts(context.after)
        self.sunday, self.monday = before[-1], after[0]
        self.run_before = run_at_start(training_flags(before, planned_only=self.planned_only)[::-1])
        self.run_after = run_at_start(training_flags(after, planned_only=self.planned_only))
        self.clocks = sorted({minute_of(v[0].start) for v in variants})
        self.days: dict[tuple[int, tuple[tuple[int, Spot], ...]], DayFacts] = {}
        self.inside: dict[
            tuple[int, bool], list[Broken]
        ] = {}  # by identity of the day's facts, kept in `days`
        self.borders: dict[tuple[int, int], list[Broken]] = {}
        self.costs: dict[tuple[int, int], int] = {}  # of a day and its number, of a border

    def start_state(self) -> State:
        """Where everything stands now."""
        return tuple((v[0].day, minute_of(v[0].start), 0) for v in self.variants)

    def session(self, number: int, spot: Spot) -> Session:
        """The session on its spot; its id becomes its number while it is on the board."""
        day, minute, variant = spot
        base = self.variants[number][variant]
        return replace(base, id=str(number), day=day, start=time(*divmod(minute, 60)))

    def facts(self, state: State) -> list[DayFacts]:
        """The facts of the seven days."""
        found: list[DayFacts] = []
        for day in range(7):
            key = day, tuple((n, spot) for n, spot in enumerate(state) if spot[0] == day)
            if key not in self.days:
                self.days[key] = facts_of(self.session(n, spot) for n, spot in key[1])
            found.append(self.days[key])
        return found

    def broken(self, state: State) -> list[Broken]:
        """For each broken hard constraint the sessions of which at least one has to change (D-41 to D-45)."""
        days = self.facts(state)
        few_days = sum(d.trains_planned for d in days) <= EXCEPTION_MAX_DAYS
        found: list[Broken] = []
        for facts in days:
            key = id(facts), few_days
            if key not in self.inside:
                self.inside[key] = self._within(facts, few_days=few_days)
            found += self.inside[key]
        for first, second in pairwise((self.sunday, *days, self.monday)):
            border = id(first), id(second)
            if border not in self.borders:
                self.borders[border] = self._between(first, second)
            found += self.borders[border]
        longs = self.longs(state)
        return [*found, longs] if longs else found

    def longs(self, state: State) -> Broken:
        """The long sessions where there are too many (D-25); moving them doesn't help."""
        most = self.context.ceilings.long_max
        placed = ((n, self.variants[n][v]) for n, (day, _, v) in enumerate(state) if day != DROPPED_DAY)
        longs = frozenset(n for n, session in placed if is_long(session) and not is_fixed(session))
        return longs if most is not None and len(longs) > most else frozenset()

    def cost(self, state: State, athlete: Athlete) -> int:
        """What `rules.soft.cost` says of the week; days and borders seen before aren't counted again (D-50)."""
        days = self.facts(state)
        for day in (key for key in enumerate(days) if (id(key[1]), key[0]) not in self.costs):
            planned = [s for s in day[1].sessions if not is_fixed(s)]
            far = long_term(planned, day[0], athlete.long_session_days)
            self.costs[id(day[1]), day[0]] = far + _points(day_terms(day[1]))
        for pair in (pair for pair in pairwise(days) if (id(pair[0]), id(pair[1])) not in self.costs):
            self.costs[id(pair[0]), id(pair[1])] = _points(border_terms(*pair))
        found = sum(self.costs[id(facts), number] for number, facts in enumerate(days))
        found += sum(self.costs[id(a), id(b)] for a, b in pairwise(days))
        trains = training_flags(days, planned_only=self.planned_only)
        return found + _points(run_terms([d.hard > 0 for d in days], trains, most_days_in_row(athlete)))

    def crowded(self, state: State) -> list[Broken]:
        """If D-40 is broken: the sessions of each training day, one of which has to become free."""
        days = self.facts(state)
        flags = training_flags(days, planned_only=self.planned_only)
        if not rest_breaks(flags, self.run_before, self.run_after):
            return []
        return [_numbers(*d.strength, *d.cardio) for d in days if d.trains]

    def _within(self, facts: DayFacts, *, few_days: bool) -> list[Broken]:
        found = [_numbers(a, b) for _, _, a, b in day_clashes(facts, few_days=few_days)]
        planned = [s for s in (*facts.strength, *facts.cardio) if not is_fixed(s)]
        if planned and counted_minutes(facts, race=self.context.race) > self.cap_min:
            found.append(_numbers(*planned))
        found += [_numbers(s) for s in planned if self._is_endless(s)]
        if self.context.availability is not None:
            found += [_numbers(s) for s in planned if not self._has_window(s)]
        return found

    def _between(self, first: DayFacts, second: DayFacts) -> list[Broken]:
        clashes = border_clashes(first, second)
        if first is self.sunday:
            return [_numbers(b) for *_, b in clashes]
        if second is self.monday:
            return [_numbers(a) for _, _, a, _ in clashes]
        return [_numbers(a, b) for _, _, a, b in clashes]

    def _is_endless(self, session: Session) -> bool:
        """Too long for any day all by itself (D-42)."""
        return session.minutes > self.cap_min and not (self.context.race and is_long(session))

    def _has_window(self, session: Session) -> bool:
        begin = minute_of(session.start)
        windows = self.context.availability[session.day] if self.context.availability is not None else ()
        spans = [(minute_of(w.start), minute_of(w.start) + w.max_minutes) for w in windows]
        return any(first <= begin and begin + session.minutes <= last for first, last in spans)

    def spots(self, number: int, state: State) -> Iterator[Spot]:
        """Where else the session could stand: at times the week knows, right beside others, or well apart from them."""
        day, minute, variant = state[number]
        session = self.variants[number][variant]
        for other_day in range(7):
            there = [
                self.variants[n][v]
                if m == minute_of(self.variants[n][v].start)
                else self.session(n, (d, m, v))
                for n, (d, m, v) in enumerate(state)
                if d == other_day and n != number
            ]
            starts = [minute, *self.clocks, *(start for other in there for start in _beside(session, other))]
            if self.context.availability is not None:
                starts += [minute_of(w.start) for w in self.context.availability[other_day]]
            for start in dict.fromkeys(starts):
                end = start + session.minutes
                is_clear = all(end <= clock(o) or clock_end(o) <= start for o in there)
                is_daytime = start >= EARLIEST_MIN and end <= max(LATEST_MIN, minute + session.minutes)
                if is_clear and is_daytime and end <= DAY_MINUTES and (other_day, start) != (day, minute):
                    yield other_day, start, variant


def _beside(session: Session, other: Session) -> Iterator[int]:
    """Starts next to a session of the other kind: strength right before cardio, else at the widest gap there is."""
    if session.is_strength == other.is_strength:
        return
    begin, end = clock(other), clock_end(other)
    yield begin - session.minutes if session.is_strength else end
    after = (end + gap for gap in (FULL_GAP_MIN, SEPARATE_GAP_MIN))
    before = (begin - gap - session.minutes for gap in (FULL_GAP_MIN, SEPARATE_GAP_MIN))
    yield next((start for start in after if start + session.minutes <= LATEST_MIN), end)
    yield next((start for start in before if start >= EARLIEST_MIN), end)


def _points(terms: Iterable[tuple[str, int]]) -> int:
    return sum(points for _, points in terms)


def _numbers(*sessions: Session) -> Broken:
    return frozenset(int(s.id) for s in sessions if not is_fixed(s))
