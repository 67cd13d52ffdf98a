"""Two sizes of every proof: the one for each change, and the large one of `make soak`."""

from __future__ import annotations

import os
from typing import TypeVar

T = TypeVar("T")
SOAK = os.environ.get("TANDEM_SOAK", "") not in {"", "0"}
SEED = int(os.environ.get("TANDEM_SEED", "1"))


def size(usual: T, soak: T) -> T:
    """The size of this run."""
    return soak if SOAK else usual
