"""The door to the weeks: one week built from the state (D-01)."""

from __future__ import annotations

from rules.weeks.build import build_week
from rules.weeks.standing import is_planned_deload

__all__ = ["build_week", "is_planned_deload"]
