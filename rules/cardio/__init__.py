"""Cardio prescriptions (F): modes, intervals, easy and long sessions, tempo, paces and heart rate."""

from __future__ import annotations

from rules.cardio.hiit import hiit_max_n, hiit_minutes, hiit_new_block_n, hiit_start_n
from rules.cardio.long import long_cap, long_peak, long_sequence, longest_recent
from rules.cardio.mode_context import ModeContext, mode_context
from rules.cardio.modes import easy_mode, finisher_mode, hiit_mode, long_mode, non_impact_mode

__all__ = [
    "ModeContext",
    "easy_mode",
    "finisher_mode",
    "hiit_max_n",
    "hiit_minutes",
    "hiit_mode",
    "hiit_new_block_n",
    "hiit_start_n",
    "long_cap",
    "long_mode",
    "long_peak",
    "long_sequence",
    "longest_recent",
    "mode_context",
    "non_impact_mode",
]
