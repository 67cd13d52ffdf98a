"""A broken rule as the cohort reports it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """Which rule, and what was found; the run adds whose week it was."""

    rule: str
    detail: str
