"""The state after a review: history, position, lifts, adjustments, the way back, proposals (G-50, 0.10)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rules.decisions import Decision
from rules.plan import PhaseName
from rules.planning import advance
from rules.planning.advancing import moved
from rules.review.adherence import simplified_to
from rules.review.adjusting import Adjusted
from rules.review.breaks import RETURN
from rules.review.decide import CALENDAR, Verdict
from rules.review.fatigue import Fatigue
from rules.review.illness import Episode
from rules.review.lifting import LiftReview
from rules.review.metrics import LOWERED
from rules.review.overrides import Overrides
from rules.review.progress import Vetoes, lower_intervals
from rules.review.returning import loads_after_return, reposition
from rules.review.safety import Alarm
from rules.review.structure import WINDOW_KEY, Restructure, accept
from rules.review.view import View
from rules.state import Adjustments, Lift, Recovery, TrainingState, WeekRecord

LIFTS_MAY_RISE = frozenset({Decision.PROGRESS, Decision.HOLD})


@dataclass(frozen=True, slots=True)
class Findings:
    """What a review found. `start` is the state that the week closes on, with a longer block where G-16 gives one."""

    view: View
    overrides: Overrides
    start: TrainingState
    verdict: Verdict
    alarm: Alarm
    fatigue: Fatigue
    lifts: LiftReview
    episode: Episode | None
    recovery: Recovery | None
    adjusted: Adjusted
    vetoes: Vetoes
    structure: Restructure

    @property
    def record(self) -> WeekRecord:
        """The closed week."""
        view = self.view
        return WeekRecord(
            view.week, view.checkins, view.wellness, self.verdict.decision, fatigue=self.fatigue.total
        )

    @property
    def was_lowered(self) -> bool:
        """Whether the week under review was a deload, a reduced one or on a way back."""
        history = self.view.state.history
        return self.view.week.deload or bool(history and history[-1].decision in LOWERED)

    @property
    def lifts_may_rise(self) -> bool:
        """Load steps come with PROGRESS and HOLD, not after a lowered week nor in a taper (G-50, D-07)."""
        phases = {self.view.week.phase, self._next_phase}
        calm = not phases & CALENDAR.keys() and not self.was_lowered
        return calm and self.verdict.decision in LIFTS_MAY_RISE and not self.overrides.keep

    @property
    def keeps_simple(self) -> bool:
        """Whether a simplified week stays one because the athlete wants no more; a new phase has its own (G-50)."""
        return self.overrides.keeps_cuts and self._next_phase is self.view.week.phase

    @property
    def _next_phase(self) -> PhaseName:
        following = moved(self.start, self.record)
        return following.phases[following.phase_index].name


def next_state(found: Findings) -> TrainingState:
    """The state that the next week is built from (G-50)."""
    view, overrides = found.view, found.overrides
    state = advance(found.start, found.record, found.vetoes.names)
    if found.verdict.decision is not Decision.PROGRESS and view.state.hiit_n:
        state = replace(state, hiit_n=min(state.hiit_n, view.state.hiit_n))
    state = lower_intervals(state, found.vetoes, overrides)
    state = replace(
        state,
        lifts=_lifts(found),
        screening=found.alarm.screening,
        recovery=found.recovery,
        adjustments=_adjustments(found),
        proposal=found.structure.offered,
        declined=state.declined | overrides.rule_ids | (overrides.codes & {WINDOW_KEY}),
    )
    if found.structure.applied is not None:
        state = accept(state, found.structure.applied, view.today)
    if found.recovery is not None and found.recovery.kind == RETURN:
        state = reposition(view.state, state, found.recovery, view.next_monday, event_ahead=view.event_ahead)
    return loads_after_return(state, view.state)


def _lifts(found: Findings) -> tuple[Lift, ...]:
    """The lifts with their next loads; without, where nothing may rise or the athlete declined it."""
    if not found.lifts_may_rise:
        return found.lifts.held
    held = {lift.exercise_id: lift for lift in found.lifts.held}
    declined = found.overrides.declines
    lifts: list[Lift] = []
    for lift in found.lifts.lifts:
        keys = (f"load:{lift.exercise_id}", "loads", f"sets:{lift.exercise_id}")
        if not any(map(declined, keys)):
            lifts.append(lift)
        elif lift.exercise_id in held:  # else it is new with the change that was declined
            lifts.append(held[lift.exercise_id])
    return tuple(lifts)


def _adjustments(found: Findings) -> Adjustments:
    adjustments = replace(found.adjusted.adjustments, keeps_cuts=found.overrides.keeps_cuts)
    if found.keeps_simple and adjustments.drop_pieces_to_minutes is None:
        adjustments = replace(adjustments, drop_pieces_to_minutes=simplified_to(found.view.week))
    if found.structure.removed_window is not None:
        windows = adjustments.removed_windows | {found.structure.removed_window}
        adjustments = replace(adjustments, removed_windows=windows)
    swaps = tuple(
        (old, new)
        for old, new in found.lifts.swaps
        if not found.overrides.declines(f"exercise_in:{new}") and not found.overrides.keep
    )
    return replace(adjustments, swapped_exercises=(*adjustments.swapped_exercises, *swaps))
