"""Counting back from an event: taper, blocks and what comes before them (D-04, D-05, section Q)."""

from __future__ import annotations

from rules.athlete import EventType, Overall, Priority
from rules.constants import P
from rules.plan import Phase, PhaseName

LAST_FOR_SHOWS = frozenset({EventType.PHYSIQUE, EventType.MEET, EventType.SEASON})
RACE_EVENTS = frozenset(EventType) - LAST_FOR_SHOWS
B1, B2, B3 = PhaseName.B1, PhaseName.B2, PhaseName.B3
SHARPEN_MAX_WEEKS = 3
ONE_BLOCK_MAX_WEEKS = 6
TWO_BLOCKS_MAX_WEEKS = 11
THREE_BLOCKS_WEEKS = 12
BLOCKS_MAX_WEEKS = 18
BEGINNER_WEEKS = 8

Run = tuple[PhaseName, int]  # a phase and its weeks


def blocks(weeks: int, order: tuple[PhaseName, PhaseName, PhaseName]) -> tuple[Run, ...]:
    """The phases of A = `weeks` before a taper, for the block order X, Y, Z (D-05)."""
    if weeks <= 0:
        return ()
    if weeks <= SHARPEN_MAX_WEEKS:
        return ((PhaseName.SHARPEN, weeks),)
    if weeks <= ONE_BLOCK_MAX_WEEKS:
        return ((order[2], weeks),)
    if weeks == ONE_BLOCK_MAX_WEEKS + 1:
        return ((PhaseName.GENERAL, 1), (order[2], ONE_BLOCK_MAX_WEEKS))
    if weeks <= TWO_BLOCKS_MAX_WEEKS:
        return ((order[1], weeks // 2), (order[2], weeks - weeks // 2))
    return _three_blocks(weeks, order)


def _three_blocks(weeks: int, order: tuple[PhaseName, PhaseName, PhaseName]) -> tuple[Run, ...]:
    lengths = [P.block_length.min] * 3
    for extra in range(min(weeks, BLOCKS_MAX_WEEKS) - THREE_BLOCKS_WEEKS):
        lengths[2 - extra % 3] += 1
    before: tuple[Run, ...] = ()
    if weeks > BLOCKS_MAX_WEEKS:
        before = ((PhaseName.GENERAL, weeks - BLOCKS_MAX_WEEKS),)
    return before + tuple(zip(order, lengths, strict=True))


def block_order(event: EventType, priority: Priority) -> tuple[PhaseName, PhaseName, PhaseName]:
    """X, Y, Z: towards endurance for races; towards strength for shows, meets and seasons (D-05)."""
    if event in RACE_EVENTS:
        return B1, B2, B3
    return (B1, B2, B1) if priority is Priority.STRENGTH else (B3, B2, B1)


def count_back(
    weeks: int,
    event: EventType,
    level: Overall,
    priority: Priority,
    event_index: int | None = None,
) -> tuple[Phase, ...]:
    """The phases of the W = `weeks` up to and including the event's week (D-05)."""
    taper = P.taper_weeks[event]
    if weeks <= taper:
        return (Phase(PhaseName.TAPER, weeks, event_index),)
    ahead = weeks - taper
    runs: tuple[Run, ...] = ()
    if level is Overall.BEGINNER:
        beginner = BEGINNER_WEEKS if ahead >= THREE_BLOCKS_WEEKS else max(0, ahead - ONE_BLOCK_MAX_WEEKS)
        runs = ((PhaseName.BEGINNER, beginner),) if beginner else ()
        ahead -= beginner
    runs += (*blocks(ahead, block_order(event, priority)), (PhaseName.TAPER, taper))
    return tuple(Phase(name, length, event_index) for name, length in runs)
