"""The exact search of D-51: the cheapest valid week by branch and bound over the days.

Cost and tie-breaks are one whole number, so that comparing weeks is comparing numbers. From high to low: cost; sum of
distances from the template days; the days used, earliest first; the units in the order in which they stand.
"""

from __future__ import annotations

from typing import NamedTuple

from rules.clashes import MOST_DAYS_IN_A_ROW, border_clashes
from rules.constants import P
from rules.days import DayFacts
from rules.placement.problem import Option, Problem
from rules.remembering import remembered
from rules.soft import LONGEST_HARD_RUN, border_terms

DAYS = 7
ORDER_BASE = 8  # more than the units of a week
REST_UNIT: int = ORDER_BASE**DAYS
DISTANCE_UNIT: int = REST_UNIT << DAYS
COST_UNIT: int = DISTANCE_UNIT << 6  # distances sum up to at most 42
NEVER: int = COST_UNIT << 20
REST = -1


class _Choice(NamedTuple):
    """An option with its own key and what its day's facts come to, or rest; they sort by key, then unit."""

    key: int
    unit: int
    kind: int
    trains: bool
    hard: bool


class Search:
    """One run over a problem; `ignored` are hard rules left out, to find out which ones conflict (D-55)."""

    def __init__(self, problem: Problem, ignored: frozenset[str] = frozenset()) -> None:
        self.problem = problem
        self.ignored = ignored
        self.count = len(problem.units)
        self.full = (1 << self.count) - 1
        self.kinds: list[DayFacts] = [problem.ground.before, problem.ground.after]
        self.marks: dict[int, tuple[int, bool, bool]] = {}  # by identity: days that offer the same share fits
        self.choices = [self._choices(day) for day in range(DAYS)]
        self.least = self._least_keys()
        self.best = NEVER
        self.best_days: tuple[int, ...] = ()
        self.days: list[int] = [REST] * DAYS
        self.borders: dict[tuple[int, int], int] = {}
        self.bounds: dict[tuple[int, int], int] = {}
        self.seen: dict[tuple[int, int, int, int, int], int] = {}

    def _marks(self, facts: DayFacts) -> tuple[int, bool, bool]:
        """The number of a day's facts, whether the day trains, whether it is hard."""
        known = self.marks.get(id(facts))
        if known is None:
            trains = facts.trains_planned if self.problem.ground.planned_only else facts.trains
            known = self.marks[id(facts)] = len(self.kinds), trains, facts.hard > 0
            self.kinds.append(facts)
        return known

    def _choices(self, day: int) -> list[_Choice]:
        choices = [
            _Choice(o.cost * COST_UNIT + o.distance * DISTANCE_UNIT, o.unit, *self._marks(o.fit.facts))
            for o in self.problem.options[day]
        ]
        choices.sort()
        choices.append(
            _Choice(REST_UNIT << (DAYS - 1 - day), REST, *self._marks(self.problem.ground.rest[day]))
        )
        return choices

    def _least_keys(self) -> list[list[int]]:
        """For each day the least key of each unit from that day on."""
        least = [[NEVER] * self.count for _ in range(DAYS + 1)]
        for day in reversed(range(DAYS)):
            least[day] = list(least[day + 1])
            for choice in self.choices[day]:
                if choice.unit != REST and choice.key < least[day][choice.unit]:
                    least[day][choice.unit] = choice.key
        return least

    def run(self) -> tuple[Option | None, ...] | None:
        """The option of each day (None: rest) of the cheapest valid week, or None if there is none."""
        self._walk(0, 0, 0, 0, 0, 0)
        if self.best == NEVER:
            return None
        by_day = [{o.unit: o for o in options} for options in self.problem.options]
        return tuple(None if unit == REST else by_day[d][unit] for d, unit in enumerate(self.best_days))

    def _walk(self, day: int, mask: int, kind: int, run: int, hard_run: int, key: int) -> None:
        state = (day, mask, kind, run, hard_run)
        if key >= self.seen.get(state, NEVER):
            return
        self.seen[state] = key
        if day == DAYS:
            self._finish(mask, kind, run, key)
            return
        place = ORDER_BASE ** max(0, self.count - 1 - mask.bit_count())
        for own_key, unit, kind_here, trains, hard in self.choices[day]:
            bit = 0 if unit == REST else 1 << unit
            if mask & bit:
                continue
            step = self._border(kind, kind_here)
            next_run = run + 1 if trains else 0
            if step >= NEVER or self._breaks_rest(day, next_run):
                continue
            next_hard = hard_run + 1 if hard else 0
            step += own_key + self._run_key(next_run, next_hard)
            if bit:
                step += unit * place
            if key + step + self._bound(day + 1, mask | bit) < self.best:
                self.days[day] = unit
                self._walk(day + 1, mask | bit, kind_here, next_run, next_hard, key + step)

    def _bound(self, day: int, mask: int) -> int:
        """A lower bound on the key still to come."""
        known = self.bounds.get((day, mask))
        if known is None:
            least = self.least[day]
            left = [least[unit] for unit in range(self.count) if not mask >> unit & 1]
            known = sum(left) if len(left) <= DAYS - day else NEVER
            self.bounds[day, mask] = known
        return known

    def _border(self, yesterday: int, today: int) -> int:
        """Key of W6 to W8 between two days, NEVER where they clash; the week before only binds."""
        known = self.borders.get((yesterday, today))
        if known is None:
            first, second = self.kinds[yesterday], self.kinds[today]
            rules, cost = _between(first, second)
            clashes = bool(rules) and not self.ignored.issuperset(rules)
            known = NEVER if clashes else 0 if yesterday == 0 else cost * COST_UNIT
            self.borders[yesterday, today] = known
        return known

    def _breaks_rest(self, day: int, run: int) -> bool:
        if "D-40" in self.ignored:
            return False
        is_opening = run == day + 1
        return is_opening and run + self.problem.ground.run_before > MOST_DAYS_IN_A_ROW

    def _run_key(self, run: int, hard_run: int) -> int:
        cost = P.costs.w10 if run > self.problem.ground.most_in_row else 0
        cost += P.costs.w9 if hard_run > LONGEST_HARD_RUN else 0
        return cost * COST_UNIT

    def _finish(self, mask: int, kind: int, run: int, key: int) -> None:
        joins = run > 0 and run + self.problem.ground.run_after > MOST_DAYS_IN_A_ROW
        if mask != self.full or (joins and "D-40" not in self.ignored):
            return
        if self._border(kind, 1) >= NEVER:
            return
        self.best = key
        self.best_days = tuple(self.days)


@remembered(2048)  # the weeks of a plan set the same days beside each other
def _between(yesterday: DayFacts, today: DayFacts) -> tuple[tuple[str, ...], int]:
    """The rules by which two days in a row clash, and what they cost if not (W6 to W8)."""
    rules = tuple(rule for rule, *_ in border_clashes(yesterday, today))
    return rules, sum(points for _, points in border_terms(yesterday, today))
