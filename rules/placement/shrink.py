"""How a unit gets shorter when it is too long: which piece gives way first, and by how much (D-52, F-20)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rules.constants import P
from rules.sessions import SessionType
from rules.unit import Piece

STEP_MIN = 5
COMPRESS_BELOW_MIN = 24  # F-20: the short form belongs to windows under 24 min
COMPRESSED_BY_MIN = P.hiit.warmup + P.hiit.cooldown - P.hiit.warmup_short - P.hiit.cooldown_short
SHORT_FINISHER_MIN = P.steady.finisher[0]
STEADY_TYPES = frozenset({SessionType.EASY, SessionType.LONG, SessionType.ACTIVE})


@dataclass(frozen=True, slots=True)
class Room:
    """Minutes there are: in one window for all pieces together or `each` in its own, and `cap` for the day (D-42)."""

    minutes: int
    cap: int
    each: tuple[int, ...] | None = None


def kept_levels(pieces: tuple[Piece, ...]) -> Iterator[tuple[Piece, ...]]:
    """The pieces to try to fit: all, then without the primer, then without the finisher too (D-52)."""
    yield pieces
    for left_out in (SessionType.PRIMER, SessionType.FINISH):
        kept = tuple(p for p in pieces if p.type is not left_out)
        if kept and len(kept) < len(pieces):
            pieces = kept
            yield pieces


def shrink(pieces: tuple[Piece, ...], room: Room, *, race: bool) -> tuple[int, ...] | None:
    """Minutes of each piece that fit the room, or None: finisher to 15, then strength, then easy and long (D-52)."""
    sizes = [_base_size(p, _window(room, i)) for i, p in enumerate(pieces)]
    for stage in range(3):
        for i, piece in enumerate(pieces):
            if _stage(piece) == stage:
                over = _over(pieces, sizes, room, i, race=race)
                sizes[i] -= _cut(piece, sizes[i], over) if over > 0 else 0
    fits = all(_over(pieces, sizes, room, i, race=race) <= 0 for i in range(len(pieces)))
    return tuple(sizes) if fits else None


def _window(room: Room, index: int) -> int:
    return room.each[index] if room.each else room.minutes


def _base_size(piece: Piece, window: int) -> int:
    is_full_hiit = piece.type is SessionType.HIIT and not piece.compressed
    return piece.minutes - (COMPRESSED_BY_MIN if is_full_hiit and window < COMPRESS_BELOW_MIN else 0)


def _stage(piece: Piece) -> int | None:
    if piece.type is SessionType.FINISH:
        return 0
    if piece.type.is_strength:
        return 1
    return 2 if piece.type in STEADY_TYPES else None


def _over(pieces: tuple[Piece, ...], sizes: list[int], room: Room, index: int, *, race: bool) -> int:
    """Minutes that are too many where this piece stands: in its window, and in the day if the day limits it."""
    over = sizes[index] - room.each[index] if room.each else sum(sizes) - room.minutes
    if race and is_long_piece(pieces[index]):
        return over
    counted = sum(size for p, size in zip(pieces, sizes, strict=True) if not (race and is_long_piece(p)))
    return max(over, counted - room.cap)


def _cut(piece: Piece, size: int, over: int) -> int:
    """Minutes this piece can give: 5-minute steps, a long session to the minute (0.4), never below its minimum."""
    if piece.type is SessionType.FINISH:
        floor = max(SHORT_FINISHER_MIN, piece.min_minutes)
        return max(0, size - floor)
    wanted = over if is_long_piece(piece) else -(-over // STEP_MIN) * STEP_MIN
    return max(0, min(wanted, size - piece.min_minutes))


def is_long_piece(piece: Piece) -> bool:
    """Whether the piece is the week's long session, whatever its type (D-25, D-30)."""
    return piece.type is SessionType.LONG or "long" in piece.flags
