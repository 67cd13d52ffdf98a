"""The step from a closed week to the next one: history, counters, phase, growth (G-30, G-32, G-50)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from rules.decisions import Decision
from rules.levels import assess
from rules.phases import Layout, follow_on
from rules.plan import Phase, PhaseName
from rules.planning.first import with_exercises
from rules.planning.growth import grown
from rules.review.breaks import next_step
from rules.sessions import SessionType
from rules.state import Recovery, TrainingState, WeekRecord

KEEPING = frozenset({Decision.REPEAT, Decision.STOP})
KEPT_EXERCISES = frozenset({PhaseName.TAPER, PhaseName.RECOVERY, PhaseName.SHARPEN})
TRAINING_DAYS_AFTER_ILLNESS = 4
WAITING = "hiit_wait"  # back at 100 %, only intervals wait for their date


def advance(state: TrainingState, record: WeekRecord, veto: frozenset[str] = frozenset()) -> TrainingState:
    """The state before the next week; `record.decision` is what was decided on the closed one.

    PROGRESS lets one cardio quantity rise (two in B3 and in B2 of a race plan) unless vetoed: `veto` names cardio,
    hiit, easy, long. REPEAT and STOP keep the place in the phase where no event waits. A return or illness that the
    closed week was built with moves one step on; a new one is set on the result. Lifts are never touched.
    """
    return settled(state, moved(state, record), record, veto)


def settled(
    state: TrainingState, after: TrainingState, record: WeekRecord, veto: frozenset[str] = frozenset()
) -> TrainingState:
    """The same for a state that has moved on from this one already: what grows, and a new block's exercises."""
    new_phase = after.phase_index != state.phase_index
    after = grown(after, record, new_phase=new_phase, veto=veto)
    if new_phase and after.phases[after.phase_index].name not in KEPT_EXERCISES:
        after = with_exercises(after)
    return after


def moved(state: TrainingState, record: WeekRecord) -> TrainingState:
    """The state one week on, before anything grows."""
    had_hiit = any(x.type is SessionType.HIIT for x in record.week.sessions)
    phase = state.phases[state.phase_index]
    stays = record.decision in KEEPING and phase.event_index is None
    goes_on = stays or state.week_in_phase < phase.weeks
    after = replace(
        state,
        history=(*state.history, record),
        week_number=state.week_number + 1,
        week_in_phase=state.week_in_phase + (not stays) if goes_on else 1,
        phase_index=state.phase_index + (not goes_on),
        hiit_weeks=state.hiit_weeks + had_hiit,
        hold_next=record.decision is Decision.REDUCE,
        recovery=_recovery_after(state, record),
        hiit_n=_intervals_after(state),
    )
    return after if after.phase_index < len(after.phases) else _extended(after, phase)


def _extended(state: TrainingState, last: Phase) -> TrainingState:
    """More phases where the last one has ended: a cycle again, recovery, or a new model (D-02, D-09)."""
    monday = state.start + timedelta(weeks=state.week_number - 1)
    layout = Layout(state.model, state.phases)
    following, lengthens = follow_on(
        state.profile, assess(state.profile), layout, monday, state.week_number - 1
    )
    if lengthens:
        longer = replace(last, weeks=last.weeks + following.phases[0].weeks)
        return replace(
            state,
            phases=(*state.phases[:-1], longer),
            phase_index=state.phase_index - 1,
            week_in_phase=last.weeks + 1,
        )
    return replace(state, model=following.model, phases=(*state.phases, *following.phases))


def _recovery_after(state: TrainingState, record: WeekRecord) -> Recovery | None:
    """The next step of the way back (G-30, G-32); intervals go on waiting for their date."""
    recovery = state.recovery
    if recovery is None:
        return None
    if recovery.kind == "return":
        following = next_step(recovery)
    else:
        days = {x.day for x in record.week.sessions if x.is_strength or x.is_cardio}
        done = recovery.step + len(days)
        is_back = done > TRAINING_DAYS_AFTER_ILLNESS or recovery.kind == WAITING
        following = None if is_back else replace(recovery, step=done)
    next_monday = state.start + timedelta(weeks=state.week_number)
    waits = recovery.hiit_not_before is not None and recovery.hiit_not_before > next_monday
    return replace(recovery, kind=WAITING) if following is None and waits else following


def _intervals_after(state: TrainingState) -> int:
    """After a break of two weeks and more the intervals start again at six (G-30)."""
    recovery = state.recovery
    if recovery is None or recovery.kind != "return" or recovery.row < 14:
        return state.hiit_n
    return min(state.hiit_n, 6)
