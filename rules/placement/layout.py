"""A solved week before it is told: the option of each day, what it costs, and its sessions (D-51)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from rules.days import clock
from rules.placement.problem import Ground, Option, Problem, make_problem
from rules.placement.search import Search
from rules.remembering import remembered, remembered_of
from rules.sessions import Session, standing
from rules.soft import Terms, border_terms, run_terms, total_by_term
from rules.unit import Unit


@dataclass(frozen=True)  # without slots: it keeps its terms, as it is itself kept
class Layout:
    """The units that were placed and the option of each day, None where nothing of ours stands."""

    problem: Problem
    days: tuple[Option | None, ...]

    @cached_property
    def terms(self) -> tuple[tuple[str, int], ...]:
        """W1 to W14 of the layout, and W15 of what D-52 left out, summed by term."""
        return layout_terms(self)


@remembered(128)  # in half the weeks of a plan the same units meet the same days
def solve(ground: Ground, units: tuple[Unit, ...]) -> Layout | None:
    """The cheapest valid layout of these units, or None if there is none (D-51)."""
    problem = make_problem(ground, units)
    days = Search(problem).run()
    return None if days is None else Layout(problem, days)


def layout_terms(layout: Layout) -> tuple[tuple[str, int], ...]:
    """W1 to W14 of a layout, and W15 of what D-52 left out, summed by term."""
    ground = layout.problem.ground
    terms: Terms = []
    for option in layout.days:
        if option:
            terms += [*option.fit.terms, ("W11", option.off_long_day), ("W12", option.moved)]
    facts = [
        option.fit.facts if option else rest for option, rest in zip(layout.days, ground.rest, strict=True)
    ]
    for yesterday, today in pairwise(facts):
        terms += border_terms(yesterday, today)
    trains = [d.trains_planned if ground.planned_only else d.trains for d in facts]
    terms += run_terms([d.hard > 0 for d in facts], trains, ground.most_in_row)
    return total_by_term(terms)


@remembered_of(128)  # what is solved once is also told once
def layout_sessions(
    layout: Layout, fixed: tuple[Session, ...] = (), first_day: int = 0
) -> tuple[Session, ...]:
    """The week's sessions in order of time, numbered, what is fixed from `first_day` on among them (D-72)."""
    placed = [(d, s) for d, option in enumerate(layout.days) if option for s in option.fit.sessions]
    placed += [(s.day, s) for s in fixed if s.day >= first_day]
    placed.sort(key=lambda item: (item[0], clock(item[1]), not item[1].is_strength))
    return tuple(standing(session, str(number), day) for number, (day, session) in enumerate(placed, start=1))
