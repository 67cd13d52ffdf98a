"""Which skeleton a phase uses, and how many cardio minutes it holds by default (D-30, D-70)."""

from __future__ import annotations

from functools import cache

from rules.constants import P
from rules.plan import PhaseName
from rules.skeletons import Choice, lines

SKELETONS = {
    PhaseName.GENERAL: "UNDULATING",
    PhaseName.SHARPEN: "B3",
    PhaseName.TAPER: "B3",
    PhaseName.RECOVERY: "RECOVERY_1",
}


def skeleton_name(phase: PhaseName) -> str:
    """The skeleton of a phase for everybody but advanced athletes."""
    return SKELETONS.get(phase, phase.value)


@cache
def skeleton_minutes(phase: PhaseName, days: int) -> int:
    """Cardio minutes of the phase's skeleton at default minutes, long 50 (D-70)."""
    if not days:
        return 0
    slots = [s for line in lines(skeleton_name(phase), days, Choice()) for s in line.slots]
    return sum(s.minutes or P.minutes[s.type][1] for s in slots if s.type.is_cardio)
