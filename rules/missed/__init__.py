"""Missed, moved and late: what happens to the rest of the week (G-60)."""

from __future__ import annotations

from rules.missed.choices import Choice, ChoiceKind
from rules.missed.days import DayOption
from rules.missed.gap import GapAnswer, Quiet, Verdict, gap_after_finish
from rules.missed.moves import MOVED, MoveContext, Moves, after_move, options, with_sessions
from rules.missed.priorities import key_ids

__all__ = [
    "MOVED",
    "Choice",
    "ChoiceKind",
    "DayOption",
    "GapAnswer",
    "MoveContext",
    "Moves",
    "Quiet",
    "Verdict",
    "after_move",
    "gap_after_finish",
    "key_ids",
    "options",
    "with_sessions",
]
