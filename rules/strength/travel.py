"""Travel: another preset for some days (E-60)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from rules.athlete import Profile
from rules.errors import OutOfRange
from rules.exercises import expand_equipment

MAX_DAYS = 21


def travelling(profile: Profile, equipment: str | Iterable[str], days: int) -> Profile:
    """The profile away from home: other equipment, so other exercises; the block keeps its own (E-60).

    Nothing rises in those days: the week is a HOLD. Refuses more than 21 days and unknown equipment (OutOfRange).
    """
    if not 1 <= days <= MAX_DAYS:
        raise OutOfRange("travel_days", days, f"1-{MAX_DAYS}")
    return replace(profile, equipment=expand_equipment(equipment))
