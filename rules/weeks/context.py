"""What the prescriptions of a week are told (E, F)."""

from __future__ import annotations

import math
from collections.abc import Iterator

from rules.constants import P
from rules.decisions import Decision
from rules.lived import recent
from rules.plan import PhaseName, Week
from rules.prescription import PrescriptionContext, choose_block_exercises
from rules.remembering import remembered_of
from rules.sessions import SessionType
from rules.state import WeekRecord
from rules.units import NOISE
from rules.weeks.holding import last_ordinary
from rules.weeks.situation import Situation
from rules.weeks.volume import return_share

POWER = SessionType.POWER
LONG_RECOVERY_WEEKS = 2  # marathon and ultra
AFTER_MARATHON_ROW = P.break_days[1]
MORE_SETS_WEEK = 3
LIGHTER_FLAGS = frozenset({"onramp", "return", "illness", "reduced", "taper", "recovery"})
EASED_STEPS = frozenset({"simplify", "load", "drop_unit", "fewer_days", "nothing_fits"})


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
        jump_weeks=len({r.week.start for r in state.history for x in r.week.sessions if x.type is POWER}),
        sets_most=sets_most(s),
        first_hiit=state.hiit_weeks == 0,
        held_minutes=_held_minutes(s),
    )


def _held_minutes(s: Situation) -> tuple[tuple[SessionType, int], ...]:
    """The longest strength session of each type in the week that is reduced (G-50)."""
    week = last_ordinary(s) if s.decision is Decision.REDUCE and not s.deload else None
    lifts = [] if week is None else sorted((x.type, x.minutes) for x in week.sessions if x.is_strength)
    return tuple(dict(lifts).items())


def sets_most(s: Situation) -> int | None:
    """Most sets of the week: 10 % or 4 more than the fullest week of the phase so far (G-40).

    In a deload half of the last whole one (E-10). None where the phase has no whole week yet, and while the beginner's
    table itself adds sets (E-11).
    """
    weeks = [r.week for r in _of_phase(s) if not (r.week.deload or r.week.flags & LIGHTER_FLAGS)]
    last = next((week for week in weeks if _is_whole(week)), None)
    if last is None:
        return None
    if s.deload:
        return math.ceil(P.deload.sets * _sets(last))
    if s.name is PhaseName.BEGINNER and s.week <= MORE_SETS_WEEK:
        return None
    most = max(map(_sets, weeks))
    return most + max(math.floor(most * P.bounds.sets_rel + NOISE), P.bounds.sets_abs)


def _of_phase(s: Situation) -> Iterator[WeekRecord]:
    """The closed weeks of the phase that goes on, the plan's first one aside: it may have begun on a Wednesday."""
    for record in reversed(recent(s.state.history, s.monday, P.bounds.strength_ref_weeks)):
        if record.week.phase is not s.name or record.week.number == 1:
            return
        yield record


@remembered_of(32)
def _sets(week: Week) -> int:
    return sum(e.sets for x in week.sessions for e in x.exercises)


def _is_whole(week: Week) -> bool:
    """A week as its phase wants it: no session was left out of it."""
    return not any(d.step in EASED_STEPS for d in week.degradations)


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
