"""The door of the placement room: the cheapest valid week for a week's units (D-40 to D-55, D-72).

Note codes of the degradations it returns: `degrade.shorten` and `degrade.shorten_day` (day, type, from_minutes,
to_minutes), `degrade.left_out` and `degrade.left_out_day` (day, type), each with the minutes of the window or of the
day (`most`); `degrade.fixed` (type); and those of rules.placement.degrade.
"""

from __future__ import annotations

from collections.abc import Iterator

from rules.clashes import counted_minutes
from rules.days import facts_of
from rules.placement.degrade import Degraded, degrade
from rules.placement.fit import SPLIT, DayFrame, Fit
from rules.placement.layout import Layout, layout_sessions, solve
from rules.placement.losses import worth_of_units
from rules.placement.problem import fixed_sessions, survey
from rules.plan import Degradation
from rules.sessions import note
from rules.soft import total_by_term
from rules.unit import Piece, Placement, PlacementRequest


def place(request: PlacementRequest) -> Placement:
    """The cheapest valid week (D-51), degraded step by step where none is valid (D-55).

    The result holds the fixed sessions too (flag `fixed`), except on blocked days and before `first_day`. Ids are
    numbers in order of time. Its cost is W1 to W15. Refuses with NoPlacement, naming the rules in conflict and the
    steps.
    """
    ground = survey(request)
    layout = solve(ground, request.units)
    return _told(request, degrade(request, ground) if layout is None else Degraded(layout, ()))


def _told(request: PlacementRequest, result: Degraded) -> Placement:
    layout = result.layout
    terms = layout.terms
    if layout.problem.units is not request.units:
        before = worth_of_units(request.units, race=request.race)
        lost = max(0, before - worth_of_units(layout.problem.units, race=request.race))
        terms = total_by_term([*terms, ("W15", lost)])
    return Placement(
        sessions=layout_sessions(layout, fixed_sessions(request), request.first_day),
        cost=sum(points for _, points in terms),
        terms=terms,
        degradations=(*result.steps, *_fit_steps(layout)),
    )


def _fit_steps(layout: Layout) -> Iterator[Degradation]:
    """What D-52 shortened or left out, day by day, and whether time or the day's own limit asked for it (D-42)."""
    ground = layout.problem.ground
    for day, option in enumerate(layout.days):
        if option is None or not (option.fit.cuts or option.fit.dropped):
            continue
        fit, frame = option.fit, ground.frames[day]
        cap = ground.cap_minutes - counted_minutes(facts_of(frame.fixed), race=False)
        if _is_day_too_short(fit, frame, cap):
            yield from (_shorter("degrade.shorten_day", "D-42", day, *cut, cap) for cut in fit.cuts)
            yield from (_left_out("degrade.left_out_day", "D-42", day, p, cap) for p in fit.dropped)
            continue
        for piece, lost in fit.cuts:
            yield _shorter("degrade.shorten", "D-52", day, piece, lost, _window(fit, frame, piece))
        for piece in fit.dropped:
            if _whole(fit) <= min(cap, _longest(frame)):  # there was time, but not beside what is fixed
                yield Degradation("fixed", note("degrade.fixed", type=piece.type.value), "D-72")
            else:
                yield _left_out("degrade.left_out", "D-52", day, piece, _longest(frame))


def _shorter(code: str, rule_id: str, day: int, piece: Piece, lost: int, most: int) -> Degradation:
    to_minutes = piece.minutes - lost
    kind = piece.type.value
    told = note(code, day=day, type=kind, from_minutes=piece.minutes, to_minutes=to_minutes, most=most)
    return Degradation("shorten", told, rule_id)


def _left_out(code: str, rule_id: str, day: int, piece: Piece, most: int) -> Degradation:
    return Degradation("left_out", note(code, day=day, type=piece.type.value, most=most), rule_id)


def _is_day_too_short(fit: Fit, frame: DayFrame, cap: int) -> bool:
    """Whether the minutes of a day were the limit, not the athlete's time."""
    is_split = any(SPLIT in s.flags for s in fit.sessions)
    return _whole(fit) > cap and (is_split or cap < _longest(frame))


def _whole(fit: Fit) -> int:
    """Minutes of the unit before anything was taken from it."""
    lost = sum(minutes for _, minutes in fit.cuts) + sum(p.minutes for p in fit.dropped)
    return sum(s.minutes for s in fit.sessions) + lost


def _longest(frame: DayFrame) -> int:
    return max(minutes for _, minutes in frame.windows)


def _window(fit: Fit, frame: DayFrame, piece: Piece) -> int:
    """Minutes of the window in which the piece came to stand."""
    start = next(s.start_minute for s in fit.sessions if s.type is piece.type)
    return next(minutes for begin, minutes in frame.windows if begin <= start < begin + minutes)
