"""Travel: another preset for some days, progression paused (E-60)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from rules.errors import OutOfRange
from rules.exercises import expand_equipment
from rules.prescription_context import PrescriptionContext

MAX_DAYS = 21


def travelling(ctx: PrescriptionContext, equipment: str | Iterable[str], days: int) -> PrescriptionContext:
    """The week's context away from home: other equipment, other exercises, nothing raised (E-60).

    The block's exercises come back afterwards, so they aren't given up here. Refuses more than 21 days and unknown
    equipment (OutOfRange).
    """
    if not 1 <= days <= MAX_DAYS:
        raise OutOfRange("travel_days", days, f"1-{MAX_DAYS}")
    profile = replace(ctx.profile, equipment=expand_equipment(equipment))
    return replace(ctx, profile=profile, paused=True)
