"""The door to the plan: its first state, its projection, and the step from one week to the next (D-01, G-50)."""

from __future__ import annotations

from rules.planning.advancing import advance
from rules.planning.first import first_state, replan
from rules.planning.projecting import build_plan, close_as_done, project

__all__ = ["advance", "build_plan", "close_as_done", "first_state", "project", "replan"]
