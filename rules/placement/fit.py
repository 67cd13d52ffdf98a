"""Fitting a unit to the windows of one day: which window, one session or two, and what it costs (D-52)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time

from rules.clashes import counted_minutes, day_clashes
from rules.constants import P
from rules.days import FULL_GAP_MIN, SEPARATE_GAP_MIN, DayFacts, facts_of
from rules.interference import HARD_TYPES
from rules.placement.shrink import STEP_MIN, Room, kept_levels, shrink
from rules.remembering import remembered
from rules.sessions import Session, SessionType
from rules.soft import Terms, day_terms
from rules.unit import Piece

ONE_SESSION = "one_session"
SPLIT = "split"
Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class DayFrame:
    """What a day offers: free windows as (minute of day, minutes) in order, what is fixed, what is forbidden."""

    windows: tuple[tuple[int, int], ...]
    fixed: tuple[Session, ...] = ()
    no_strength: bool = False
    no_heavy: bool = False


@dataclass(frozen=True, slots=True)
class FitRules:
    """The week-wide numbers of a fit: minutes a day (D-42), race plan, at most two training days (D-44)."""

    cap_minutes: int
    race: bool
    few_days: bool


@dataclass(frozen=True, slots=True)
class Fit:
    """A unit on a day: its sessions (day 0), the whole day's facts, its cost terms, what was cut or left out."""

    sessions: tuple[Session, ...]
    facts: DayFacts
    terms: tuple[tuple[str, int], ...]
    cuts: tuple[tuple[Piece, int], ...]  # (piece, minutes lost)
    dropped: tuple[Piece, ...]
    cost: int  # the sum of its terms: W1 to W5, W13, W14 and W15


@dataclass(frozen=True, slots=True)
class _Slot:
    """A piece with its start (minute of day) and its minutes."""

    piece: Piece
    start: int
    minutes: int


@remembered(1024)  # most pieces meet the same days again next week
def fit(whole: Pieces, frame: DayFrame, rules: FitRules) -> Fit | None:
    """A unit's pieces in the day's windows, or None where they can't stand (D-42, D-47, D-52).

    Without shrinking the earliest window that fits a unit with strength, the latest that fits cardio; otherwise the
    window that costs least. Two windows: one session or two, whichever is cheaper; one session on a tie.
    """
    if not frame.windows or _is_forbidden(whole, frame):
        return None
    cap = rules.cap_minutes - counted_minutes(facts_of(frame.fixed), race=False) if frame.fixed else None
    rules = rules if cap is None else FitRules(cap, rules.race, rules.few_days)
    for pieces in kept_levels(whole):
        together = _together(pieces, whole, frame, rules)
        options = [*([together] if together else []), *_splits(pieces, whole, frame, rules)]
        if options:
            return min(options, key=lambda f: f.cost)
    return None


def _is_forbidden(pieces: Pieces, frame: DayFrame) -> bool:
    if frame.no_strength and any(p.type.is_strength for p in pieces):
        return True
    return frame.no_heavy and any(p.heavy for p in pieces)


def _together(pieces: Pieces, whole: Pieces, frame: DayFrame, rules: FitRules) -> Fit | None:
    has_strength = any(p.type.is_strength for p in pieces)
    flag = ONE_SESSION if has_strength and any(p.type.is_cardio for p in pieces) else None
    best: Fit | None = None
    for start, minutes in frame.windows if has_strength else frame.windows[::-1]:
        sizes = shrink(pieces, Room(minutes, rules.cap_minutes), race=rules.race)
        if sizes is None:
            continue
        found = _checked(_in_a_row(pieces, sizes, start), flag, whole, frame, rules)
        if found and not found.cuts:
            return found
        if found and (best is None or found.cost < best.cost):
            best = found
    return best


def _in_a_row(pieces: Pieces, sizes: tuple[int, ...], start: int) -> tuple[_Slot, ...]:
    slots: list[_Slot] = []
    for piece, size in zip(pieces, sizes, strict=True):
        slots.append(_Slot(piece, start, size))
        start += size
    return tuple(slots)


def _splits(pieces: Pieces, whole: Pieces, frame: DayFrame, rules: FitRules) -> Iterator[Fit]:
    """Strength and cardio in two windows, at a full gap or else a partial one, strength first or cardio first."""
    if len(frame.windows) < 2 or len(pieces) != 2:
        return
    lift, run = pieces
    if not lift.type.is_strength or not run.type.is_cardio or run.type is SessionType.FINISH:
        return
    orders = [(lift, run)]
    if not (lift.heavy and run.type in HARD_TYPES):  # intense cardio just before heavy legs is never planned
        orders.append((run, lift))
    for order in orders:
        for gap in (FULL_GAP_MIN, SEPARATE_GAP_MIN):
            slots = _two_slots(order, frame, rules, gap)
            found = _checked(slots, SPLIT, whole, frame, rules) if slots else None
            if found:
                yield found


def _two_slots(order: tuple[Piece, Piece], frame: DayFrame, rules: FitRules, gap: int) -> tuple[_Slot, ...]:
    """The first piece opens its window; the second starts as early in its own as the gap allows, or not at all."""
    early, late = frame.windows[0], frame.windows[-1]
    sizes = shrink(order, Room(0, rules.cap_minutes, (early[1], late[1])), race=rules.race)
    if sizes is None:
        return ()
    start = max(late[0], early[0] + sizes[0] + gap)
    if start + sizes[1] > late[0] + late[1]:
        return ()
    return _Slot(order[0], early[0], sizes[0]), _Slot(order[1], start, sizes[1])


def _checked(
    slots: tuple[_Slot, ...], flag: str | None, whole: Pieces, frame: DayFrame, rules: FitRules
) -> Fit | None:
    sessions = tuple(_session(slot, flag) for slot in slots)
    facts = facts_of(frame.fixed + sessions)
    if day_clashes(facts, few_days=rules.few_days):
        return None
    pieces = [slot.piece for slot in slots]
    cuts = tuple((s.piece, s.piece.minutes - s.minutes) for s in slots if s.minutes < s.piece.minutes)
    dropped = tuple(p for p in whole if p not in pieces)
    terms: Terms = day_terms(facts)
    if cuts:
        terms.append(("W13", P.costs.w13_per5 * sum(-(-lost // STEP_MIN) for _, lost in cuts)))
    terms += [("W15", left_out_points(p)) for p in dropped]
    return Fit(sessions, facts, tuple(terms), cuts, dropped, sum(points for _, points in terms))


def left_out_points(piece: Piece) -> int:
    """W15 of a primer or a finisher that D-52 leaves out."""
    return P.costs.w15.primer if piece.type is SessionType.PRIMER else P.costs.w15.finisher


def _session(slot: _Slot, flag: str | None) -> Session:
    piece = slot.piece
    return Session(
        id="",
        day=0,
        start=time(*divmod(slot.start, 60)),
        minutes=slot.minutes,
        type=piece.type,
        mode=piece.mode,
        row=piece.row,
        heavy=piece.heavy,
        intervals=piece.intervals,
        flags=piece.flags | {flag} if flag else piece.flags,
    )
