"""Intervals on the clock: which part begins when, from the start of the session (F-20, F-50)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from rules.sessions import Intervals, SessionType


class Part(StrEnum):
    """What an athlete does in a part."""

    WARMUP = "warmup"
    HARD = "hard"
    EASY = "easy"
    COOLDOWN = "cooldown"


@dataclass(frozen=True, slots=True)
class Segment:
    """One part: its length and its begin in seconds from the start. `round` counts the hard ones from 1; around: 0."""

    part: Part
    seconds: int
    begins_s: int
    round: int = 0

    @property
    def ends_s(self) -> int:
        """Seconds from the start to its end."""
        return self.begins_s + self.seconds


def timeline(work: Intervals, kind: SessionType = SessionType.HIIT) -> tuple[Segment, ...]:
    """All parts in order: n x (hard, easy) between warm-up and cool-down; their sum is the session's length.

    The last interval of a HIIT session keeps its recovery (2n minutes, F-20); a tempo goes from its last interval into
    the cool-down (F-50).
    """
    segments: list[Segment] = []
    for part, seconds, number in _parts(work, keeps_last=kind is not SessionType.TEMPO):
        begins = segments[-1].ends_s if segments else 0
        segments.append(Segment(part, seconds, begins, number))
    return tuple(segments)


def at(segments: tuple[Segment, ...], elapsed_s: float) -> Segment | None:
    """The part that runs after so many seconds; None when all is over."""
    return next((s for s in segments if elapsed_s < s.ends_s), None)


def rounds_done(segments: tuple[Segment, ...], elapsed_s: float) -> int:
    """How many intervals have ended by then."""
    return sum(1 for s in segments if s.part is Part.HARD and s.ends_s <= elapsed_s)


def _parts(work: Intervals, *, keeps_last: bool) -> Iterator[tuple[Part, int, int]]:
    yield Part.WARMUP, work.warmup_min * 60, 0
    for number in range(1, work.n + 1):
        yield Part.HARD, work.work_s, number
        if keeps_last or number < work.n:
            yield Part.EASY, work.rest_s, number
    yield Part.COOLDOWN, work.cooldown_min * 60, 0
