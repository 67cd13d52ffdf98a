"""What the prescriptions of a week are told (E, F)."""

from __future__ import annotations

from rules.constants import P
from rules.decisions import Decision
from rules.prescription import PrescriptionContext, choose_block_exercises
from rules.sessions import SessionType
from rules.weeks.situation import Situation
from rules.weeks.volume import return_share


def prescription_context(s: Situation) -> PrescriptionContext:
    """The context of `prescribe_week` for this week."""
    state = s.state
    return PrescriptionContext(
        profile=state.profile,
        levels=s.levels,
        phase=s.name,
        week_start=s.monday,
        week_number=state.week_number,
        week_in_phase=s.week,
        phase_weeks=s.phase.weeks,
        deload=s.deload,
        decision=Decision.DELOAD if s.deload else s.decision,
        event=s.event,
        lifts=state.lifts,
        block_exercises=state.block_exercises,
        adjustments=state.adjustments,
        restrictions=s.restrictions,
        onramp=s.onramp_week > 0,
        return_share=return_share(s),
        return_load=return_load(s),
        high_volume=s.high_volume,
        weeks_trained=len(state.history),
        jump_weeks=sum(any(x.type is SessionType.POWER for x in r.week.sessions) for r in state.history),
    )


def return_load(s: Situation) -> float:
    """The share of the loads in the first week back (G-30); they then rise by progress again."""
    recovery = s.state.recovery
    if recovery is None or not s.returning or recovery.step:
        return 1.0
    return P.return_load.get(recovery.row, 1.0)


def block_exercises(s: Situation, new_block: bool) -> tuple[tuple[str, str], ...]:
    """The exercises of the block (E-05)."""
    return choose_block_exercises(prescription_context(s), new_block)
