"""The door of the placement room: the cheapest valid week for a week's units (D-40 to D-55, D-72).

Note codes of the degradations it returns:
`degrade.shorten` (day, from_minutes, to_minutes, type), `degrade.left_out` (day, type), and those of
rules.placement.degrade.
"""

from __future__ import annotations

from rules.placement.degrade import Degraded, degrade
from rules.placement.layout import Layout, layout_sessions, solve
from rules.placement.losses import worth_of_units
from rules.placement.problem import survey
from rules.plan import Degradation
from rules.sessions import note
from rules.soft import total_by_term
from rules.unit import Placement, PlacementRequest


def place(request: PlacementRequest) -> Placement:
    """The cheapest valid week (D-51), degraded step by step where none is valid (D-55).

    The result holds the fixed sessions too (flag `fixed`), except on blocked days and before `first_day`. Ids count
    in order of time. Its cost is W1 to W15. Refuses with NoPlacement, naming the rules in conflict and the steps.
    """
    ground = survey(request)
    layout = solve(ground, request.units)
    return _told(request, degrade(request, ground) if layout is None else Degraded(layout, ()))


def _told(request: PlacementRequest, result: Degraded) -> Placement:
    layout = result.layout
    before = worth_of_units(request.units, race=request.race)
    lost = max(0, before - worth_of_units(layout.problem.units, race=request.race))
    terms = total_by_term([*layout.terms, ("W15", lost)])
    return Placement(
        sessions=layout_sessions(request, layout),
        cost=sum(points for _, points in terms),
        terms=terms,
        degradations=result.steps + _fit_steps(layout),
    )


def _fit_steps(layout: Layout) -> tuple[Degradation, ...]:
    """What D-52 shortened or left out, day by day."""
    steps: list[Degradation] = []
    for day, option in enumerate(layout.days):
        if option is None:
            continue
        for piece, lost in option.fit.cuts:
            reason = note(
                "degrade.shorten",
                day=day,
                type=piece.type.value,
                from_minutes=piece.minutes,
                to_minutes=piece.minutes - lost,
            )
            steps.append(Degradation("shorten", reason, "D-52"))
        for piece in option.fit.dropped:
            reason = note("degrade.left_out", day=day, type=piece.type.value)
            steps.append(Degradation("left_out", reason, "D-52"))
    return tuple(steps)
