"""Which of the times a day offers are used: at most two, far enough apart (C-10 `availability`)."""

from __future__ import annotations

from collections.abc import Iterable

from rules.athlete import Window
from rules.calendar import minute_of
from rules.constants import P

MOST_A_DAY = 2
LEAST_WINDOW_MIN, MOST_WINDOW_MIN = 15, 240
APART_MIN = P.doubles_min_gap_h * 60


def usable_windows(offered: Iterable[Window]) -> tuple[Window, ...]:
    """The windows of one day in order of time (C-10).

    Of more than two the two longest are kept; of two that start less than 3 h apart the longer. Ties: the earlier.
    """
    longest = sorted(offered, key=lambda w: (-w.max_minutes, w.start))[:MOST_A_DAY]
    kept = sorted(longest, key=lambda w: w.start)
    if len(kept) == MOST_A_DAY and minute_of(kept[1].start) - minute_of(kept[0].start) < APART_MIN:
        return (longest[0],)
    return tuple(kept)
