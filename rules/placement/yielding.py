"""The single steps of D-55: what one unit of a week gives up so that the week becomes possible.

A week under degradation is a tuple of units in which None marks a unit that is gone, so that numbers stay put.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from rules.athlete import Mode
from rules.constants import P
from rules.interference import HARD_TYPES
from rules.placement.shrink import is_long_piece
from rules.plan import PhaseName
from rules.sessions import Note, Row, SessionType, note
from rules.unit import Piece, PlacementRequest, Unit

Units = tuple[Unit | None, ...]
MODERATED = "moderated"
EASY_MAX_MIN = 30
IMPACT_MODES = frozenset({Mode.RUN, Mode.MIXED})
HOST_ORDER = (SessionType.UPPER, SessionType.FULL, SessionType.CIRCUIT, SessionType.LOWER, SessionType.POWER)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of D-55: its number there, the note that tells it, and what it does to the units."""

    number: int
    told: Note
    apply: Callable[[Units], Units]


def steps_of(request: PlacementRequest, units: tuple[Unit, ...]) -> Iterator[Step]:
    """Steps 1 to 6 in their order, each for one unit, the last unit first; step 3 is step 2 for what is left.

    Where D-30 names a fallback the caller applies it as step 1. A primer stands in the way only on a day without
    strength, a finisher never: D-52 leaves them out wherever they don't fit the day.
    """
    heavy = [i for i, u in enumerate(units) if any(p.heavy for p in u.pieces)]
    fast = [i for i, u in enumerate(units) if any(p.type in HARD_TYPES for p in u.pieces)]
    yield from (_moderate(units, i, 1) for i in reversed(heavy[1:]))
    yield from (_ease(units, i) for i in reversed(fast))
    yield from (_moderate(units, i, 2) for i in heavy[:1])
    yield from _drop_pieces(units, SessionType.ACTIVE, "degrade.drop_active")
    if request.no_strength_days:
        yield from _drop_pieces(units, SessionType.PRIMER, "degrade.drop_primer")
    easy = [i for i, u in enumerate(units) if _is_lone_easy(u)]
    yield from _merges(units, easy)
    yield from (_drop_easy(units, i) for i in reversed(_not_protected(request.phase, units, easy)))


def _change_unit(index: int, change: Callable[[Unit], Unit | None]) -> Callable[[Units], Units]:
    def apply(units: Units) -> Units:
        unit = units[index]
        return units if unit is None else (*units[:index], change(unit), *units[index + 1 :])

    return apply


def _change_pieces(index: int, change: Callable[[Piece], Piece | None]) -> Callable[[Units], Units]:
    def changed(unit: Unit) -> Unit | None:
        pieces = tuple(kept for p in unit.pieces if (kept := change(p)) is not None)
        return replace(unit, pieces=pieces) if pieces else None

    return _change_unit(index, changed)


def _moderate(units: tuple[Unit, ...], index: int, number: int) -> Step:
    kind = next(p.type for p in units[index].pieces if p.heavy)
    told = note("degrade.moderate", type=kind.value, template_day=units[index].template_day)
    return Step(number, told, _change_pieces(index, moderate))


def moderate(piece: Piece) -> Piece:
    """The same piece on the moderate row, no longer heavy (RIR 3, 10 % less load)."""
    if not piece.heavy:
        return piece
    return replace(piece, heavy=False, row=Row.MODERATE, flags=piece.flags | {MODERATED})


def _ease(units: tuple[Unit, ...], index: int) -> Step:
    piece = next(p for p in units[index].pieces if p.type in HARD_TYPES)
    told = note("degrade.ease", type=piece.type.value, minutes=ease(piece).minutes)
    return Step(2, told, _change_pieces(index, lambda p: ease(p) if p.type in HARD_TYPES else p))


def ease(piece: Piece) -> Piece:
    """HIIT or tempo as `C_EASY` of 20-30 min, never longer than it was, on a non-impact mode."""
    low = P.steady.min
    minutes = max(low, min(EASY_MAX_MIN, piece.minutes // 5 * 5))
    mode = piece.impact_free_mode or (Mode.WALK if piece.mode in IMPACT_MODES else piece.mode)
    return Piece(SessionType.EASY, minutes, low, mode=mode, impact_free_mode=piece.impact_free_mode)


def _drop_pieces(units: tuple[Unit, ...], kind: SessionType, code: str) -> Iterator[Step]:
    for index in reversed(range(len(units))):
        if any(p.type is kind for p in units[index].pieces):
            told = note(code, template_day=units[index].template_day)
            yield Step(4, told, _change_pieces(index, lambda p: None if p.type is kind else p))


def _is_lone_easy(unit: Unit) -> bool:
    return (
        len(unit.pieces) == 1
        and unit.pieces[0].type is SessionType.EASY
        and not is_long_piece(unit.pieces[0])
    )


def _hosts(units: tuple[Unit, ...]) -> list[int]:
    """Strength units without cardio, those first that mind a finisher least."""
    ranked = [
        (HOST_ORDER.index(u.pieces[0].type), i)
        for i, u in enumerate(units)
        if len(u.pieces) == 1 and u.pieces[0].type in HOST_ORDER
    ]
    return [i for _, i in sorted(ranked)]


def _merges(units: tuple[Unit, ...], easy: list[int]) -> Iterator[Step]:
    for index, host in zip(reversed(easy), _hosts(units), strict=False):
        piece = units[index].pieces[0]
        minutes = P.steady.finisher[1]
        mode = piece.impact_free_mode or piece.mode
        finisher = Piece(SessionType.FINISH, minutes, P.steady.finisher[0], mode=mode)
        told = note("degrade.merge_easy", minutes=minutes, host=units[host].pieces[0].type.value)
        yield Step(5, told, _merge(index, host, finisher))


def _merge(index: int, host: int, finisher: Piece) -> Callable[[Units], Units]:
    take = _change_unit(index, lambda _: None)
    give = _change_unit(host, lambda unit: replace(unit, pieces=(*unit.pieces, finisher)))
    return lambda units: give(take(units))


def _drop_easy(units: tuple[Unit, ...], index: int) -> Step:
    told = note("degrade.drop_easy", minutes=units[index].minutes)
    return Step(6, told, _change_unit(index, lambda _: None))


def _not_protected(phase: PhaseName, units: tuple[Unit, ...], easy: list[int]) -> list[int]:
    """Easy units that may go before a whole day does: in B2 one steady session is protected."""
    has_long = any(is_long_piece(p) for u in units for p in u.pieces)
    return easy[1:] if phase is PhaseName.B2 and not has_long else easy


def drop_unit(units: tuple[Unit, ...], index: int) -> Step:
    """The last resort: the whole unit goes."""
    types = "+".join(p.type.value for p in units[index].pieces)
    return Step(7, note("degrade.drop_unit", types=types), _change_unit(index, lambda _: None))


def drop_beside(units: tuple[Unit, ...], index: int, *, lifts: bool) -> Step | None:
    """Before the whole unit goes, one side of it: its lifts, or its cardio but the long one; None: it has one side."""
    pieces = units[index].pieces
    gone = tuple(p for p in pieces if p.type.is_strength is lifts and not is_long_piece(p))
    if not gone or len(gone) == len(pieces):
        return None
    types = "+".join(p.type.value for p in gone)
    change = _change_pieces(
        index, lambda p: None if p.type.is_strength is lifts and not is_long_piece(p) else p
    )
    return Step(7, note("degrade.drop_unit", types=types), change)
