"""A second placement, written from the specification alone: every assignment, every pair of sessions, no pruning.

It shares nothing with rules.placement but the value types. Slow on purpose: being right is all it is for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import permutations

from rules.unit import Piece, PlacementRequest, Unit
from tests.rules.placement.brute_week import Thing, breaks_hard_rule, pair_of_same_day, week_cost

CAP = {"novice": 75}
STRENGTH = "S_"


@dataclass(frozen=True)
class Stand:
    """A unit standing on a day: its things, W13 and W15."""

    things: tuple[Thing, ...]
    lost: int
    is_cut: bool


@dataclass(frozen=True)
class Found:
    """The cheapest week: its cost, how far units moved, where they stand."""

    cost: int
    distance: int
    days: tuple[int, ...]
    things: tuple[Thing, ...]


def brute_place(request: PlacementRequest) -> Found | None:
    """Try every assignment of units to days and keep the best by cost, distance, days, order."""
    fixed = fixed_things(request)
    stands = {
        (i, day): stand(unit, day, request, fixed) for i, unit in enumerate(request.units) for day in range(7)
    }
    is_template_free = all(windows_of(request, u.template_day, fixed) for u in request.units)
    best: tuple[tuple[int, int, tuple[int, ...], tuple[int, ...]], Found] | None = None
    for days in permutations(range(7), len(request.units)):
        chosen = [stands[i, day] for i, day in enumerate(days)]
        placed = [s for s in chosen if s is not None]
        if len(placed) < len(chosen):
            continue
        things = tuple(sorted((t for s in placed for t in s.things), key=lambda t: (t.begin, t.is_cardio)))
        if breaks_hard_rule(request, [*things, *fixed]):
            continue
        moved = sum(d != u.template_day for u, d in zip(request.units, days, strict=True))
        cost = week_cost(request, [*things, *fixed]) + sum(s.lost for s in placed)
        cost += 4 * moved if is_template_free else 0
        distance = sum(abs(d - u.template_day) for u, d in zip(request.units, days, strict=True))
        order = tuple(days.index(d) for d in sorted(days))
        key = (cost, distance, tuple(sorted(days)), order)
        if best is None or key < best[0]:
            best = key, Found(cost, distance, days, things)
    return best[1] if best else None


def fixed_things(request: PlacementRequest) -> list[Thing]:
    """What is fixed, read as cardio by section Q."""
    found = []
    for f in request.fixed:
        if f.day in request.blocked_days:
            continue
        kind = "C_HIIT" if f.rpe >= 8 else "C_TEMPO" if f.rpe >= 6 else "C_EASY"
        mode = {"team_sport": "run", "commute_bike": "bike"}.get(f.kind, "mixed")
        begin = f.day * 1440 + f.start.hour * 60 + f.start.minute
        n = f.minutes // 4 if kind == "C_HIIT" else None
        found.append(Thing(begin, f.minutes, kind, mode, False, n, False, True))
    return found


def windows_of(request: PlacementRequest, day: int, fixed: list[Thing]) -> list[tuple[int, int]]:
    """Free windows of a day as absolute (begin, minutes), none of them touched by something fixed."""
    if day < request.first_day or day in request.blocked_days:
        return []
    found = []
    for w in request.availability[day]:
        clock = w.start.hour * 60 + w.start.minute
        begin, minutes = day * 1440 + clock, min(w.max_minutes, 1440 - clock)
        if not any(f.begin < begin + minutes and begin < f.end for f in fixed):
            found.append((begin, minutes))
    return sorted(found)


def stand(unit: Unit, day: int, request: PlacementRequest, fixed: list[Thing]) -> Stand | None:
    """D-52 for one unit on one day."""
    windows = windows_of(request, day, fixed)
    if day in request.no_strength_days and any(p.type.value.startswith(STRENGTH) for p in unit.pieces):
        return None
    if day in request.no_heavy_days and any(p.heavy for p in unit.pieces):
        return None
    here = [f for f in fixed if f.day == day]
    left: list[Piece] = list(unit.pieces)
    for gone in ("", "S_PRIMER", "C_FINISH"):
        kept = [p for p in left if p.type.value != gone]
        left = kept or left
        found = best_stand(left, unit, windows, request, here)
        if found:
            return found
    return None


def best_stand(
    pieces: list[Piece],
    unit: Unit,
    windows: list[tuple[int, int]],
    request: PlacementRequest,
    here: list[Thing],
) -> Stand | None:
    """One session or two, whichever is cheaper; one session on a tie, then strength first, then the longer gap."""

    def cost(found: Stand) -> int:
        things = [*found.things, *here]
        return found.lost + sum(pair_of_same_day(a, b) for a in things for b in things) + late(found.things)

    lifts = any(p.type.value.startswith(STRENGTH) for p in pieces)
    wholes = []
    for window in windows if lifts else windows[::-1]:
        found = as_one(pieces, unit, window, request, here)
        if found:
            wholes.append(found)
    uncut = [w for w in wholes if not w.is_cut]
    options = uncut[:1] or ([min(wholes, key=cost)] if wholes else [])
    options += list(as_two(pieces, unit, windows, request, here))
    return min(options, key=cost) if options else None


def late(things: tuple[Thing, ...]) -> int:
    """W14."""
    return sum(2 for t in things if t.kind == "C_HIIT" and t.begin % 1440 > 20 * 60 + 30)


def as_one(
    pieces: list[Piece], unit: Unit, window: tuple[int, int], request: PlacementRequest, here: list[Thing]
) -> Stand | None:
    """All pieces in a row from the window's start."""
    sizes = squeezed(pieces, window[1], None, request, here)
    if sizes is None:
        return None
    begins = [window[0] + sum(sizes[:i]) for i in range(len(sizes))]
    return checked(pieces, begins, sizes, unit, request, here)


def as_two(
    pieces: list[Piece],
    unit: Unit,
    windows: list[tuple[int, int]],
    request: PlacementRequest,
    here: list[Thing],
) -> Iterator[Stand]:
    """Strength and cardio in two windows: first at the window's start, second as soon as the gap allows."""
    kinds = [p.type.value for p in pieces]
    if len(windows) < 2 or len(pieces) != 2 or kinds[1] == "C_FINISH":
        return
    if not (kinds[0].startswith(STRENGTH) and kinds[1].startswith("C_")):
        return
    intense_last = kinds[1] in ("C_HIIT", "C_TEMPO")
    for lift_first in (True, False):
        if not lift_first and pieces[0].heavy and intense_last:
            continue
        order = pieces if lift_first else pieces[::-1]
        for gap in (360, 180):
            sizes = squeezed(order, 0, (windows[0][1], windows[1][1]), request, here)
            if sizes is None:
                continue
            second = max(windows[1][0], windows[0][0] + sizes[0] + gap)
            if second + sizes[1] <= sum(windows[1]):
                found = checked(order, [windows[0][0], second], sizes, unit, request, here)
                if found:
                    yield found


def squeezed(
    pieces: list[Piece],
    minutes: int,
    each: tuple[int, int] | None,
    request: PlacementRequest,
    here: list[Thing],
) -> list[int] | None:
    """Sizes after taking minutes away one step at a time until everything fits, or None."""
    cap = CAP.get(request.s_level.value, 120) - sum(f.minutes for f in here if f.minutes >= 20)
    sizes = [p.minutes for p in pieces]
    for i, p in enumerate(pieces):
        room = each[i] if each else minutes
        if p.type.value == "C_HIIT" and not p.compressed and room < 24:
            sizes[i] -= 4

    def exempt(i: int) -> bool:
        return request.race and (pieces[i].type.value == "C_LONG" or "long" in pieces[i].flags)

    def over(i: int) -> bool:
        too_long = sizes[i] > each[i] if each else sum(sizes) > minutes
        counted = sum(s for k, s in enumerate(sizes) if not exempt(k))
        return too_long or (not exempt(i) and counted > cap)

    def step(i: int) -> int:
        p = pieces[i]
        if p.type.value == "C_FINISH":
            return max(0, sizes[i] - max(15, p.min_minutes))
        fine = p.type.value == "C_LONG" or "long" in p.flags
        return max(0, min(1 if fine else 5, sizes[i] - p.min_minutes))

    for group in (("C_FINISH",), (STRENGTH,), ("C_EASY", "C_LONG", "R_ACTIVE")):
        for i, p in enumerate(pieces):
            while p.type.value.startswith(group) and over(i) and step(i):
                sizes[i] -= step(i)
    return None if any(over(i) for i in range(len(pieces))) else sizes


def checked(
    pieces: list[Piece],
    begins: list[int],
    sizes: list[int],
    unit: Unit,
    request: PlacementRequest,
    here: list[Thing],
) -> Stand | None:
    """The stand if nothing on its own day clashes."""
    things = tuple(
        Thing(
            b,
            s,
            p.type.value,
            p.mode.value if p.mode else "",
            p.heavy,
            p.intervals,
            p.type.value == "C_LONG" or "long" in p.flags,
            False,
        )
        for p, b, s in zip(pieces, begins, sizes, strict=True)
    )
    day_only = replace(request, before=(), after=(), fixed=(), availability=request.availability)
    if breaks_hard_rule(day_only, [*things, *here], one_day=True):
        return None
    lost = sum(-(-(p.minutes - s) // 5) for p, s in zip(pieces, sizes, strict=True))
    dropped = [p.type.value for p in unit.pieces if p not in pieces]
    lost += sum({"S_PRIMER": 12, "C_FINISH": 10}[kind] for kind in dropped)
    return Stand(things, lost, any(s < p.minutes for p, s in zip(pieces, sizes, strict=True)))
