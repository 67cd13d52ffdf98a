"""The same week for a general solver: OR-tools' CP-SAT on the options, clashes and costs of our problem (D-51)."""

from __future__ import annotations

from itertools import pairwise

from ortools.sat.python import cp_model

from rules.clashes import MOST_DAYS_IN_A_ROW, border_clashes
from rules.constants import P
from rules.days import DayFacts
from rules.placement.layout import Layout, layout_terms
from rules.placement.problem import Option, Problem
from rules.soft import LONGEST_HARD_RUN, border_terms

DAYS = range(7)


class Peer:
    """One model: a choice for every day, every unit once, costs of days, borders and runs."""

    def __init__(self, problem: Problem) -> None:
        self.problem, self.ground = problem, problem.ground
        self.model = cp_model.CpModel()
        self.costs: list[cp_model.LinearExprT] = []
        self.offers: list[list[Option | None]] = [[*problem.options[d], None] for d in DAYS]
        self.chosen = [
            [self.model.new_bool_var(f"{d}.{k}") for k in range(len(self.offers[d]))] for d in DAYS
        ]
        self._days()
        self._borders()
        self._runs()
        self.model.minimize(sum(self.costs))

    def solve(self) -> int | None:
        """The least cost, or None where no week is valid."""
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        status = solver.solve(self.model)
        return round(solver.objective_value) if status == cp_model.OPTIMAL else None

    def _facts(self, day: int, offer: Option | None) -> DayFacts:
        return offer.fit.facts if offer else self.ground.rest[day]

    def _days(self) -> None:
        for day in DAYS:
            self.model.add_exactly_one(self.chosen[day])
            pairs = zip(self.offers[day], self.chosen[day], strict=True)
            self.costs += [offer.cost * var for offer, var in pairs if offer and offer.cost]
        for unit in range(len(self.problem.units)):
            self.model.add_exactly_one(
                var
                for day in DAYS
                for offer, var in zip(self.offers[day], self.chosen[day], strict=True)
                if offer and offer.unit == unit
            )

    def _borders(self) -> None:
        for yesterday, today in pairwise(DAYS):
            for a, first in zip(self.offers[yesterday], self.chosen[yesterday], strict=True):
                for b, second in zip(self.offers[today], self.chosen[today], strict=True):
                    one, two = self._facts(yesterday, a), self._facts(today, b)
                    if list(border_clashes(one, two)):
                        self.model.add_bool_or(~first, ~second)
                    elif cost := sum(points for _, points in border_terms(one, two)):
                        self._costs_if_all([first, second], cost)
        for offer, var in zip(self.offers[0], self.chosen[0], strict=True):
            if list(border_clashes(self.ground.before, self._facts(0, offer))):
                self.model.add(var == 0)
        for offer, var in zip(self.offers[6], self.chosen[6], strict=True):
            if list(border_clashes(self._facts(6, offer), self.ground.after)):
                self.model.add(var == 0)

    def _runs(self) -> None:
        hard = [self._days_with(day, hard=True) for day in DAYS]
        trains = [self._days_with(day, hard=False) for day in DAYS]
        for flags, most, cost in (
            (hard, LONGEST_HARD_RUN, P.costs.w9),
            (trains, self.ground.most_in_row, P.costs.w10),
        ):
            for last in range(most, 7):
                self._costs_if_all(flags[last - most : last + 1], cost)
        opening = max(0, MOST_DAYS_IN_A_ROW - self.ground.run_before)
        closing = max(0, MOST_DAYS_IN_A_ROW - self.ground.run_after)
        if opening < 7:
            self.model.add_bool_or(~var for var in trains[: opening + 1])
        if self.ground.run_after and closing < 7:
            self.model.add_bool_or(~var for var in trains[6 - closing :])

    def _days_with(self, day: int, *, hard: bool) -> cp_model.IntVar:
        marked = self.model.new_bool_var(f"{'hard' if hard else 'trains'}{day}")
        found = [
            var
            for offer, var in zip(self.offers[day], self.chosen[day], strict=True)
            if self._is_marked(self._facts(day, offer), hard=hard)
        ]
        self.model.add(sum(found) == marked)
        return marked

    def _is_marked(self, facts: DayFacts, *, hard: bool) -> bool:
        if hard:
            return facts.hard > 0
        return facts.trains_planned if self.ground.planned_only else facts.trains

    def _costs_if_all(self, variables: list[cp_model.IntVar], cost: int) -> None:
        together = self.model.new_bool_var("")
        self.model.add(together >= sum(variables) - len(variables) + 1)
        self.costs.append(cost * together)


def cost_of(layout: Layout | None) -> int | None:
    """What our search's week costs, as the peer counts it."""
    return None if layout is None else sum(points for _, points in layout_terms(layout))
