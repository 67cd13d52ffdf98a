"""Sizes of the slow properties: few examples, the same ones every time; with HYPOTHESIS_PROFILE=soak many new ones."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

SOAKS = os.environ.get("HYPOTHESIS_PROFILE") == "soak"
TIMES = 100


def steady(examples: int) -> settings:
    """So many examples, drawn by the code alone; a soak draws a hundred times as many at random."""
    return settings(
        max_examples=examples * TIMES if SOAKS else examples,
        deadline=None,
        derandomize=not SOAKS,
        suppress_health_check=[HealthCheck.too_slow],
    )
