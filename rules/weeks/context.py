"""What the prescriptions of a week are told (E, F)."""

from __future__ import annotations

from rules.constants import P
from rules.decisions import Decision
from rules.plan import PhaseName
from rules.prescription import PrescriptionContext, choose_block_exercises
from rules.sessions import SessionType
from rules.weeks.situation import Situation
from rules.weeks.volume import return_share

LONG_RECOVERY_WEEKS = 2  # marathon and ultra
AFTER_MARATHON_ROW = P.break_days[1]


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
    """The share of the loads in the first week back from a break, or from a marathon's recovery (G-30, D-09)."""
    recovery = s.state.recovery
    if recovery is not None and s.returning:
        return 1.0 if recovery.step else P.return_load.get(recovery.row, 1.0)
    before = s.state.phases[s.state.phase_index - 1] if s.state.phase_index else None
    is_first = s.week == 1 and before is not None and before.name is PhaseName.RECOVERY
    long_way_back = before is not None and before.weeks >= LONG_RECOVERY_WEEKS
    return P.return_load[AFTER_MARATHON_ROW] if is_first and long_way_back else 1.0


def block_exercises(s: Situation, new_block: bool) -> tuple[tuple[str, str], ...]:
    """The exercises of the block (E-05)."""
    return choose_block_exercises(prescription_context(s), new_block)
