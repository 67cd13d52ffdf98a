"""Two sizes of every proof: the one for each change, and the large one of `make soak`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from time import monotonic
from typing import TypeVar

T = TypeVar("T")
SOAK = os.environ.get("TANDEM_SOAK", "") not in {"", "0"}
SEED = int(os.environ.get("TANDEM_SEED", "1"))
BOX_SECONDS = float(os.environ.get("TANDEM_SOAK_SECONDS", "600"))


def size(usual: T, soak: T) -> T:
    """The size of this run."""
    return soak if SOAK else usual


def until_the_box_is_full(runs: int) -> Iterator[int]:
    """Numbers of runs to make, `runs` at most; in a soak no new one begins after TANDEM_SOAK_SECONDS (600)."""
    end = monotonic() + BOX_SECONDS
    for number in range(runs):
        yield number
        if SOAK and monotonic() > end:
            return
