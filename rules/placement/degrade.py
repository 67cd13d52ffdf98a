"""What gives way when no week is valid, step by step and no more than needed, and which rules conflict (D-55).

Note codes, each with `conflict` (rule ids of the hard constraints that left no valid week, joined by ", "):
`degrade.fallback`; `degrade.moderate` (template_day, type); `degrade.ease` (minutes, type); `degrade.drop_active`,
`degrade.drop_primer` (template_day); `degrade.merge_easy` (host, minutes);
`degrade.drop_easy` (minutes); `degrade.fewer_days` (days); `degrade.drop_unit` (types).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rules.errors import NoPlacement
from rules.interference import HARD_TYPES
from rules.placement.layout import Layout, solve
from rules.placement.losses import worth_of_units
from rules.placement.problem import Ground, make_problem, survey
from rules.placement.search import Search
from rules.placement.shrink import is_long_piece
from rules.placement.yielding import Step, Units, drop_beside, drop_unit, steps_of
from rules.plan import Degradation, PhaseName
from rules.sessions import Note, SessionType, note
from rules.unit import Piece, PlacementRequest, Unit

BORDER_RULES = ("D-40", "D-43", "D-44", "D-45")
EVENT_RULE = "D-47"
FIT_RULE = "D-42"
CORE_STRENGTH = frozenset({SessionType.LOWER, SessionType.UPPER, SessionType.FULL})
ENDURANCE_PHASES = frozenset({PhaseName.B3, PhaseName.SHARPEN, PhaseName.TAPER})


@dataclass(frozen=True, slots=True)
class Degraded:
    """A layout that became possible, and the steps it took."""

    layout: Layout
    steps: tuple[Degradation, ...]


def degrade(request: PlacementRequest, ground: Ground) -> Degraded:
    """The first valid week on the way down D-55; refuses with NoPlacement when nothing at all can be placed.

    Steps are added in their order until a week is valid; then every step that turns out not to have been needed is
    taken back, the harshest first, so that nothing gives way for nothing.
    """
    conflict = conflicts(request, ground)
    start: list[Degradation] = []
    units = request.units
    if request.fallback_units:
        units = request.fallback_units
        start.append(_told(1, note("degrade.fallback"), conflict))
    found = _descend(ground, units, tuple(steps_of(request, units)), conflict)
    if found and found.layout.problem.units:
        return Degraded(found.layout, (*start, *found.steps))
    return _fewer_days(request, ground, conflict) or _last_resort(request, ground, conflict)


def _fewer_days(request: PlacementRequest, ground: Ground, conflict: str) -> Degraded | None:
    """Step 7: the skeleton of one day less, and again."""
    if request.fewer_days is None:
        return None
    for days in range(len(request.units) - 1, 0, -1):
        units = request.fewer_days(days)
        found = _descend(ground, units, tuple(steps_of(request, units)), conflict)
        if found and found.layout.problem.units:
            told = _told(7, note("degrade.fewer_days", days=days), conflict)
            return Degraded(found.layout, (told, *found.steps))
    return None


def _last_resort(request: PlacementRequest, ground: Ground, conflict: str) -> Degraded:
    """One side of a unit with two goes, then whole units, the protected set of the phase last."""
    units = request.units
    order = sacrifice_order(request, units)
    roles = protected_roles(request, units)
    sides = (drop_beside(units, i, lifts=roles.get(i) == "fast") for i in order)
    drops = (drop_unit(units, i) for i in order)
    steps = (*steps_of(request, units), *(side for side in sides if side), *drops)
    found = _descend(ground, units, steps, conflict)
    if found is None or not found.layout.problem.units:
        raise NoPlacement(tuple(conflict.split(", ")), tuple(step.told.code for step in steps))
    return found


def _descend(
    ground: Ground, units: tuple[Unit, ...], steps: Sequence[Step], conflict: str
) -> Degraded | None:
    """The fewest first steps after which a week is valid (each step only ever frees), without the needless ones."""
    low, high = 0, len(steps)
    if _after(ground, units, steps) is None:
        return None
    while low < high:
        middle = (low + high) // 2
        if _after(ground, units, steps[:middle]) is None:
            low = middle + 1
        else:
            high = middle
    kept = list(steps[:low])
    for step in reversed(steps[:low]):
        fewer = [s for s in kept if s is not step]
        if _after(ground, units, fewer) is not None:
            kept = fewer
    layout = _after(ground, units, kept)
    assert layout is not None
    return Degraded(layout, tuple(_told(s.number, s.told, conflict) for s in kept))


def _after(ground: Ground, units: tuple[Unit, ...], steps: Sequence[Step]) -> Layout | None:
    changed: Units = units
    for step in steps:
        changed = step.apply(changed)
    return solve(ground, tuple(u for u in changed if u is not None))


def _told(number: int, told: Note, conflict: str) -> Degradation:
    reason = note(told.code, conflict=conflict, **dict(told.values))
    return Degradation(told.code.removeprefix("degrade."), reason, f"D-55.{number}")


def conflicts(request: PlacementRequest, ground: Ground) -> str:
    """Ids of hard constraints without which the units could be placed, as few as possible, joined by ", ".

    D-42 alone where the units fit no day and no window even without the others.
    """
    rules = list(BORDER_RULES)
    problems = {False: make_problem(ground, request.units)}
    if request.no_strength_days or request.no_heavy_days:
        rules.append(EVENT_RULE)
        free = survey(replace(request, no_strength_days=frozenset(), no_heavy_days=frozenset()))
        problems[True] = make_problem(free, request.units)

    def is_possible(without: list[str]) -> bool:
        return Search(problems[EVENT_RULE in without], frozenset(without)).run() is not None

    if not is_possible(rules):
        return FIT_RULE
    for rule in reversed(list(rules)):
        fewer = [r for r in rules if r != rule]
        if is_possible(fewer):
            rules = fewer
    return ", ".join(rules)


def sacrifice_order(request: PlacementRequest, units: tuple[Unit, ...]) -> list[int]:
    """Units in the order in which they go: what is worth least first, the protected set of D-55 last."""
    protected = list(protected_roles(request, units))
    others = [i for i in range(len(units)) if i not in protected]
    others.sort(key=lambda i: (worth_of_units([units[i]], race=request.race), -i))
    return others + protected[::-1]


def protected_roles(request: PlacementRequest, units: tuple[Unit, ...]) -> dict[int, str]:
    """The units of the phase's protected set, in its order, each with what it is protected for (D-55)."""
    roles: dict[int, str] = {}
    for wanted in _protected_kinds(request):
        holding = [i for i, u in enumerate(units) if i not in roles and _holds(u, wanted)]
        if holding:
            roles[min(holding, key=lambda i: (_is_side_strength(units[i]), i))] = wanted
    return roles


def _is_side_strength(unit: Unit) -> bool:
    """Strength, but not lower, upper or full body: protected only where nothing better is there."""
    return not any(p.type in CORE_STRENGTH for p in unit.pieces)


def _protected_kinds(request: PlacementRequest) -> tuple[str, ...]:
    if request.race or request.phase in ENDURANCE_PHASES:
        return "long", "strength", "fast"
    if request.phase is PhaseName.B2:
        return "strength", "strength", "fast", "steady"
    return "strength", "strength", "fast"


def _holds(unit: Unit, wanted: str) -> bool:
    def is_wanted(piece: Piece) -> bool:
        if wanted == "long":
            return is_long_piece(piece)
        if wanted == "fast":
            return piece.type in HARD_TYPES
        if wanted == "steady":
            return piece.type in {SessionType.EASY, SessionType.LONG}
        return piece.type.is_strength and piece.type is not SessionType.PRIMER

    return any(is_wanted(p) for p in unit.pieces)
